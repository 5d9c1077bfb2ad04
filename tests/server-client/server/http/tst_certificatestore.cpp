#include "http/certificatestore.h"

#include "testclient.h"
#include "testserver.h"

#include <QFile>
#include <QSignalSpy>
#include <QSslCertificate>
#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray serialSeen(quint16 port)
{
    TestClient client(port);
    if (!client.connectTls())
        return {};
    return client.socket().peerCertificate().serialNumber();
}

bool write(const QString& path, const QByteArray& content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(content) == content.size();
}

QByteArray read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestCertificateStore : public QObject
{
    Q_OBJECT

private:
    TestAuthority m_authority;

private Q_SLOTS:
    void loadsThePair();
    void refusesWhatCannotBeUsed_data();
    void refusesWhatCannotBeUsed();
    void renewedFilesAreUsed();
    void filesWrittenInPlaceAreUsed();
    void brokenFilesChangeNothing();
    void untouchedFilesAreNotReadAgain();
    void serverUsesTheRenewedOneForNewHandshakes();
};

void TestCertificateStore::loadsThePair()
{
    const auto made = m_authority.issue();
    CertificateStore store(made.certificate, made.key);
    const auto loaded = store.load();
    QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().context));
    QCOMPARE(store.configuration().localCertificate().serialNumber(), serialOf(made));
    QCOMPARE(store.configuration().protocol(), QSsl::TlsV1_2OrLater);
    QCOMPARE(store.configuration().peerVerifyMode(), QSslSocket::VerifyNone);
    QVERIFY(store.configuration().caCertificates().isEmpty());
}

void TestCertificateStore::refusesWhatCannotBeUsed_data()
{
    QTest::addColumn<QByteArray>("certificate"); // Empty: the good one.
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("why");
    const auto other = m_authority.issue();
    QTest::newRow("no certificate") << QByteArray("hello") << QByteArray() << u"no certificate"_s;
    QTest::newRow("no key") << QByteArray() << QByteArray("hello") << u"holds no RSA"_s;
    QTest::newRow("key of another") << QByteArray() << read(other.key) << u"not the key"_s;
    QTest::newRow("certificate of another") << read(other.certificate) << QByteArray() << u"not the key"_s;
    QTest::newRow("key cut off") << QByteArray() << read(other.key).left(100) << u"holds no RSA"_s;
}

void TestCertificateStore::refusesWhatCannotBeUsed()
{
    QFETCH(const QByteArray, certificate);
    QFETCH(const QByteArray, key);
    QFETCH(const QString, why);
    const auto made = m_authority.issue();
    if (!certificate.isEmpty())
        QVERIFY(write(made.certificate, certificate));
    if (!key.isEmpty())
        QVERIFY(write(made.key, key));
    CertificateStore store(made.certificate, made.key);
    const auto loaded = store.load();
    QVERIFY(!loaded);
    QVERIFY2(loaded.error().context.contains(why), qPrintable(loaded.error().context));
    QVERIFY(!loaded.error().context.contains(u"BEGIN"));
}

void TestCertificateStore::renewedFilesAreUsed()
{
    const auto made = m_authority.issue();
    CertificateStore store(made.certificate, made.key);
    QVERIFY(store.load());
    // Twice: the files that replaced the first ones are watched too.
    for (int round = 0; round < 2; ++round) {
        QSignalSpy changed(&store, &CertificateStore::changed);
        m_authority.renew(made);
        QTRY_COMPARE(store.configuration().localCertificate().serialNumber(), serialOf(made));
        QVERIFY(changed.size() >= 1);
    }
}

void TestCertificateStore::filesWrittenInPlaceAreUsed()
{
    const auto made = m_authority.issue();
    const auto next = m_authority.issue();
    CertificateStore store(made.certificate, made.key);
    QVERIFY(store.load());
    QVERIFY(write(made.certificate, read(next.certificate)));
    QVERIFY(write(made.key, read(next.key)));
    QTRY_COMPARE(store.configuration().localCertificate().serialNumber(), serialOf(next));
}

void TestCertificateStore::brokenFilesChangeNothing()
{
    const auto made = m_authority.issue();
    const QByteArray serial = serialOf(made);
    const QByteArray key = read(made.key);
    CertificateStore store(made.certificate, made.key);
    QVERIFY(store.load());
    QSignalSpy changed(&store, &CertificateStore::changed);
    QSignalSpy looked(&store, &CertificateStore::kept);
    QVERIFY(write(made.key, "half a ke"));
    QVERIFY(looked.wait());
    QFile::remove(made.key);
    QVERIFY(looked.wait());
    QCOMPARE(changed.size(), 0);
    QCOMPARE(store.configuration().localCertificate().serialNumber(), serial);
    // Back again, then renewed for good.
    QVERIFY(write(made.key, key));
    QFile::setPermissions(made.key, QFile::ReadOwner | QFile::WriteOwner);
    m_authority.renew(made);
    QTRY_COMPARE(store.configuration().localCertificate().serialNumber(), serialOf(made));
}

void TestCertificateStore::untouchedFilesAreNotReadAgain()
{
    const auto made = m_authority.issue();
    CertificateStore store(made.certificate, made.key);
    QVERIFY(store.load());
    QSignalSpy changed(&store, &CertificateStore::changed);
    // Another file in the watched folder, then a real change: one signal, for the change.
    QVERIFY(write(made.certificate % ".note"_L1, "nothing"));
    m_authority.renew(made);
    QTRY_COMPARE(store.configuration().localCertificate().serialNumber(), serialOf(made));
    QCOMPARE(changed.size(), 1);
}

void TestCertificateStore::serverUsesTheRenewedOneForNewHandshakes()
{
    const auto made = m_authority.issue();
    TestServer server(echo, [&](HttpServerSettings& settings) {
        settings.certificateFile = made.certificate;
        settings.keyFile = made.key;
        settings.limits.eventLoops = 1;
    });
    const QByteArray oldSerial = serialOf(made);
    TestClient kept(server.port());
    QVERIFY(kept.connectTls());
    TestClient underWay(server.port());
    QVERIFY(underWay.connectPlain());
    // One loop takes connections in their order: when this one is served, the one before has begun its handshake.
    QCOMPARE(serialSeen(server.port()), oldSerial);

    m_authority.renew(made);
    QVERIFY(QTest::qWaitFor([&] { return serialSeen(server.port()) == serialOf(made); }, 20'000));
    QVERIFY(underWay.encrypt());
    QCOMPARE(underWay.socket().peerCertificate().serialNumber(), oldSerial);
    QCOMPARE(underWay.ask(getRequest("/a")).status, 200);
    QCOMPARE(kept.ask(getRequest("/b")).status, 200);
}

QTEST_GUILESS_MAIN(TestCertificateStore)
#include "tst_certificatestore.moc"
