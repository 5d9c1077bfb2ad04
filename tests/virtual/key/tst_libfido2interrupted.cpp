#include "virtual/key/fidowish.h"

#include <QTest>

using namespace keydesk;
using namespace keydesk::virtualkey;
using namespace Qt::Literals::StringLiterals;

/// What libfido2 makes of a virtual key that is interrupted, unplugged, shared, or behaves badly.
class TestLibfido2Interrupted : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isCancelled();
    void losesPower_data();
    void losesPower();
    void twoKeysAtOnce();
    void oneClientAtATime();
    void survivesItsOwnFaults_data();
    void survivesItsOwnFaults();
    void staysSilent();
};

void TestLibfido2Interrupted::isCancelled()
{
    const RunningKey key({u"--touch"_s, u"manual"_s});
    FidoClient client(key);
    const FidoCredential credential = ordered();
    auto result = inBackground([&] { return fido_dev_make_cred(client.device(), credential.get(), nullptr); });
    key.waitFor("touch-needed");
    QCOMPARE(client.cancel(), FIDO_OK);
    QCOMPARE(result.get(), FIDO_ERR_KEEPALIVE_CANCEL);
    client.reopen();
    QCOMPARE(client.opened(), FIDO_OK);
    QVERIFY(!key.tell(u"state"_s)[u"touchNeeded"_s].toBool());
}

void TestLibfido2Interrupted::losesPower_data()
{
    QTest::addColumn<QString>("stage");
    for (const char* stage : {"before the command", "touch-needed", "in the answer"})
        QTest::newRow(stage) << QString::fromLatin1(stage);
}

void TestLibfido2Interrupted::losesPower()
{
    QFETCH(QString, stage);
    const RunningKey key({u"--touch"_s, stage == u"touch-needed" ? u"manual"_s : u"auto"_s});
    FidoClient client(key);
    const FidoCredential credential = ordered();
    if (stage == u"before the command")
        key.tell(u"unplug"_s);
    if (stage == u"in the answer")
        key.tell(fault("drop", "makeCredential"));
    auto result = inBackground([&] { return fido_dev_make_cred(client.device(), credential.get(), nullptr); });
    if (stage == u"touch-needed") {
        key.waitFor("touch-needed");
        key.tell(u"unplug"_s);
    }
    const int error = result.get();
    QVERIFY2(error == FIDO_ERR_RX || error == FIDO_ERR_TX, fido_strerr(error));
    client.reopen();
    QVERIFY(client.opened() != FIDO_OK);
    key.tell(u"plug"_s);
    key.tell(QJsonObject{{u"command"_s, u"touch-mode"_s}, {u"mode"_s, u"auto"_s}});
    client.reopen();
    QCOMPARE(fido_dev_make_cred(client.device(), ordered().get(), nullptr), FIDO_OK);
}

void TestLibfido2Interrupted::twoKeysAtOnce()
{
    const RunningKey left({u"--touch"_s, u"manual"_s});
    const RunningKey right({u"--touch"_s, u"manual"_s});
    FidoClient leftClient(left);
    FidoClient rightClient(right);
    QCOMPARE(fido_dev_get_touch_begin(leftClient.device()), FIDO_OK);
    QCOMPARE(fido_dev_get_touch_begin(rightClient.device()), FIDO_OK);
    left.waitFor("touch-needed");
    right.waitFor("touch-needed");
    right.tell(u"touch"_s);
    int isTouched = 0;
    QCOMPARE(fido_dev_get_touch_status(rightClient.device(), &isTouched, -1), FIDO_OK);
    QCOMPARE(isTouched, 1);
    QCOMPARE(fido_dev_get_touch_status(leftClient.device(), &isTouched, 0), FIDO_OK);
    QCOMPARE(isTouched, 0);
    QCOMPARE(leftClient.cancel(), FIDO_OK);
    left.waitFor("touch-over");
}

void TestLibfido2Interrupted::oneClientAtATime()
{
    const RunningKey key;
    FidoClient first(key);
    const FidoClient second(key);
    QCOMPARE(first.opened(), FIDO_OK);
    QVERIFY(second.opened() != FIDO_OK);
    QCOMPARE(fido_dev_make_cred(first.device(), ordered().get(), nullptr), FIDO_OK);
    for (int i = 0; i < 50; ++i) { // Closing and opening at once is no second client.
        first.reopen();
        QCOMPARE(first.opened(), FIDO_OK);
    }
}

void TestLibfido2Interrupted::survivesItsOwnFaults_data()
{
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"garbage", "noise", "stall", "drop", "wrong-channel", "wrong-sequence", "oversized"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void TestLibfido2Interrupted::survivesItsOwnFaults()
{
    QFETCH(QString, kind);
    const RunningKey key;
    FidoClient client(key);
    key.tell(fault(kind.toLatin1().constData(), "makeCredential"));
    fido_dev_set_timeout(client.device(), 500);
    QVERIFY(fido_dev_make_cred(client.device(), ordered().get(), nullptr) != FIDO_OK);
    key.tell(u"plug"_s);
    client.reopen();
    QCOMPARE(fido_dev_make_cred(client.device(), ordered().get(), nullptr), FIDO_OK);
}

void TestLibfido2Interrupted::staysSilent()
{
    constexpr int milliseconds = 200;
    const RunningKey key;
    FidoClient client(key);
    key.tell(fault("silent", "makeCredential"));
    fido_dev_set_timeout(client.device(), milliseconds);
    QCOMPARE(fido_dev_make_cred(client.device(), ordered().get(), nullptr), FIDO_ERR_RX);
    key.tell(fault("silent", "init"));
    client.reopen(milliseconds);
    QCOMPARE(client.opened(), FIDO_ERR_RX);
    key.tell(QJsonObject{{u"command"_s, u"fault"_s}, {u"kind"_s, u"delay"_s}, {u"milliseconds"_s, 2 * milliseconds}});
    client.reopen();
    QCOMPARE(client.opened(), FIDO_OK);
    QCOMPARE(fido_dev_make_cred(client.device(), ordered().get(), nullptr), FIDO_OK);
}

QTEST_GUILESS_MAIN(TestLibfido2Interrupted)
#include "tst_libfido2interrupted.moc"
