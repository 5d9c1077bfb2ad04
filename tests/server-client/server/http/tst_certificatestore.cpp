#include "http/certificatestore.h"

#include "testcertificate.h"
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
    TestCertificate made;
    CertificateStore store(made.certificateFile(), made.keyFile());
    const auto loaded = store.load();
    QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().context));
    QCOMPARE(store.configuration().localCertificate().serialNumber(), made.serial());
    QCOMPARE(store.configuration().protocol(), QSsl::TlsV1_2OrLater);
    QCOMPARE(store.configuration().peerVerifyMode(), QSslSocket::VerifyNone);
    QVERIFY(store.configuration().caCertificates().isEmpty());
}

void TestCertificateStore::refusesWhatCannotBeUsed_data()
{
    QTest::addColumn<QByteArray>("certificate"); // Empty: the good one.
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("why");
    TestCertificate other;
    QTest::newRow("no certificate") << QByteArray("hello") << QByteArray() << u"no certificate"_s;
    QTest::newRow("no key") << QByteArray() << QByteArray("hello") << u"holds no RSA"_s;
    QTest::newRow("key of another") << QByteArray() << read(other.keyFile()) << u"not the key"_s;
    QTest::newRow("certificate of another") << read(other.certificateFile()) << QByteArray() << u"not the key"_s;
    QTest::newRow("key cut off") << QByteArray() << read(other.keyFile()).left(100) << u"holds no RSA"_s;
}

void TestCertificateStore::refusesWhatCannotBeUsed()
{
    QFETCH(const QByteArray, certificate);
    QFETCH(const QByteArray, key);
    QFETCH(const QString, why);
    TestCertificate made;
    if (!certificate.isEmpty())
        QVERIFY(write(made.certificateFile(), certificate));
    if (!key.isEmpty())
        QVERIFY(write(made.keyFile(), key));
    CertificateStore store(made.certificateFile(), made.keyFile());
    const auto loaded = store.load();
    QVERIFY(!loaded);
    QVERIFY2(loaded.error().context.contains(why), qPrintable(loaded.error().context));
    QVERIFY(!loaded.error().context.contains(u"BEGIN"));
}

void TestCertificateStore::renewedFilesAreUsed()
{
    TestCertificate made;
    CertificateStore store(made.certificateFile(), made.keyFile());
    QVERIFY(store.load());
    // Twice: the files that replaced the first ones are watched too.
    for (int round = 0; round < 2; ++round) {
        QSignalSpy changed(&store, &CertificateStore::changed);
        made.makeAnew();
        QTRY_COMPARE(store.configuration().localCertificate().serialNumber(), made.serial());
        QVERIFY(changed.size() >= 1);
    }
}

void TestCertificateStore::filesWrittenInPlaceAreUsed()
{
    TestCertificate made;
    TestCertificate next;
    CertificateStore store(made.certificateFile(), made.keyFile());
    QVERIFY(store.load());
    QVERIFY(write(made.certificateFile(), read(next.certificateFile())));
    QVERIFY(write(made.keyFile(), read(next.keyFile())));
    QTRY_COMPARE(store.configuration().localCertificate().serialNumber(), next.serial());
}

void TestCertificateStore::brokenFilesChangeNothing()
{
    TestCertificate made;
    const QByteArray serial = made.serial();
    const QByteArray key = read(made.keyFile());
    CertificateStore store(made.certificateFile(), made.keyFile());
    QVERIFY(store.load());
    QSignalSpy changed(&store, &CertificateStore::changed);
    QSignalSpy looked(&store, &CertificateStore::kept);
    QVERIFY(write(made.keyFile(), "half a ke"));
    QVERIFY(looked.wait());
    QFile::remove(made.keyFile());
    QVERIFY(looked.wait());
    QCOMPARE(changed.size(), 0);
    QCOMPARE(store.configuration().localCertificate().serialNumber(), serial);
    // Back again, then renewed for good.
    QVERIFY(write(made.keyFile(), key));
    QFile::setPermissions(made.keyFile(), QFile::ReadOwner | QFile::WriteOwner);
    made.makeAnew();
    QTRY_COMPARE(store.configuration().localCertificate().serialNumber(), made.serial());
}

void TestCertificateStore::untouchedFilesAreNotReadAgain()
{
    TestCertificate made;
    TestCertificate neighbour;
    CertificateStore store(made.certificateFile(), made.keyFile());
    QVERIFY(store.load());
    QSignalSpy changed(&store, &CertificateStore::changed);
    // Another file in the watched folder, then a real change: one signal, for the change.
    QVERIFY(write(made.certificateFile() % ".note"_L1, "nothing"));
    made.makeAnew();
    QTRY_COMPARE(store.configuration().localCertificate().serialNumber(), made.serial());
    QCOMPARE(changed.size(), 1);
}

void TestCertificateStore::serverUsesTheRenewedOneForNewHandshakes()
{
    auto made = std::make_shared<TestCertificate>();
    TestServer server(echo, [&](HttpServerSettings& settings) {
        settings.certificateFile = made->certificateFile();
        settings.keyFile = made->keyFile();
        settings.limits.eventLoops = 1;
    });
    const QByteArray oldSerial = made->serial();
    TestClient kept(server.port());
    QVERIFY(kept.connectTls());
    TestClient underWay(server.port());
    QVERIFY(underWay.connectPlain());
    // One loop takes connections in their order: when this one is served, the one before has begun its handshake.
    QCOMPARE(serialSeen(server.port()), oldSerial);

    made->makeAnew();
    QVERIFY(QTest::qWaitFor([&] { return serialSeen(server.port()) == made->serial(); }, 20'000));
    QVERIFY(underWay.encrypt());
    QCOMPARE(underWay.socket().peerCertificate().serialNumber(), oldSerial);
    QCOMPARE(underWay.ask(getRequest("/a")).status, 200);
    QCOMPARE(kept.ask(getRequest("/b")).status, 200);
}

QTEST_GUILESS_MAIN(TestCertificateStore)
#include "tst_certificatestore.moc"
