#pragma once

#include "base/random.h"
#include "base/sealer.h"
#include "directory/directory.h"
#include "fakes/servicetraces.h"
#include "fakes/testdatabase.h"
#include "sessions/sessionservice.h"

#include <QSet>
#include <QTemporaryDir>

namespace keydesk {

/// The panel's sign-ins, in memory.
class SignInsAtHand final : public OpenSignIns
{
public:
    QList<OpenSignIn> openSignIns(Transaction& transaction, const OpenSignInFilter& filter) const override;
    bool endSignIn(Transaction& transaction, const TokenId& id) override;
    QList<OpenSignIn> all;
};

/// The service providers that can be told, as the SAML capability knows them.
class ReachAtHand final : public LogoutReach
{
public:
    bool canTell(Transaction&, const QString& entityId) const override { return entityIds.contains(entityId); }
    QSet<QString> entityIds;
};

/// A session with its cookie, as a browser has it.
struct BrowserAtHand
{
    SessionId id;
    QByteArray cookie;
};

/// Sessions on a real database with real people, as the service puts them together.
class SessionBench
{
public:
    explicit SessionBench(SessionPolicy policy = {}, CountryDatabase countries = {});
    SessionBench(SessionPolicy policy, CountryDatabase countries, TestDatabase::Engine engine);

    /// ada, grace and alan at example.org; grace reads Turkish, alan has no mail address.
    User person(const QString& userName);
    /// Signed in at the kiosk in the lobby.
    Caller caller(const QString& userName);
    /// A browser that nobody is signed in with.
    static Caller from(const QString& address = QStringLiteral("198.51.100.23"));
    static Caller administrator();

    /// A sign-in that must succeed, by password and the named credential.
    BrowserAtHand signedIn(const QString& userName, const QString& credentialId = {},
                           const QByteArray& currentCookie = {}, const Caller& caller = from());
    Result<LiveSession> use(const BrowserAtHand& browser, const Caller& caller = from());
    /// Reaches a service provider, which must succeed.
    ProviderEntry reached(const SessionId& id, const QString& entityId);
    /// A sign-in at the panel's kiosk.
    TokenId panel(const QString& userName, const QString& token);
    Session listed(const QString& userName, const SessionId& id);

    QStringList auditEvents() { return auditEventsOf(*database); }
    QList<EnqueuedMessage> messages(OutgoingMessage::Channel channel);
    QStringList mailTexts();
    template <typename Function>
    auto write(Function function)
    {
        return database->write(function);
    }

    TestDatabase database;
    SystemRandom random;
    QTemporaryDir folder;
    const QString keyFile = folder.filePath(QStringLiteral("master.keys"));
    Sealer sealer{keys(), random};
    Directory directory{*database, random};
    Outbox outbox{sealer, random};
    Factors factors;
    SessionPolicy policy;
    CountryDatabase countries;
    SignInsAtHand signIns;
    ReachAtHand reach;
    SessionEnding ending{directory, outbox, policy};
    BrowserSessions browsers{{*database, directory, random, policy, countries, ending, outbox}};
    SessionService service{{*database, directory, factors, signIns, outbox, ending, browsers}};

private:
    KeyRing keys();
};

} // namespace keydesk
