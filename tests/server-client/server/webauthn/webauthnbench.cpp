#include "webauthnbench.h"

#include "audit/auditlog.h"
#include "outbox/outboxpayload.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray rightPassword = "right horse battery";

template <typename T>
T expect(Result<T> result)
{
    if (!result)
        qFatal("%s: %s", qPrintable(codeName(result.error().code)), qPrintable(result.error().context));
    return result.take();
}

User newPerson(const QString& userName, const QString& displayName, const QString& mail, const QString& locale)
{
    User person;
    person.userName = userName;
    person.displayName = displayName;
    person.mail = mail;
    person.locale = locale;
    return person;
}

} // namespace

WebAuthnPolicy examplePolicy()
{
    const QStringList origins{u"https://register.example.org"_s};
    WebAuthnPolicy policy;
    policy.relyingPartyId = u"example.org"_s;
    policy.relyingPartyName = u"Example Corp"_s;
    policy.origins = {{InstallationKind::Kiosk, origins}, {InstallationKind::Desktop, origins}};
    return policy;
}

WebAuthnBench::WebAuthnBench(const WebAuthnPolicy& policy)
    : method({*database, directory, factors, sealer, outbox, random, policy}),
      service({*database, directory, factors, outbox, random, policy})
{
    add(newPerson(u"ada"_s, u"Ada Example"_s, u"ada@example.org"_s, u"en"_s));
    add(newPerson(u"grace"_s, u"Grace Example"_s, u"grace@example.org"_s, u"tr"_s));
    add(newPerson(u"alan"_s, u"Alan Example"_s, {}, u"en"_s));
}

void WebAuthnBench::add(const User& person)
{
    static const QByteArray hash = expect(directory.hashedPassword(Secret::copyOf(rightPassword)));
    expect(database->write([&](Transaction& transaction) { return directory.add(transaction, person, hash); }));
}

User WebAuthnBench::person(const QString& userName)
{
    return expect(database->read(
        [&](Transaction& transaction) -> Result<User> { return *directory.findByName(transaction, userName); }));
}

Caller WebAuthnBench::kiosk(const QString& installation)
{
    Caller caller;
    caller.requestId = u"request"_s;
    caller.address = u"127.0.0.1"_s;
    caller.installation = InstallationId{installation};
    caller.installationName = u"Kiosk 4"_s;
    caller.installationPlace = u"IT office, ground floor"_s;
    caller.keyThumbprint = "key of " + installation.toUtf8();
    return caller;
}

Caller WebAuthnBench::caller(const QString& userName, bool hasStrongProof)
{
    const User user = person(userName);
    Caller caller = kiosk();
    caller.user = user.id;
    caller.userName = user.userName;
    caller.token = TokenId{u"token of "_s + userName};
    caller.locale = user.locale;
    if (hasStrongProof)
        caller.strongProofAt = database.clock().now() - std::chrono::minutes{1};
    return caller;
}

Result<SecurityKey> WebAuthnBench::tried(const Caller& caller, KeyAtHand& key)
{
    const auto creation = service.startRegistration(caller);
    if (!creation)
        return creation.error();
    return service.finishRegistration(caller, key.create(*creation), {});
}

SecurityKey WebAuthnBench::registered(const Caller& caller, KeyAtHand& key, const QString& name)
{
    return expect(service.finishRegistration(caller, key.create(expect(service.startRegistration(caller))), name));
}

void WebAuthnBench::profile(const QList<QList<Method>>& wanted, const QStringList& groups)
{
    ApplicationProfile profile;
    profile.name = u"profile %1"_s.arg(random.opaqueId());
    profile.groups = groups;
    profile.factors = wanted;
    expect(database->write([&](Transaction& transaction) { return profiles.create(transaction, profile); }));
}

Result<SignInProgress> WebAuthnBench::start(const QString& userName, const Caller& at)
{
    return signIn.start(at, {.userName = userName, .locale = u"en"_s});
}

Result<SignInProgress> WebAuthnBench::answer(const SignInStep& step, Method by, const SharedSecret& text,
                                             const Caller& at)
{
    return signIn.answer(at, {.ceremony = step.ceremony, .method = by, .answer = text});
}

Result<SignInProgress> WebAuthnBench::answerByKey(const SignInStep& step, KeyAtHand& key, const Caller& at)
{
    if (!step.assertion)
        return Error{ErrorCode::Internal, u"the step asks no key"_s};
    return answer(step, Method::WebAuthn, answerText(key.answer(*step.assertion)), at);
}

Result<SignInProgress> WebAuthnBench::answerByPassword(const SignInStep& step, const Caller& at)
{
    return answer(step, Method::Password, share(Secret::copyOf(rightPassword)), at);
}

Result<Caller> WebAuthnBench::authenticated(const SignInProgress& progress, const Caller& at)
{
    return signIn.authenticate(at, progress.accessToken ? progress.accessToken->view() : QByteArrayView());
}

void WebAuthnBench::setDisabled(const QString& userName)
{
    const UserId id = person(userName).id;
    expect(database->write([&](Transaction& transaction) { return directory.setDisabled(transaction, id, true); }));
}

QList<AuditRecord> WebAuthnBench::auditRecords()
{
    return expect(database->read([](Transaction& transaction) -> Result<QList<AuditRecord>> {
        return AuditLog::records(transaction, 0, 1000);
    }));
}

QStringList WebAuthnBench::auditEvents()
{
    QStringList events;
    for (const AuditRecord& record : auditRecords())
        events.append(record.event);
    return events;
}

QList<OutgoingMessage> WebAuthnBench::mails()
{
    return expect(database->read([&](Transaction& transaction) -> Result<QList<OutgoingMessage>> {
        QList<OutgoingMessage> mails;
        for (const Row& row : transaction.all(u"SELECT id, user_id, payload FROM outbox ORDER BY created, id"_s))
            mails.append(expect(openPayload(sealer, {row.text(0)}, {row.text(1)}, row.bytes(2))));
        return mails;
    }));
}

QStringList WebAuthnBench::mailTexts()
{
    QStringList texts;
    for (const OutgoingMessage& mail : mails())
        texts.append(mail.textId);
    return texts;
}

int WebAuthnBench::goodFactors(const QString& userName)
{
    const UserId user = person(userName).id;
    return expect(database->read(
        [&](Transaction& transaction) -> Result<int> { return factors.goodFactors(transaction, user); }));
}

qint64 WebAuthnBench::count(const QString& table)
{
    return expect(database->read([&](Transaction& transaction) -> Result<qint64> {
        return transaction.first(u"SELECT COUNT(*) FROM "_s + table)->number(0);
    }));
}

} // namespace keydesk
