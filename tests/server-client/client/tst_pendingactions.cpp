#include "base/random.h"
#include "client/pendingactions.h"
#include "fakes/fakeclock.h"

#include <QTest>

using namespace keydesk;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestPendingActions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameChangeKeepsItsKeyUntilSettled();
    void anotherChangeHasAnotherKey();
    void keyIsForgottenInTime();
    void clockThatGoesBackForgets();
    void forgettingForgetsAll();

private:
    FakeClock m_clock;
    SystemRandom m_random;
};

void TestPendingActions::sameChangeKeepsItsKeyUntilSettled()
{
    PendingActions actions(m_clock, m_random);
    const QString key = actions.keyFor("POST", u"/phones"_s, "{}");
    QCOMPARE(key.size(), 22);
    QCOMPARE(actions.keyFor("POST", u"/phones"_s, "{}"), key);
    actions.settle(key);
    QVERIFY(actions.keyFor("POST", u"/phones"_s, "{}") != key);
}

void TestPendingActions::anotherChangeHasAnotherKey()
{
    PendingActions actions(m_clock, m_random);
    const QString key = actions.keyFor("POST", u"/phones"_s, "{}");
    QVERIFY(actions.keyFor("PUT", u"/phones"_s, "{}") != key);
    QVERIFY(actions.keyFor("POST", u"/phones/1"_s, "{}") != key);
    QVERIFY(actions.keyFor("POST", u"/phones"_s, "{\"a\":1}") != key);
    QCOMPARE(actions.keyFor("POST", u"/phones"_s, "{}"), key);
}

void TestPendingActions::keyIsForgottenInTime()
{
    PendingActions actions(m_clock, m_random);
    const QString key = actions.keyFor("POST", u"/phones"_s, "{}");
    m_clock.advance(2min);
    QCOMPARE(actions.keyFor("POST", u"/phones"_s, "{}"), key);
    m_clock.advance(1s);
    QVERIFY(actions.keyFor("POST", u"/phones"_s, "{}") != key);
}

void TestPendingActions::clockThatGoesBackForgets()
{
    PendingActions actions(m_clock, m_random);
    const QString key = actions.keyFor("POST", u"/phones"_s, "{}");
    m_clock.advance(-1h);
    QVERIFY(actions.keyFor("POST", u"/phones"_s, "{}") != key);
}

void TestPendingActions::forgettingForgetsAll()
{
    PendingActions actions(m_clock, m_random);
    const QString key = actions.keyFor("POST", u"/phones"_s, "{}");
    actions.forget();
    QVERIFY(actions.keyFor("POST", u"/phones"_s, "{}") != key);
}

QTEST_GUILESS_MAIN(TestPendingActions)
#include "tst_pendingactions.moc"
