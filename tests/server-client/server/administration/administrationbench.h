#pragma once

#include "administration/accountservice.h"
#include "administration/administrationservice.h"
#include "administration/installationservice.h"
#include "audit/auditcheckpoints.h"
#include "base/random.h"
#include "base/sealer.h"
#include "directory/directory.h"
#include "fakes/servicetraces.h"
#include "fakes/testdatabase.h"
#include "phone/phoneservice.h"
#include "phone/softotpmethod.h"
#include "signin/passwordmethod.h"
#include "signin/profilestore.h"
#include "signin/signinservice.h"
#include "webauthn/webauthnmethod.h"
#include "webauthn/webauthnservice.h"

namespace keydesk {

/// example.org, from kiosks and desktop apps at https://register.example.org, with the defaults.
WebAuthnPolicy exampleKeyPolicy();

/// Administration on a real database, as the service puts it together.
class AdministrationBench
{
public:
    AdministrationBench();

    /// The administrator's command line.
    Caller administrator() const;
    NewUser newUser(const QString& userName, const QString& password = QStringLiteral("correct horse"));
    /// A person, signed in with a password at a kiosk; the token is kept.
    struct SignedIn
    {
        Caller caller;
        SharedSecret token;
    };
    SignedIn signedIn(const QString& userName);
    /// Of a sign-in with the password at the installation that has the key.
    SharedSecret tokenAt(const SigningKey& key, const QString& userName);

    /// A proof as the routes hand it on, with a fresh jti each time.
    ProofOfPossession proof(const SigningKey& key, const QString& jti = {});
    /// Enrols a new key for the kind.
    struct Enrolled
    {
        SigningKey key;
        InstallationIdentity identity;
    };
    Enrolled enrolled(const QString& name, InstallationKind kind);

    QStringList auditEvents() { return auditEventsOf(*database); }
    int mails() { return static_cast<int>(count(QStringLiteral("outbox"))); }
    qint64 count(const QString& table) { return rowCount(*database, table); }

    TestDatabase database;
    SystemRandom random;
    Sealer sealer;
    Outbox outbox{sealer, random};
    Directory directory{*database, random};
    Factors factors;
    ProfileStore profiles{random};
    PasswordMethod password{{directory, factors}};
    SoftOtpMethod softOtp{{*database, directory, factors, sealer}};
    SignInService signIn{{*database, directory, factors, profiles, sealer, random}};
    PhoneService phones;
    WebAuthnMethod keyMethod;
    WebAuthnService securityKeys;
    AuditCheckpoints checkpoints{*database, sealer};
    InstallationService installations{*database, sealer, random};
    AdministrationService administration{{*database, directory, profiles, outbox, checkpoints, factors}};
    AccountService account{{*database, directory, factors, phones, outbox, 5, securityKeys}};
};

QString textOf(const SharedSecret& secret);

} // namespace keydesk
