#include "fakes/expect.h"
#include "logoutbench.h"

#include <QProcess>
#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

/// A service that is killed between the end of a session and its logout: the next one delivers it.
class TestLogoutDurability : public QObject
{
    Q_OBJECT

private:
    /// A session that reached the provider, in real time as another process sees it.
    static BrowserAtHand reachedSession(SessionBench& bench, const ProviderAtHand& provider)
    {
        bench.database.clock().set(SystemClock().now());
        const BrowserAtHand browser = bench.signedIn(u"ada"_s);
        bench.reached(browser.id, provider.entityId());
        return browser;
    }

    static std::unique_ptr<QProcess> ender(SessionBench& bench, const BrowserAtHand& browser,
                                           const QStringList& more = {})
    {
        auto process = std::make_unique<QProcess>();
        process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process->start(QStringLiteral(KEYDESK_SESSION_ENDER),
                       QStringList{bench.database.settings().url, bench.keyFile, browser.id.value} + more);
        while (process->state() != QProcess::NotRunning && !process->canReadLine())
            process->waitForReadyRead(30000);
        if (process->readLine() != "ended\n")
            qFatal("the session was not ended");
        return process;
    }

    static void kill(QProcess& process)
    {
        process.kill(); // SIGKILL
        process.waitForFinished();
    }

    static ReachedProvider stateOf(SessionBench& bench, const BrowserAtHand& browser)
    {
        return bench.listed(u"ada"_s, browser.id).providers.first();
    }

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void killedBeforeItWasToldAnything()
    {
        SessionBench bench;
        ProviderAtHand provider;
        const BrowserAtHand browser = reachedSession(bench, provider);
        const auto process = ender(bench, browser);
        kill(*process);
        QCOMPARE(bench.use(browser).error().code, ErrorCode::TokenInvalid);
        QCOMPARE(stateOf(bench, browser).state, ProviderState::SigningOut);
        QVERIFY(provider.server().received().isEmpty());
        bench.database.clock().set(SystemClock().now());
        const auto delivery = deliverLogouts(bench, couriers());
        QTRY_COMPARE(stateOf(bench, browser).state, ProviderState::SignedOut);
        QCOMPARE(provider.server().received().size(), 1);
    }

    void killedWhileItWasTold()
    {
        SessionBench bench;
        ProviderAtHand provider;
        provider.behave("silent");
        const BrowserAtHand browser = reachedSession(bench, provider);
        const auto process = ender(bench, browser, {ProviderAtHand::caFile()});
        QVERIFY(provider.server().waitFor(1));
        kill(*process);
        QCOMPARE(stateOf(bench, browser).state, ProviderState::SigningOut);
        provider.behave("answer");
        // Nobody else touches it while the one that has it may still be at it.
        const auto delivery = deliverLogouts(bench, couriers());
        QCOMPARE(provider.server().received().size(), 1);
        bench.database.clock().set(SystemClock().now() + DeliveryPolicy().lease);
        lookAgain(*bench.database);
        QTRY_COMPARE(stateOf(bench, browser).state, ProviderState::SignedOut);
        QCOMPARE(stateOf(bench, browser).tries, 2);
        QCOMPARE(provider.server().received().size(), 2);
    }
};

QTEST_GUILESS_MAIN(TestLogoutDurability)
#include "tst_logoutdurability.moc"
