#pragma once

#include "base/random.h"
#include "base/sealer.h"
#include "directory/directory.h"
#include "fakes/credentialtraces.h"
#include "fakes/servicetraces.h"
#include "fakes/testdatabase.h"
#include "phone/phoneservice.h"
#include "phone/softotpmethod.h"
#include "virtual/phone/virtualphone.h"

namespace keydesk {

/// A registered phone and the app that makes its codes.
struct RegisteredPhone
{
    Phone phone;
    VirtualPhone app;
};

/// The phone capability on a real database with real people, as main.cpp puts it together.
class PhoneBench
{
public:
    explicit PhoneBench(PhonePolicy policy = {.issuer = QStringLiteral("Example Corp")});

    /// ada, grace and alan at example.org; grace reads Turkish, alan has no mail address.
    User person(const QString& userName);
    /// Signed in at the kiosk in the lobby, without a strong proof unless wanted.
    Caller caller(const QString& userName, bool hasStrongProof = false);

    /// A registration that must begin.
    Result<PhoneRegistration> started(const Caller& caller);
    /// A whole registration by the virtual phone.
    RegisteredPhone registered(const Caller& caller, const AppHabits& habits = {});
    static VirtualPhone scanned(const PhoneRegistration& registration, const AppHabits& habits = {});
    /// The code that the phone shows now.
    Secret code(const VirtualPhone& phone) { return Secret::copyOf(phone.at(database.clock().now()).code); }
    Result<FactorProof> signIn(const QString& userName, const Secret& code);

    QStringList auditEvents() { return auditEventsOf(*database); }
    QList<EnqueuedMessage> mails() { return messagesOf(*database, sealer); }
    int goodFactors(const QString& userName);

    TestDatabase database;
    SystemRandom random;
    Sealer sealer{KeyRing::create(random), random};
    Directory directory{*database, random};
    Outbox outbox{sealer, random};
    Factors factors;
    CredentialTraces credentials{factors};
    SoftOtpMethod softOtp{{*database, directory, factors, sealer}};
    PhoneService service;
};

} // namespace keydesk
