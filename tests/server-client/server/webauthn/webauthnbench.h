#pragma once

#include "base/random.h"
#include "base/sealer.h"
#include "directory/directory.h"
#include "fakes/credentialtraces.h"
#include "fakes/keyathand.h"
#include "fakes/testdatabase.h"
#include "protocol/administration.h"
#include "signin/passwordmethod.h"
#include "signin/profilestore.h"
#include "signin/signinservice.h"
#include "webauthn/webauthnmethod.h"
#include "webauthn/webauthnservice.h"

namespace keydesk {

/// example.org, from kiosks and desktop apps at https://register.example.org.
WebAuthnPolicy examplePolicy();

/// Security keys and sign-in on a real database with real people, as main.cpp puts them together.
class WebAuthnBench
{
public:
    explicit WebAuthnBench(const WebAuthnPolicy& policy = examplePolicy());

    /// ada, grace and alan at example.org; grace reads Turkish, alan has no mail address.
    User person(const QString& userName);
    /// Signed in at the kiosk in the lobby, without a strong proof unless wanted.
    Caller caller(const QString& userName, bool hasStrongProof = false);
    /// The kiosk alone.
    static Caller kiosk(const QString& installation = QStringLiteral("lobby"));

    /// A registration from start to end that must succeed.
    SecurityKey registered(const Caller& caller, KeyAtHand& key, const QString& name = {});
    Result<SecurityKey> tried(const Caller& caller, KeyAtHand& key);

    /// A Registration profile.
    void profile(const QList<QList<Method>>& factors, const QStringList& groups = {});
    Result<SignInProgress> start(const QString& userName, const Caller& at = kiosk());
    Result<SignInProgress> answerByKey(const SignInStep& step, KeyAtHand& key, const Caller& at = kiosk());
    Result<SignInProgress> answer(const SignInStep& step, Method method, const SharedSecret& text,
                                  const Caller& at = kiosk());
    Result<SignInProgress> answerByPassword(const SignInStep& step, const Caller& at = kiosk());
    /// Who the finished sign-in is.
    Result<Caller> authenticated(const SignInProgress& progress, const Caller& at = kiosk());
    void setDisabled(const QString& userName);

    QStringList auditEvents();
    QList<AuditRecord> auditRecords();
    QList<OutgoingMessage> mails();
    QStringList mailTexts();
    int goodFactors(const QString& userName);
    qint64 count(const QString& table);

    TestDatabase database;
    SystemRandom random;
    Sealer sealer{KeyRing::create(random), random};
    Directory directory{*database, random};
    Outbox outbox{sealer, random};
    Factors factors;
    CredentialTraces credentials{factors};
    ProfileStore profiles{random};
    PasswordMethod password{{directory, factors}};
    WebAuthnMethod method;
    WebAuthnService service;
    SignInService signIn{{*database, directory, factors, profiles, sealer, random}};

private:
    void add(const User& person);
};

} // namespace keydesk
