#include "hostilemessages.h"

#include <QSet>
#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

/// Each rule of the gate broken alone, in messages that are accepted otherwise; prints the table case × refusal.
class TestHostileMessages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void refusesEach();
    void everyRuleOfTheGateWasBroken();
    void namesAreDistinct();

private:
    QList<HostileMessage> m_all;
};

void TestHostileMessages::initTestCase()
{
    m_all = hostileTexts() + hostileContents() + hostileSignatures();
    SamlStand stand;
    const auto before = stand.post(MessageDraft().xml());
    QVERIFY2(before, qPrintable(before ? QString() : before.error().context));
}

void TestHostileMessages::refusesEach()
{
    SamlStand stand;
    int wrong = 0;
    const QByteArray good = signedXml(MessageDraft{.id = u"_good"_s}.xml());
    const SamlPeer peer = stand.peer;
    for (const HostileMessage& each : std::as_const(m_all)) {
        const auto result = each.send(stand);
        const QByteArray got = outcome(result);
        const bool isRight = got == refusalName(each.refusal).toLatin1();
        wrong += isRight ? 0 : 1;
        std::printf("%s %-22s %s\n", isRight ? " " : "!", got.constData(), each.what.constData());
        if (!isRight)
            qWarning("%s: %s instead of %s (%s)", each.what.constData(), got.constData(),
                     qPrintable(refusalName(each.refusal)), result ? "" : qPrintable(result.error().context));
        stand.peer = peer;
        stand.forget();
        const auto valid = stand.post(good); // Valid traffic goes on.
        QVERIFY2(valid, qPrintable(valid ? QString() : valid.error().context));
        stand.forget();
    }
    std::printf("%d hostile messages, %d refused as they should be\n", int(m_all.size()), int(m_all.size()) - wrong);
    QCOMPARE(wrong, 0);
}

void TestHostileMessages::everyRuleOfTheGateWasBroken()
{
    QSet<SamlRefusal> broken;
    for (const HostileMessage& each : std::as_const(m_all))
        broken.insert(each.refusal);
    for (const SamlRefusal each : everySamlRefusal()) {
        if (each < SamlRefusal::ConsumerUrl) // The others are no business of the gate.
            QVERIFY2(broken.contains(each), qPrintable(refusalName(each)));
    }
}

void TestHostileMessages::namesAreDistinct()
{
    QSet<QString> names;
    for (const SamlRefusal each : everySamlRefusal()) {
        names.insert(refusalName(each));
        QCOMPARE(refusalOf(refusedAs(each, u"x"_s)), std::optional{each});
    }
    QCOMPARE(std::size_t(names.size()), everySamlRefusal().size());
    QVERIFY(!refusalOf(Error{ErrorCode::InvalidRequest, u"x"_s}));
}

QTEST_GUILESS_MAIN(TestHostileMessages)
#include "tst_hostilemessages.moc"
