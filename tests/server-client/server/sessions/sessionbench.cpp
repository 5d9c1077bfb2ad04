#include "sessionbench.h"

#include "fakes/expect.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

QList<OpenSignIn> SignInsAtHand::openSignIns(Transaction&, const OpenSignInFilter& filter) const
{
    QList<OpenSignIn> found;
    for (const OpenSignIn& each : all) {
        const bool isWanted = (!filter.id || *filter.id == each.id) && (!filter.user || *filter.user == each.user) &&
                              (filter.address.isEmpty() || filter.address == each.address);
        if (isWanted)
            found.append(each);
    }
    return found;
}

bool SignInsAtHand::endSignIn(Transaction&, const TokenId& id)
{
    return all.removeIf([&](const OpenSignIn& each) { return each.id == id; }) > 0;
}

SessionBench::SessionBench(SessionPolicy usedPolicy, CountryDatabase usedCountries)
    : SessionBench(std::move(usedPolicy), std::move(usedCountries), TestDatabase::current())
{
}

SessionBench::SessionBench(SessionPolicy usedPolicy, CountryDatabase usedCountries, TestDatabase::Engine engine)
    : database(engine), policy(std::move(usedPolicy)), countries(std::move(usedCountries))
{
    ending.setReach(reach);
    const auto add = [this](const QString& userName, const QString& name, const QString& mail, const QString& locale) {
        User person;
        person.userName = userName;
        person.displayName = name;
        person.mail = mail;
        person.locale = locale;
        expect(database->write(
            [&](Transaction& transaction) { return directory.add(transaction, person, "no password"); }));
    };
    add(u"ada"_s, u"Ada Example"_s, u"ada@example.org"_s, u"en"_s);
    add(u"grace"_s, u"Grace Example"_s, u"grace@example.org"_s, u"tr"_s);
    add(u"alan"_s, u"Alan Example"_s, {}, u"en"_s);
}

/// In a file, so that another process can use the same.
KeyRing SessionBench::keys()
{
    if (const auto saved = KeyRing::create(random).save(keyFile); !saved)
        qFatal("%s", qPrintable(saved.error().context));
    return expect(KeyRing::load(keyFile));
}

User SessionBench::person(const QString& userName)
{
    return expect(database->read(
        [&](Transaction& transaction) -> Result<User> { return *directory.findByName(transaction, userName); }));
}

Caller SessionBench::caller(const QString& userName)
{
    const User user = person(userName);
    Caller caller;
    caller.requestId = u"request"_s;
    caller.address = u"10.34.12.62"_s;
    caller.installation = InstallationId{u"lobby"_s};
    caller.installationName = u"Kiosk 4"_s;
    caller.installationPlace = u"IT office, ground floor"_s;
    caller.user = user.id;
    caller.userName = user.userName;
    caller.locale = user.locale;
    caller.token = TokenId{u"visit"_s};
    return caller;
}

Caller SessionBench::from(const QString& address)
{
    Caller caller;
    caller.requestId = u"request"_s;
    caller.address = address;
    return caller;
}

Caller SessionBench::administrator()
{
    Caller caller = from(u"192.0.2.1"_s);
    caller.installation = InstallationId{u"admin-installation"_s};
    caller.installationName = u"Command line"_s;
    caller.installationKind = InstallationKind::Administration;
    return caller;
}

BrowserAtHand SessionBench::signedIn(const QString& userName, const QString& credentialId,
                                     const QByteArray& currentCookie, const Caller& caller)
{
    const Instant now = database.clock().now();
    QList<SessionProof> proofs{{.method = Method::Password, .proved = now}};
    if (!credentialId.isEmpty())
        proofs.append({.method = Method::SoftOtp, .credentialId = credentialId, .proved = now});
    const IssuedSession issued =
        expect(browsers.signIn(caller, {.user = person(userName).id,
                                        .userAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Firefox/128.0",
                                        .proofs = proofs,
                                        .currentCookie = currentCookie}));
    return {.id = issued.id, .cookie = issued.cookie->view().toByteArray()};
}

Result<LiveSession> SessionBench::use(const BrowserAtHand& browser, const Caller& caller)
{
    return browsers.use(caller, browser.cookie);
}

ProviderEntry SessionBench::reached(const SessionId& id, const QString& entityId)
{
    return expect(browsers.reach(from(), id,
                                 {.entityId = entityId,
                                  .name = u"Application "_s + entityId,
                                  .nameId = {.value = u"name-at-"_s + entityId, .format = u"persistent"_s}}));
}

TokenId SessionBench::panel(const QString& userName, const QString& token)
{
    const Instant now = database.clock().now();
    signIns.all.append({.id = {token},
                        .user = person(userName).id,
                        .signedIn = now,
                        .lastActive = now,
                        .address = u"10.34.12.62"_s,
                        .place = u"IT office, ground floor"_s});
    return {token};
}

Session SessionBench::listed(const QString& userName, const SessionId& id)
{
    for (const Session& session : expect(service.sessions(caller(userName)))) {
        if (session.id == id)
            return session;
    }
    qFatal("not listed");
}

QList<EnqueuedMessage> SessionBench::messages(OutgoingMessage::Channel channel)
{
    QList<EnqueuedMessage> found = messagesOf(*database, sealer);
    found.removeIf([&](const EnqueuedMessage& message) { return message.channel != channel; });
    return found;
}

QStringList SessionBench::mailTexts()
{
    QStringList texts;
    for (const EnqueuedMessage& mail : messages(OutgoingMessage::Channel::Mail))
        texts.append(mail.recipient + u' ' + mail.textId);
    return texts;
}

} // namespace keydesk
