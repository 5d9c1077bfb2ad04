#include "protocol/phone.h"

#include <QJsonObject>
#include <QTest>

using namespace keydesk;
using namespace std::chrono_literals;

class TestPhone : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusalSurvivesTheWire_data();
    void refusalSurvivesTheWire();
    void foreignDetailsAreHarmless();
};

void TestPhone::refusalSurvivesTheWire_data()
{
    QTest::addColumn<int>("reason");
    for (int reason = 0; reason <= static_cast<int>(CodeRefusal::Reason::WrongLength); ++reason)
        QTest::addRow("%d", reason) << reason;
}

void TestPhone::refusalSurvivesTheWire()
{
    QFETCH(int, reason);
    const bool isClock = reason == static_cast<int>(CodeRefusal::Reason::ClockOff);
    const CodeRefusal sent{.reason = static_cast<CodeRefusal::Reason>(reason),
                           .offset = isClock ? -200s : 0s,
                           .nextCodeProvesDrift = isClock,
                           .triesLeft = 4};
    const CodeRefusal seen = CodeRefusal::fromDetails(sent.toDetails());
    QCOMPARE(seen.reason, sent.reason);
    QCOMPARE(seen.offset, sent.offset);
    QCOMPARE(seen.nextCodeProvesDrift, sent.nextCodeProvesDrift);
    QCOMPARE(seen.triesLeft, sent.triesLeft);
    QCOMPARE(sent.toDetails().contains(QStringLiteral("offset")), isClock);
}

void TestPhone::foreignDetailsAreHarmless()
{
    const CodeRefusal seen = CodeRefusal::fromDetails({{QStringLiteral("reason"), QStringLiteral("moon_phase")},
                                                       {QStringLiteral("offset"), 1e15},
                                                       {QStringLiteral("triesLeft"), -3}});
    QCOMPARE(seen.reason, CodeRefusal::Reason::Unknown);
    QCOMPARE(seen.offset, std::chrono::seconds(24h));
    QCOMPARE(seen.triesLeft, 0);
    QCOMPARE(CodeRefusal::fromDetails({}).reason, CodeRefusal::Reason::Unknown);
}

QTEST_GUILESS_MAIN(TestPhone)
#include "tst_phone.moc"
