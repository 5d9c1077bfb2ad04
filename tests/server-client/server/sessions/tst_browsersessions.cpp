#include "fakes/expect.h"
#include "placesfile.h"
#include "sessionbench.h"
#include "store/housekeeping.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString office = u"https://office.example.org/saml"_s;
const QString payroll = u"https://payroll.example.org/saml"_s;

/// Ankara and Frankfurt.
CountryDatabase twoCities()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"places.mmdb"_s));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("no file");
    file.write(
        placesFile({{u"::198.51.100.0/120"_s, "TR", "Ankara"}, {u"::203.0.113.0/120"_s, "DE", "Frankfurt"}}));
    file.close();
    return expect(CountryDatabase::open(file.fileName()));
}

} // namespace

/// What the browser pages and the SAML endpoints do with sessions.
class TestBrowserSessions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void aCookieIsGoodForItsSession()
    {
        SessionBench bench;
        const BrowserAtHand browser = bench.signedIn(u"ada"_s, u"phone-1"_s);
        QCOMPARE(browser.cookie.size(), 43); // 256 bits.
        const auto live = bench.use(browser);
        QVERIFY(live);
        QCOMPARE(live->user.userName, u"ada"_s);
        QCOMPARE(live->session.id, browser.id);
        QCOMPARE(live->proofs.size(), 2);
        const Caller person = BrowserSessions::personOf(SessionBench::from(), *live);
        QCOMPARE(person.session, std::optional(browser.id));
        QCOMPARE(person.userName, u"ada"_s);
        QCOMPARE(person.strongProofAt, std::optional(bench.database.clock().now()));
        QVERIFY(bench.auditEvents().contains(u"session.started"_s));
    }

    void theCookieItselfIsNowhere()
    {
        SessionBench bench;
        const BrowserAtHand browser = bench.signedIn(u"ada"_s);
        const auto rows = expect(bench.database->read([](Transaction& transaction) -> Result<QList<Row>> {
            return transaction.all(u"SELECT secret_hash FROM sessions"_s);
        }));
        QCOMPARE(rows.first().bytes(0).size(), 32);
        QVERIFY(!rows.first().bytes(0).contains(browser.cookie));
    }

    void whatIsNoCookie()
    {
        SessionBench bench;
        const BrowserAtHand browser = bench.signedIn(u"ada"_s);
        for (const QByteArray& cookie : {QByteArray(), QByteArray("x"), QByteArray(browser.cookie + 'x'), browser.cookie.left(42),
                                         QByteArray(100'000, 'x'), QByteArray("\0\0", 2)})
            QCOMPARE(bench.use({{}, cookie}).error().code, ErrorCode::TokenInvalid);
    }

    void theCookieIsAnotherOneAfterEachSignIn()
    {
        SessionBench bench;
        const BrowserAtHand first = bench.signedIn(u"ada"_s);
        bench.reached(first.id, office);
        bench.database.clock().advance(5min);
        const BrowserAtHand second = bench.signedIn(u"ada"_s, u"key-1"_s, first.cookie);
        QCOMPARE(second.id, first.id);
        QVERIFY(second.cookie != first.cookie);
        QCOMPARE(bench.use(first).error().code, ErrorCode::TokenInvalid);
        const auto live = bench.use(second);
        QCOMPARE(live->session.signedIn, bench.database.clock().now());
        QCOMPARE(live->proofs.size(), 2); // The password's proof is the newer one.
        QCOMPARE(live->proofs.first().proved, bench.database.clock().now());
        QCOMPARE(live->providers.size(), 1);
        QVERIFY(bench.auditEvents().contains(u"session.renewed"_s));
    }

    void anotherPersonInTheSameBrowserEndsIt()
    {
        SessionBench bench;
        const BrowserAtHand ada = bench.signedIn(u"ada"_s);
        const BrowserAtHand grace = bench.signedIn(u"grace"_s, {}, ada.cookie);
        QVERIFY(grace.id != ada.id);
        QCOMPARE(bench.use(ada).error().code, ErrorCode::TokenInvalid);
        QVERIFY(bench.use(grace));
        // A cookie that is none, or none any more, changes nothing.
        QVERIFY(bench.signedIn(u"ada"_s, {}, "made up").id != ada.id);
        QVERIFY(bench.signedIn(u"ada"_s, {}, ada.cookie).id != ada.id);
    }

    void idleAndAbsoluteTimeOuts()
    {
        SessionBench bench({.idleLife = 30min, .life = 2h});
        const BrowserAtHand idle = bench.signedIn(u"ada"_s);
        const BrowserAtHand busy = bench.signedIn(u"ada"_s);
        bench.database.clock().advance(29min);
        QVERIFY(bench.use(busy));
        bench.database.clock().advance(1min);
        QCOMPARE(bench.use(idle).error().code, ErrorCode::TokenInvalid);
        for (int i = 0; i < 3; ++i) {
            bench.database.clock().advance(28min);
            QVERIFY(bench.use(busy));
        }
        bench.database.clock().advance(6min); // Two hours in all.
        QCOMPARE(bench.use(busy).error().code, ErrorCode::TokenInvalid);
    }

    void whatIsOutOfTimeEndsAndProvidersAreTold()
    {
        SessionBench bench({.idleLife = 30min, .life = 2h});
        bench.reach.entityIds = {office};
        const BrowserAtHand browser = bench.signedIn(u"ada"_s);
        bench.reached(browser.id, office);
        QVERIFY(bench.service.endExpired());
        QVERIFY(!bench.listed(u"ada"_s, browser.id).ended);
        bench.database.clock().advance(31min);
        QVERIFY(bench.listed(u"ada"_s, browser.id).ended.has_value());
        QVERIFY(bench.service.endExpired());
        QCOMPARE(bench.messages(OutgoingMessage::Channel::Logout).size(), 1);
        QCOMPARE(bench.auditEvents().last(), u"session.ended"_s);
        QVERIFY(bench.service.endExpired());
        QCOMPARE(bench.messages(OutgoingMessage::Channel::Logout).size(), 1);
    }

    void theLastUseIsWrittenOnceAMinute()
    {
        SessionBench bench;
        const BrowserAtHand browser = bench.signedIn(u"ada"_s);
        const Instant start = bench.database.clock().now();
        bench.database.clock().advance(59s);
        QVERIFY(bench.use(browser));
        QCOMPARE(bench.listed(u"ada"_s, browser.id).lastActive, start);
        bench.database.clock().advance(1s);
        QVERIFY(bench.use(browser));
        QCOMPARE(bench.listed(u"ada"_s, browser.id).lastActive, start + 1min);
    }

    void aDisabledPersonsSessionIsRefused()
    {
        SessionBench bench;
        const BrowserAtHand browser = bench.signedIn(u"ada"_s);
        const UserId ada = bench.person(u"ada"_s).id;
        QVERIFY(bench.write([&](Transaction& transaction) { return bench.directory.setDisabled(transaction, ada, true); }));
        QCOMPARE(bench.use(browser).error().code, ErrorCode::TokenInvalid);
        QCOMPARE(bench.browsers.signIn(SessionBench::from(), {.user = ada}).error().code, ErrorCode::TokenInvalid);
    }

    void endedIsEndedForEveryInstance()
    {
        SessionBench bench;
        auto other = expect(Database::open(bench.database.settings()));
        BrowserSessions elsewhere{
            {*other, bench.directory, bench.random, bench.policy, bench.countries, bench.ending, bench.outbox}};
        const BrowserAtHand browser = bench.signedIn(u"ada"_s);
        QVERIFY(elsewhere.use(SessionBench::from(), browser.cookie));
        QVERIFY(bench.browsers.signOut(SessionBench::from(), browser.id));
        QCOMPARE(elsewhere.use(SessionBench::from(), browser.cookie).error().code, ErrorCode::TokenInvalid);
        QCOMPARE(bench.use(browser).error().code, ErrorCode::TokenInvalid);
        QCOMPARE(bench.browsers.reach(SessionBench::from(), browser.id, {.entityId = office}).error().code,
                 ErrorCode::TokenInvalid);
    }

    void placesAreKnownAndMoveWithTheBrowser()
    {
        SessionBench bench({.access = {.ownNetworks = {*NetworkRange::from(u"10.0.0.0/8"_s)}}}, twoCities());
        const BrowserAtHand browser = bench.signedIn(u"ada"_s);
        Session session = bench.listed(u"ada"_s, browser.id);
        QCOMPARE(session.country, u"TR"_s);
        QCOMPARE(session.city, u"Ankara"_s);
        QCOMPARE(session.browser, u"Firefox"_s);
        QCOMPARE(session.system, u"Linux"_s);
        bench.database.clock().advance(2min);
        QVERIFY(bench.use(browser, SessionBench::from(u"203.0.113.80"_s)));
        session = bench.listed(u"ada"_s, browser.id);
        QCOMPARE(session.country, u"DE"_s);
        QCOMPARE(session.address, u"203.0.113.80"_s);
        QVERIFY(bench.auditEvents().contains(u"session.moved"_s));
    }

    void accessByCountry()
    {
        SessionBench bench({.access = {.deniedCountries = {u"DE"_s}}}, twoCities());
        const Caller german = SessionBench::from(u"203.0.113.80"_s);
        QVERIFY(bench.browsers.requireAccess(SessionBench::from()));
        const auto refused = bench.browsers.requireAccess(german);
        QCOMPARE(refused.error().code, ErrorCode::Forbidden);
        QCOMPARE(refused.error().details[u"reason"_s].toString(), u"country"_s);
        QVERIFY(bench.auditEvents().contains(u"session.access_refused"_s));
        QCOMPARE(bench.browsers.signIn(german, {.user = bench.person(u"ada"_s).id}).error().code, ErrorCode::Forbidden);
        const BrowserAtHand browser = bench.signedIn(u"ada"_s);
        QCOMPARE(bench.use(browser, german).error().code, ErrorCode::Forbidden);
        QVERIFY(bench.use(browser));
    }

    void aProviderHasOneIndexForAllVisits()
    {
        SessionBench bench;
        const BrowserAtHand browser = bench.signedIn(u"ada"_s);
        const ProviderEntry first = bench.reached(browser.id, office);
        QCOMPARE(bench.reached(browser.id, office).sessionIndex, first.sessionIndex);
        QCOMPARE(first.sessionIndex, BrowserSessions::sessionIndexOf(browser.id, office));
        QCOMPARE(first.sessionIndex.size(), 22);
        QVERIFY(bench.reached(browser.id, payroll).sessionIndex != first.sessionIndex);
        QCOMPARE(bench.use(browser)->providers.size(), 2);
        QCOMPARE(first.notOnOrAfter, bench.database.clock().now() + bench.policy.life);

        const auto found = bench.browsers.sessionsAt(office, u"name-at-"_s + office, {first.sessionIndex});
        QCOMPARE(found->size(), 1);
        QCOMPARE(found->first().session, browser.id);
        QVERIFY(bench.browsers.sessionsAt(office, u"name-at-"_s + office, {u"other"_s})->isEmpty());
        QVERIFY(bench.browsers.sessionsAt(payroll, u"name-at-"_s + office, {})->isEmpty());
        QVERIFY(bench.browsers.signOut(SessionBench::from(), browser.id));
        QVERIFY(bench.browsers.sessionsAt(office, u"name-at-"_s + office, {})->isEmpty());
    }

    void aProviderMayWantShorterSessions()
    {
        SessionBench bench;
        const BrowserAtHand browser = bench.signedIn(u"ada"_s);
        const ProviderLimits limits{.life = 20min, .idle = 10min};
        QVERIFY(BrowserSessions::mayServe(*bench.use(browser), limits));
        const auto entry = bench.browsers.reach(
            SessionBench::from(), browser.id,
            {.entityId = office, .name = u"Office"_s, .nameId = {.value = u"a"_s}, .limits = limits});
        QCOMPARE(entry->notOnOrAfter, bench.database.clock().now() + 20min);
        bench.database.clock().advance(11min);
        QVERIFY(!BrowserSessions::mayServe(*bench.use(browser), limits));
        bench.database.clock().advance(8min);
        QVERIFY(BrowserSessions::mayServe(*bench.use(browser), limits));
        bench.database.clock().advance(1min);
        QVERIFY(!BrowserSessions::mayServe(*bench.use(browser), limits));
        QVERIFY(BrowserSessions::mayServe(*bench.use(browser), {}));
    }

    void oneTooManyEndsTheOneIdleForLongest()
    {
        SessionBench bench({.sessionsPerPerson = 2});
        const BrowserAtHand first = bench.signedIn(u"ada"_s);
        bench.database.clock().advance(2min);
        const BrowserAtHand second = bench.signedIn(u"ada"_s);
        bench.database.clock().advance(2min);
        QVERIFY(bench.use(first));
        const BrowserAtHand third = bench.signedIn(u"ada"_s);
        QVERIFY(bench.use(first) && bench.use(third));
        QCOMPARE(bench.use(second).error().code, ErrorCode::TokenInvalid);
    }

    void providersThatCannotBeToldAreSaidSo()
    {
        SessionBench bench;
        bench.reach.entityIds = {payroll};
        const BrowserAtHand browser = bench.signedIn(u"ada"_s);
        bench.reached(browser.id, office);
        bench.reached(browser.id, payroll);
        const auto providers = bench.browsers.signOut(SessionBench::from(), browser.id);
        QCOMPARE(providers->at(0).state, ProviderState::Cannot);
        QCOMPARE(providers->at(1).state, ProviderState::SigningOut);
        const auto logouts = bench.messages(OutgoingMessage::Channel::Logout);
        QCOMPARE(logouts.size(), 1);
        const auto logout = ProviderLogout::fromContents(logouts.first().variables);
        QCOMPARE(logout->entityId, payroll);
        QCOMPARE(logout->nameId.value, u"name-at-"_s + payroll);
        QCOMPARE(logout->sessionIndex, providers->at(1).sessionIndex);

        // Through the browser.
        QVERIFY(bench.browsers.noteSignedOut(SessionBench::from(), browser.id, office));
        QVERIFY(bench.browsers.noteSignedOut(SessionBench::from(), browser.id, payroll));
        const Session session = bench.listed(u"ada"_s, browser.id);
        for (const ReachedProvider& provider : session.providers)
            QCOMPARE(provider.state, ProviderState::SignedOut);
        QVERIFY(bench.messages(OutgoingMessage::Channel::Logout).isEmpty());
        QCOMPARE(bench.browsers.noteSignedOut(SessionBench::from(), browser.id, u"other"_s).error().code,
                 ErrorCode::NotFound);
    }

    void whoAskedIsNotAskedBack()
    {
        SessionBench bench;
        bench.reach.entityIds = {office, payroll};
        const BrowserAtHand browser = bench.signedIn(u"ada"_s);
        bench.reached(browser.id, office);
        bench.reached(browser.id, payroll);
        const auto providers = bench.browsers.signOut(SessionBench::from(), browser.id, office);
        QCOMPARE(providers->at(0).state, ProviderState::SignedOut);
        QCOMPARE(bench.messages(OutgoingMessage::Channel::Logout).first().recipient, payroll);
        // A second end changes nothing.
        QVERIFY(bench.browsers.signOut(SessionBench::from(), browser.id));
        QCOMPARE(bench.messages(OutgoingMessage::Channel::Logout).size(), 1);
        QCOMPARE(bench.browsers.signOut(SessionBench::from(), {u"none"_s}).error().code, ErrorCode::NotFound);
    }

    /// While the session lives, a provider's word of its own sign-out is not the end of it.
    void noProviderSignsOutASessionThatLives()
    {
        SessionBench bench;
        const BrowserAtHand browser = bench.signedIn(u"ada"_s);
        bench.reached(browser.id, office);
        QVERIFY(bench.browsers.noteSignedOut(SessionBench::from(), browser.id, office));
        QCOMPARE(bench.listed(u"ada"_s, browser.id).providers.first().state, ProviderState::SignedIn);
        QVERIFY(bench.use(browser));
    }

    void whatEndedLongAgoIsRemoved()
    {
        SessionBench bench;
        const BrowserAtHand browser = bench.signedIn(u"ada"_s);
        bench.reached(browser.id, office);
        QVERIFY(bench.browsers.signOut(SessionBench::from(), browser.id));
        Housekeeping housekeeping;
        SessionStore::registerWith(housekeeping);
        bench.database.clock().advance(29 * 24h);
        QVERIFY(housekeeping.run(*bench.database));
        QCOMPARE(rowCount(*bench.database, u"sessions"_s), 1);
        bench.database.clock().advance(2 * 24h);
        QVERIFY(housekeeping.run(*bench.database));
        for (const QString& table : {u"sessions"_s, u"session_proofs"_s, u"session_providers"_s})
            QCOMPARE(rowCount(*bench.database, table), 0);
    }
};

QTEST_GUILESS_MAIN(TestBrowserSessions)
#include "tst_browsersessions.moc"
