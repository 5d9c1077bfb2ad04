#include "http/httpserver.h"

#include "testclient.h"
#include "testserver.h"

#include <QProcess>
#include <QTest>
#include <atomic>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

class TestHttpTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plainHttpIsNotAnswered();
    void onlyModernTls_data();
    void onlyModernTls();
    void negotiatesHttp11();
};

void TestHttpTls::plainHttpIsNotAnswered()
{
    std::atomic<int> handled{0};
    TestServer server([&](const HttpRequest& request) {
        ++handled;
        return echo(request);
    });
    TestClient client(server.port());
    QVERIFY(client.connectPlain());
    client.send(getRequest("/"));
    QVERIFY(client.waitForClose());
    QCOMPARE(handled, 0);
}

void TestHttpTls::onlyModernTls_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<bool>("isAccepted");
    QTest::newRow("TLS 1.3") << QStringList{u"-tls1_3"_s} << true;
    QTest::newRow("TLS 1.2") << QStringList{u"-tls1_2"_s} << true;
    QTest::newRow("TLS 1.1") << QStringList{u"-tls1_1"_s, u"-cipher"_s, u"ALL:@SECLEVEL=0"_s} << false;
    QTest::newRow("TLS 1.0") << QStringList{u"-tls1"_s, u"-cipher"_s, u"ALL:@SECLEVEL=0"_s} << false;
    QTest::newRow("CBC") << QStringList{u"-tls1_2"_s, u"-cipher"_s,
                                        u"ECDHE-ECDSA-AES128-SHA256:ECDHE-ECDSA-AES256-SHA"_s}
                         << false;
    QTest::newRow("GCM") << QStringList{u"-tls1_2"_s, u"-cipher"_s, u"ECDHE-ECDSA-AES128-GCM-SHA256"_s} << true;
}

void TestHttpTls::onlyModernTls()
{
    QFETCH(QStringList, arguments);
    QFETCH(const bool, isAccepted);
    TestServer server(echo);
    QProcess openssl;
    openssl.start(u"openssl"_s,
                  QStringList{u"s_client"_s, u"-connect"_s, u"127.0.0.1:%1"_s.arg(server.port())} + arguments);
    QVERIFY(openssl.waitForStarted());
    openssl.closeWriteChannel();
    QTRY_COMPARE(openssl.state(), QProcess::NotRunning);
    const QByteArray output = openssl.readAllStandardOutput();
    QCOMPARE(openssl.exitCode() == 0, isAccepted);
    QVERIFY(!output.contains("Acceptable client certificate"));
}

void TestHttpTls::negotiatesHttp11()
{
    TestServer server(echo);
    TestClient client(server.port());
    QSslConfiguration tls = client.socket().sslConfiguration();
    tls.setAllowedNextProtocols({"http/1.1"});
    client.socket().setSslConfiguration(tls);
    QVERIFY(client.connectTls());
    QCOMPARE(client.socket().sslConfiguration().nextNegotiatedProtocol(), "http/1.1");
    QVERIFY(client.socket().sessionProtocol() == QSsl::TlsV1_3);
}

QTEST_GUILESS_MAIN(TestHttpTls)
#include "tst_httptls.moc"
