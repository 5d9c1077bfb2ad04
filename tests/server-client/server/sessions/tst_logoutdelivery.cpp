#include "fakes/expect.h"
#include "logoutbench.h"
#include "store/housekeeping.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

/// A session's end until its service providers have said that they are signed out: real HTTPS on the loopback.
class TestLogoutDelivery : public QObject
{
    Q_OBJECT

private:
    static ReachedProvider stateOf(SessionBench& bench, const BrowserAtHand& browser)
    {
        return bench.listed(u"ada"_s, browser.id).providers.first();
    }
    static BrowserAtHand ended(SessionBench& bench, const ProviderAtHand& provider)
    {
        bench.reach.entityIds.insert(provider.entityId());
        const BrowserAtHand browser = bench.signedIn(u"ada"_s);
        bench.reached(browser.id, provider.entityId());
        expect(bench.browsers.signOut(SessionBench::from(), browser.id));
        return browser;
    }

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void whatAnswersIsSignedOut()
    {
        SessionBench bench;
        ProviderAtHand provider;
        const auto delivery = deliverLogouts(bench, couriers());
        const BrowserAtHand browser = ended(bench, provider);
        QTRY_COMPARE(stateOf(bench, browser).state, ProviderState::SignedOut);
        QCOMPARE(stateOf(bench, browser).tries, 1);
        QVERIFY(!stateOf(bench, browser).nextTry);
        QCOMPARE(provider.server().received().size(), 1);
        QVERIFY(provider.server().received().first()[u"body"].toString().startsWith(u"name-at-"_s + provider.entityId()));
        QVERIFY(bench.auditEvents().contains(u"session.provider_signed_out"_s));
        QVERIFY(bench.messages(OutgoingMessage::Channel::Logout).isEmpty()); // The payload is gone.
    }

    void whatIsSilentIsAskedAgain()
    {
        SessionBench bench;
        ProviderAtHand provider;
        provider.behave("silent");
        const auto delivery = deliverLogouts(bench, couriers(1, 300ms));
        const BrowserAtHand browser = ended(bench, provider);
        QTRY_COMPARE(stateOf(bench, browser).tries, 1);
        QCOMPARE(stateOf(bench, browser).state, ProviderState::SigningOut);
        QVERIFY(*stateOf(bench, browser).nextTry > bench.database.clock().now());
        QVERIFY(bench.auditEvents().contains(u"session.provider_silent"_s));
        QVERIFY(!bench.auditEvents().contains(u"session.provider_signed_out"_s));
        provider.behave("answer");
        bench.database.clock().advance(5s);
        lookAgain(*bench.database);
        QTRY_COMPARE(stateOf(bench, browser).state, ProviderState::SignedOut);
        QCOMPARE(stateOf(bench, browser).tries, 2);
        QVERIFY(bench.auditEvents().contains(u"session.provider_signed_out"_s));
    }

    void whatRefusesIsSaidSo()
    {
        SessionBench bench;
        ProviderAtHand provider;
        provider.behave("refuse");
        const auto delivery = deliverLogouts(bench, couriers());
        const BrowserAtHand browser = ended(bench, provider);
        QTRY_COMPARE(stateOf(bench, browser).state, ProviderState::Cannot);
        QVERIFY(bench.auditEvents().contains(u"session.provider_refused"_s));
    }

    void whatDiesAndComesBackIsToldThen()
    {
        SessionBench bench;
        ProviderAtHand provider;
        provider.die();
        const auto delivery = deliverLogouts(bench, couriers());
        const BrowserAtHand browser = ended(bench, provider);
        std::chrono::milliseconds pause{0};
        for (int tries = 1; tries <= 3; ++tries) {
            QTRY_COMPARE(stateOf(bench, browser).tries, tries);
            const auto next = *stateOf(bench, browser).nextTry - bench.database.clock().now();
            QVERIFY(next > pause); // Doubled, give or take a quarter.
            pause = next;
            if (tries == 2) {
                provider.comeBack();
                provider.behave("error");
            }
            bench.database.clock().advance(next);
            lookAgain(*bench.database);
        }
        QTRY_COMPARE(stateOf(bench, browser).tries, 4);
        provider.behave("answer");
        bench.database.clock().advance(1min);
        lookAgain(*bench.database);
        QTRY_COMPARE(stateOf(bench, browser).state, ProviderState::SignedOut);
    }

    void whatNeverAnswersIsGivenUpPlainly()
    {
        SessionBench bench({.logoutTriedFor = 1h});
        ProviderAtHand provider;
        provider.die();
        const auto delivery = deliverLogouts(bench, couriers());
        const BrowserAtHand browser = ended(bench, provider);
        QTRY_COMPARE(stateOf(bench, browser).tries, 1);
        bench.database.clock().advance(61min);
        Housekeeping housekeeping;
        Outbox::registerWith(housekeeping);
        QVERIFY(housekeeping.run(*bench.database)); // Leaves it to those who say so.
        lookAgain(*bench.database);
        QTRY_COMPARE(stateOf(bench, browser).state, ProviderState::GivenUp);
        QVERIFY(!stateOf(bench, browser).nextTry);
        QVERIFY(bench.auditEvents().contains(u"session.provider_given_up"_s));
        provider.comeBack();
        lookAgain(*bench.database);
        QVERIFY(provider.server().received().isEmpty());
    }

    void aSilentOneHoldsUpNoOther()
    {
        SessionBench bench;
        ProviderAtHand silent;
        silent.behave("silent");
        ProviderAtHand answering;
        const auto delivery = deliverLogouts(bench, couriers(2));
        const BrowserAtHand waiting = ended(bench, silent);
        QVERIFY(silent.server().waitFor(1));
        const BrowserAtHand browser = ended(bench, answering);
        QTRY_COMPARE(stateOf(bench, browser).state, ProviderState::SignedOut);
        QCOMPARE(stateOf(bench, waiting).tries, 0); // It is still being asked.
    }
};

QTEST_GUILESS_MAIN(TestLogoutDelivery)
#include "tst_logoutdelivery.moc"
