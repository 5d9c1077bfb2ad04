#include "fakes/expect.h"
#include "sessionbench.h"
#include "store/wakeups.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString office = u"https://office.example.org/saml"_s;

/// Counts the changes that go through it.
class CountingDatabase final : public Database
{
public:
    explicit CountingDatabase(Database& inner) : m_inner(inner) {}
    std::unique_ptr<WakeupSubscription> subscribe(const QString& topic, std::function<void()> called) override
    {
        return m_inner.subscribe(topic, std::move(called));
    }
    int writes = 0;

protected:
    Result<void> execute(const std::function<bool(Transaction&)>& body, bool isWrite) override
    {
        const auto run = [&](Transaction& transaction) -> Result<void> {
            return body(transaction) ? done() : Result<void>(Error{ErrorCode::Internal, u"rolled back"_s});
        };
        writes += isWrite ? 1 : 0;
        return isWrite ? m_inner.write(run) : m_inner.read(run);
    }

private:
    Database& m_inner;
};

} // namespace

/// What people and administrators see and end.
class TestSessionService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void peopleSeeTheirOwn()
    {
        SessionBench bench;
        const TokenId visit = bench.panel(u"ada"_s, u"visit"_s);
        bench.panel(u"grace"_s, u"other"_s);
        bench.database.clock().advance(1min);
        const BrowserAtHand first = bench.signedIn(u"ada"_s);
        bench.database.clock().advance(1min);
        const BrowserAtHand second = bench.signedIn(u"ada"_s);
        bench.signedIn(u"grace"_s);
        bench.reached(second.id, office);
        const auto sessions = expect(bench.service.sessions(bench.caller(u"ada"_s)));
        QCOMPARE(sessions.size(), 3);
        QCOMPARE(sessions.at(0).id, second.id);
        QCOMPARE(sessions.at(0).kind, SessionKind::Browser);
        QCOMPARE(sessions.at(0).providers.first().name, u"Application "_s + office);
        QVERIFY(!sessions.at(0).isCurrent);
        QCOMPARE(sessions.at(1).id, first.id);
        QCOMPARE(sessions.at(2).id.value, visit.value);
        QCOMPARE(sessions.at(2).kind, SessionKind::Panel);
        QCOMPARE(sessions.at(2).place, u"IT office, ground floor"_s);
        QVERIFY(sessions.at(2).isCurrent);
        QVERIFY(sessions.at(2).userName.isEmpty());
        QCOMPARE(bench.service.sessions(SessionBench::from()).error().code, ErrorCode::TokenInvalid);
    }

    void theBrowsersOwnIsTheCurrentOne()
    {
        SessionBench bench;
        const BrowserAtHand browser = bench.signedIn(u"ada"_s);
        const Caller caller = BrowserSessions::personOf(SessionBench::from(), *bench.use(browser));
        QVERIFY(expect(bench.service.sessions(caller)).first().isCurrent);
    }

    void whatEndedIsShownForADay()
    {
        SessionBench bench;
        const BrowserAtHand old = bench.signedIn(u"ada"_s);
        QVERIFY(bench.service.end(bench.caller(u"ada"_s), old.id));
        bench.database.clock().advance(1min);
        const BrowserAtHand fresh = bench.signedIn(u"ada"_s);
        const auto sessions = expect(bench.service.sessions(bench.caller(u"ada"_s)));
        QCOMPARE(sessions.size(), 2);
        QCOMPARE(sessions.at(0).id, fresh.id);
        QVERIFY(sessions.at(1).ended.has_value());
        bench.database.clock().advance(24h);
        QVERIFY(bench.signedIn(u"ada"_s).id != fresh.id);
        for (const Session& session : expect(bench.service.sessions(bench.caller(u"ada"_s))))
            QVERIFY(session.id != old.id);
    }

    void endsOne()
    {
        SessionBench bench;
        bench.reach.entityIds = {office};
        const BrowserAtHand browser = bench.signedIn(u"ada"_s);
        const BrowserAtHand other = bench.signedIn(u"ada"_s);
        bench.reached(browser.id, office);
        QVERIFY(bench.service.end(bench.caller(u"ada"_s), browser.id));
        QCOMPARE(bench.use(browser).error().code, ErrorCode::TokenInvalid);
        QVERIFY(bench.use(other));
        const Session session = bench.listed(u"ada"_s, browser.id);
        QCOMPARE(session.providers.first().state, ProviderState::SigningOut);
        QCOMPARE(session.providers.first().tries, 0);
        QCOMPARE(bench.mailTexts(), QStringList{u"ada@example.org mail.session_ended"_s});
        QCOMPARE(bench.auditEvents().last(), u"session.ended"_s);
        // Again: no change, no second mail.
        QVERIFY(bench.service.end(bench.caller(u"ada"_s), browser.id));
        QCOMPARE(bench.mailTexts().size(), 1);
        QCOMPARE(bench.auditEvents().count(u"session.ended"_s), 1);
    }

    /// The session, what its providers are told, the audit record and the mail.
    void endingOneIsOneChange()
    {
        SessionBench bench;
        bench.reach.entityIds = {office};
        CountingDatabase counting(*bench.database);
        SessionService service{{counting, bench.directory, bench.factors, bench.signIns, bench.outbox, bench.ending,
                                bench.browsers}};
        const BrowserAtHand browser = bench.signedIn(u"ada"_s);
        bench.reached(browser.id, office);
        QVERIFY(service.end(bench.caller(u"ada"_s), browser.id));
        QCOMPARE(counting.writes, 1);
        QCOMPARE(bench.messages(OutgoingMessage::Channel::Logout).size(), 1);
        QCOMPARE(bench.mailTexts().size(), 1);
    }

    void whatBelongsToOthersIsNotFound()
    {
        SessionBench bench;
        const BrowserAtHand browser = bench.signedIn(u"grace"_s);
        bench.panel(u"grace"_s, u"visit-of-grace"_s);
        for (const QString& id : {browser.id.value, u"visit-of-grace"_s, u"nothing"_s, QString()})
            QCOMPARE(bench.service.end(bench.caller(u"ada"_s), {id}).error().code, ErrorCode::NotFound);
        QVERIFY(bench.use(browser));
        QCOMPARE(bench.signIns.all.size(), 1);
    }

    void endsASignInAtThePanel()
    {
        SessionBench bench;
        bench.panel(u"ada"_s, u"desk"_s);
        QVERIFY(bench.service.end(bench.caller(u"ada"_s), {u"desk"_s}));
        QVERIFY(bench.signIns.all.isEmpty());
        QCOMPARE(bench.auditEvents().last(), u"session.ended"_s);
        QCOMPARE(bench.service.end(bench.caller(u"ada"_s), {u"desk"_s}).error().code, ErrorCode::NotFound);
    }

    void endsAllOthers()
    {
        SessionBench bench;
        bench.panel(u"ada"_s, u"visit"_s);
        bench.panel(u"ada"_s, u"desk"_s);
        bench.panel(u"grace"_s, u"of-grace"_s);
        const BrowserAtHand browser = bench.signedIn(u"ada"_s);
        QVERIFY(bench.service.endOthers(bench.caller(u"ada"_s)));
        QCOMPARE(bench.use(browser).error().code, ErrorCode::TokenInvalid);
        QCOMPARE(bench.signIns.all.size(), 2);
        QCOMPARE(bench.signIns.all.first().id.value, u"visit"_s);
        QCOMPARE(bench.mailTexts(), QStringList{u"ada@example.org mail.sessions_ended"_s});
        // There are no others any more.
        QVERIFY(bench.service.endOthers(bench.caller(u"ada"_s)));
        QCOMPARE(bench.mailTexts().size(), 1);
    }

    void aBrowserSparesItself()
    {
        SessionBench bench;
        bench.panel(u"ada"_s, u"desk"_s);
        const BrowserAtHand browser = bench.signedIn(u"ada"_s);
        const BrowserAtHand other = bench.signedIn(u"ada"_s);
        QVERIFY(bench.service.endOthers(BrowserSessions::personOf(SessionBench::from(), *bench.use(browser))));
        QVERIFY(bench.use(browser));
        QVERIFY(!bench.use(other));
        QVERIFY(bench.signIns.all.isEmpty());
    }

    void endsAll()
    {
        SessionBench bench;
        bench.panel(u"ada"_s, u"visit"_s);
        const BrowserAtHand browser = bench.signedIn(u"ada"_s);
        const BrowserAtHand grace = bench.signedIn(u"grace"_s);
        QVERIFY(bench.service.endAll(bench.caller(u"ada"_s)));
        QVERIFY(!bench.use(browser));
        QVERIFY(bench.use(grace));
        QVERIFY(bench.signIns.all.isEmpty());
    }

    void notMe()
    {
        SessionBench bench;
        bench.panel(u"grace"_s, u"visit"_s);
        const BrowserAtHand browser = bench.signedIn(u"grace"_s);
        QVERIFY(bench.service.reportNotMe(bench.caller(u"grace"_s)));
        QVERIFY(!bench.use(browser));
        QVERIFY(bench.signIns.all.isEmpty());
        const auto mails = bench.messages(OutgoingMessage::Channel::Mail);
        QCOMPARE(mails.size(), 1);
        QCOMPARE(mails.first().textId, u"mail.sessions_not_me"_s);
        QCOMPARE(mails.first().locale, u"tr"_s);
        QCOMPARE(mails.first().variables[u"count"_s], u"2"_s);
        QVERIFY(bench.auditEvents().contains(u"session.not_me"_s));
        const auto isDemanded = [&](const QString& name) {
            const UserId id = bench.person(name).id;
            return expect(bench.database->read([&](Transaction& transaction) -> Result<bool> {
                return bench.directory.isNewPasswordDemanded(transaction, id);
            }));
        };
        QVERIFY(isDemanded(u"grace"_s));
        QVERIFY(!isDemanded(u"ada"_s));
    }

    void whatWasMadeWithALostCredentialEnds()
    {
        SessionBench bench;
        bench.reach.entityIds = {office};
        const BrowserAtHand byPhone = bench.signedIn(u"ada"_s, u"phone-1"_s);
        const BrowserAtHand byOther = bench.signedIn(u"ada"_s, u"phone-2"_s);
        const BrowserAtHand byPassword = bench.signedIn(u"ada"_s);
        bench.reached(byPhone.id, office);
        const UserId ada = bench.person(u"ada"_s).id;
        const UserId grace = bench.person(u"grace"_s).id;
        const auto gone = [&](const UserId& user, const QString& credential) {
            return bench.write([&](Transaction& transaction) -> Result<void> {
                bench.factors.credentialGone(transaction, user, credential);
                return done();
            });
        };
        QVERIFY(gone(grace, u"phone-1"_s));
        QVERIFY(gone(ada, {})); // That of passwords.
        QVERIFY(bench.use(byPhone) && bench.use(byPassword));
        QVERIFY(gone(ada, u"phone-1"_s));
        QVERIFY(!bench.use(byPhone));
        QVERIFY(bench.use(byOther) && bench.use(byPassword));
        QCOMPARE(bench.messages(OutgoingMessage::Channel::Logout).size(), 1);
    }

    void whatAPersonHasProvedCountsNoMore()
    {
        SessionBench bench;
        const BrowserAtHand browser = bench.signedIn(u"ada"_s);
        const BrowserAtHand other = bench.signedIn(u"ada"_s);
        const Caller caller = BrowserSessions::personOf(SessionBench::from(), *bench.use(browser));
        const auto end = [&](SignInsEnd reason) {
            return bench.write([&](Transaction& transaction) -> Result<void> {
                bench.factors.endSignIns(transaction, caller, *caller.user, reason);
                return done();
            });
        };
        QVERIFY(end(SignInsEnd::PasswordChanged));
        QVERIFY(bench.use(browser));
        QVERIFY(!bench.use(other));
        QVERIFY(end(SignInsEnd::PersonDisabled));
        QVERIFY(!bench.use(browser));
    }

    void administratorsSeeAll()
    {
        SessionBench bench;
        const BrowserAtHand ada = bench.signedIn(u"ada"_s);
        bench.database.clock().advance(1min);
        const BrowserAtHand grace = bench.signedIn(u"grace"_s, {}, {}, SessionBench::from(u"203.0.113.9"_s));
        const BrowserAtHand ended = bench.signedIn(u"alan"_s);
        QVERIFY(bench.browsers.signOut(SessionBench::from(), ended.id));
        bench.database.clock().advance(1min);
        bench.panel(u"ada"_s, u"desk"_s);
        const auto all = expect(bench.service.openSessions({}));
        QCOMPARE(all.size(), 3);
        QCOMPARE(all.at(0).userName, u"ada"_s);
        QCOMPARE(all.at(0).kind, SessionKind::Panel);
        QCOMPARE(all.at(1).id, grace.id);
        QCOMPARE(all.at(1).userName, u"grace"_s);
        QCOMPARE(all.at(2).id, ada.id);
        QCOMPARE(expect(bench.service.openSessions({.userName = u"ADA"_s})).size(), 2);
        QCOMPARE(expect(bench.service.openSessions({.address = u"203.0.113.9"_s})).first().id, grace.id);
        QCOMPARE(expect(bench.service.openSessions({.maximum = 1})).size(), 1);
        for (const QString& name : {u"nobody"_s, u"a b"_s})
            QCOMPARE(bench.service.openSessions({.userName = name}).error().code, ErrorCode::NotFound);
        QVERIFY(expect(bench.service.openSessions({.country = u"TR"_s})).isEmpty());
        for (const SessionFilter& filter : {SessionFilter{.address = u"nowhere"_s}, SessionFilter{.country = u"tr"_s},
                                            SessionFilter{.maximum = 0}, SessionFilter{.maximum = 1001}})
            QCOMPARE(bench.service.openSessions(filter).error().code, ErrorCode::InvalidRequest);
    }

    void administratorsEndAny()
    {
        SessionBench bench;
        const BrowserAtHand grace = bench.signedIn(u"grace"_s);
        const BrowserAtHand alan = bench.signedIn(u"alan"_s);
        bench.panel(u"ada"_s, u"desk"_s);
        QVERIFY(bench.service.endFor(SessionBench::administrator(), grace.id));
        QVERIFY(!bench.use(grace));
        QVERIFY(bench.service.endFor(SessionBench::administrator(), {u"desk"_s}));
        QVERIFY(bench.service.endFor(SessionBench::administrator(), alan.id)); // Has no mail address.
        QVERIFY(bench.signIns.all.isEmpty());
        const QStringList mails = bench.mailTexts();
        QCOMPARE(mails.size(), 2);
        QVERIFY(mails.contains(u"grace@example.org mail.session_ended_by_administrator"_s));
        QVERIFY(mails.contains(u"ada@example.org mail.session_ended_by_administrator"_s));
        QCOMPARE(bench.service.endFor(SessionBench::administrator(), {u"none"_s}).error().code, ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestSessionService)
#include "tst_sessionservice.moc"
