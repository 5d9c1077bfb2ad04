#include "http/httpsettings.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestHttpSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaultsAreThoseOfTheLimits();
    void valuesArrive();
    void everySettingIsDeclaredOnce();
};

void TestHttpSettings::defaultsAreThoseOfTheLimits()
{
    const auto values = Settings::parse("", u"/etc/keydesk/keydeskd.toml"_s, httpDeclarations());
    QVERIFY(values);
    const HttpServerSettings settings = httpServerSettings(*values);
    const HttpLimits expected;
    QCOMPARE(settings.address, u"[::]:8443"_s);
    QCOMPARE(settings.keyFile, u"/etc/keydesk/tls/key.pem"_s);
    QVERIFY(settings.trustedProxies.isEmpty());
    QCOMPARE(settings.limits.connections, expected.connections);
    QCOMPARE(settings.limits.connectionsPerPeer, expected.connectionsPerPeer);
    QCOMPARE(settings.limits.headerBytes, expected.headerBytes);
    QCOMPARE(settings.limits.headerFields, expected.headerFields);
    QCOMPARE(settings.limits.bodyBytes, expected.bodyBytes);
    QCOMPARE(settings.limits.queuedRequests, expected.queuedRequests);
    QCOMPARE(settings.limits.workerThreads, expected.workerThreads);
    QCOMPARE(settings.limits.eventLoops, expected.eventLoops);
    QCOMPARE(settings.limits.handshake, expected.handshake);
    QCOMPARE(settings.limits.header, expected.header);
    QCOMPARE(settings.limits.body, expected.body);
    QCOMPARE(settings.limits.idle, expected.idle);
    QCOMPARE(settings.limits.write, expected.write);
    QCOMPARE(settings.limits.handler, expected.handler);
    QCOMPARE(settings.limits.drain, expected.drain);
}

void TestHttpSettings::valuesArrive()
{
    const QByteArray toml = "[http]\n"
                            "address = \"127.0.0.1:443\"\n"
                            "certificate_file = \"/srv/c.pem\"\n"
                            "trusted_proxies = [\"10.0.0.0/8\"]\n"
                            "max_connections = 7\n"
                            "header_time = \"3s\"\n"
                            "drain_time = \"0s\"\n";
    const auto values = Settings::parse(toml, u"/etc/keydesk/keydeskd.toml"_s, httpDeclarations());
    QVERIFY2(values, values ? "" : qPrintable(values.error().context));
    const HttpServerSettings settings = httpServerSettings(*values);
    QCOMPARE(settings.address, u"127.0.0.1:443"_s);
    QCOMPARE(settings.certificateFile, u"/srv/c.pem"_s);
    QCOMPARE(settings.trustedProxies, QStringList{u"10.0.0.0/8"_s});
    QCOMPARE(settings.limits.connections, 7);
    QCOMPARE(settings.limits.header, std::chrono::milliseconds(3s));
    QCOMPARE(settings.limits.drain, std::chrono::milliseconds(100ms));
}

void TestHttpSettings::everySettingIsDeclaredOnce()
{
    QStringList names;
    for (const SettingDeclaration* declaration : httpDeclarations()) {
        names.append(QString::fromLatin1(declaration->name));
        QVERIFY(names.last().startsWith(u"http."));
    }
    QCOMPARE(names.removeDuplicates(), 0);
}

QTEST_APPLESS_MAIN(TestHttpSettings)
#include "tst_httpsettings.moc"
