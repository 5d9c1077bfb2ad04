#include "administrationbench.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

WebAuthnPolicy exampleKeyPolicy()
{
    const QStringList origins{u"https://register.example.org"_s};
    WebAuthnPolicy policy;
    policy.relyingPartyId = u"example.org"_s;
    policy.relyingPartyName = u"Example Corp"_s;
    policy.origins = {{InstallationKind::Kiosk, origins}, {InstallationKind::Desktop, origins}};
    return policy;
}

AdministrationBench::AdministrationBench()
    : sealer(KeyRing::create(random), random),
      phones({*database, directory, factors, sealer, outbox, random, {.issuer = u"Example Corp"_s}}),
      keyMethod({*database, directory, factors, sealer, outbox, random, exampleKeyPolicy()}),
      securityKeys({*database, directory, factors, outbox, random, exampleKeyPolicy()})
{
}

Caller AdministrationBench::administrator() const
{
    Caller caller;
    caller.requestId = u"test"_s;
    caller.address = u"192.0.2.1"_s;
    caller.installation = InstallationId{u"admin-installation"_s};
    caller.installationName = u"Command line"_s;
    caller.installationKind = InstallationKind::Administration;
    return caller;
}

NewUser AdministrationBench::newUser(const QString& userName, const QString& passwordText)
{
    User user;
    user.userName = userName;
    user.displayName = userName;
    user.mail = userName + u"@example.org"_s;
    user.locale = u"en"_s;
    return {.user = user, .password = share(Secret::copyOf(passwordText.toUtf8()))};
}

AdministrationBench::SignedIn AdministrationBench::signedIn(const QString& userName)
{
    const Enrolled kiosk = enrolled(u"Desk of "_s + userName, InstallationKind::Kiosk);
    const SharedSecret token = tokenAt(kiosk.key, userName);
    const auto caller = installations.authenticate(Caller{}, proof(kiosk.key));
    return {.caller = signIn.authenticate(*caller, token->view()).value(), .token = token};
}

SharedSecret AdministrationBench::tokenAt(const SigningKey& key, const QString& userName)
{
    if (!administration.isOpen().value()) {
        ApplicationProfile profile;
        profile.name = u"Panel"_s;
        profile.factors = {{Method::Password}};
        if (!administration.createProfile(administrator(), profile))
            qFatal("no profile");
    }
    const auto caller = installations.authenticate(Caller{}, proof(key));
    const auto step = signIn.start(*caller, {.userName = userName, .locale = u"en"_s});
    const auto done = signIn.answer(*caller, {.ceremony = step->step.ceremony,
                                              .method = Method::Password,
                                              .answer = share(Secret::copyOf("correct horse"))});
    if (!done || !done->accessToken)
        qFatal("no sign-in: %s", done ? "not finished" : qPrintable(done.error().context));
    return done->accessToken;
}

ProofOfPossession AdministrationBench::proof(const SigningKey& key, const QString& jti)
{
    const VerifyingKey half = key.publicKey();
    return {.key = half,
            .thumbprint = half.thumbprint(),
            .jti = jti.isEmpty() ? random.opaqueId() : jti,
            .issued = database.clock().now()};
}

AdministrationBench::Enrolled AdministrationBench::enrolled(const QString& name, InstallationKind kind)
{
    const SigningKey key = SigningKey::generate();
    const auto code = installations.createCode(administrator(), name, u"Lobby"_s, kind);
    const auto identity = installations.enrol(Caller{}, proof(key), textOf(code->code));
    if (!identity)
        qFatal("no enrolment: %s", qPrintable(identity.error().context));
    return {.key = key, .identity = *identity};
}

QString textOf(const SharedSecret& secret)
{
    return QString::fromUtf8(secret->view());
}

} // namespace keydesk
