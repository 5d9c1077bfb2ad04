#include "http/forwarded.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

class TestForwarded : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nodes_data();
    void nodes();
    void malformed_data();
    void malformed();
    void client_data();
    void client();
    void proxiesAreAddressesOrPrefixes();
    void wrongProxyIsNamed_data();
    void wrongProxyIsNamed();
    void mappedAddressIsVersion4();
};

void TestForwarded::nodes_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QStringList>("nodes"); // Empty where not told.
    // RFC 7239 section 4.
    QTest::newRow("obfuscated") << QByteArray(R"(for="_gazonk")") << QStringList{u""_s};
    QTest::newRow("IPv6 with port") << QByteArray(R"(For="[2001:db8:cafe::17]:4711")")
                                    << QStringList{u"2001:db8:cafe::17"_s};
    QTest::newRow("parameters") << QByteArray("for=192.0.2.60;proto=http;by=203.0.113.43")
                                << QStringList{u"192.0.2.60"_s};
    QTest::newRow("two") << QByteArray("for=192.0.2.43, for=198.51.100.17")
                         << QStringList{u"192.0.2.43"_s, u"198.51.100.17"_s};
    // Section 7.1.
    QTest::newRow("mixed") << QByteArray(R"(for=192.0.2.43,for="[2001:db8:cafe::17]",for=unknown)")
                           << QStringList{u"192.0.2.43"_s, u"2001:db8:cafe::17"_s, u""_s};
    QTest::newRow("port") << QByteArray(R"(for="192.0.2.43:47011")") << QStringList{u"192.0.2.43"_s};
    QTest::newRow("without for") << QByteArray("proto=https") << QStringList{u""_s};
    QTest::newRow("comma in quotes") << QByteArray(R"(host="a,b";for=192.0.2.1)") << QStringList{u"192.0.2.1"_s};
    QTest::newRow("escaped quote") << QByteArray(R"(host="a\",for=192.0.2.9";for=192.0.2.1)")
                                   << QStringList{u"192.0.2.1"_s};
    QTest::newRow("mapped") << QByteArray(R"(for="[::ffff:192.0.2.1]")") << QStringList{u"192.0.2.1"_s};
}

void TestForwarded::nodes()
{
    QFETCH(const QByteArray, field);
    QFETCH(const QStringList, nodes);
    const auto parsed = parseForwarded(field);
    QVERIFY(parsed);
    QStringList texts;
    for (const QHostAddress& node : *parsed)
        texts.append(node.isNull() ? u""_s : node.toString());
    QCOMPARE(texts, nodes);
}

void TestForwarded::malformed_data()
{
    QTest::addColumn<QByteArray>("field");
    for (const char* field : {"for",
                              "for=",
                              "=192.0.2.1",
                              "for=192.0.2.1;",
                              "for=192.0.2.1,",
                              ",for=192.0.2.1",
                              "for=1",
                              "for=192.0.2",
                              "for=300.0.0.1",
                              "for=2001:db8::1",
                              R"(for="2001:db8::1")",
                              R"(for="[192.0.2.1]")",
                              R"(for="[::1")",
                              R"(for="192.0.2.1)",
                              "for=192.0.2.1 for=192.0.2.2",
                              "for=192.0.2.1;for=192.0.2.2",
                              "for = 192.0.2.1",
                              "192.0.2.1",
                              R"(for="\)",
                              "for=example.org"})
        QTest::newRow(field) << QByteArray(field);
}

void TestForwarded::malformed()
{
    QFETCH(const QByteArray, field);
    QVERIFY(!parseForwarded(field));
}

void TestForwarded::client_data()
{
    QTest::addColumn<QString>("peer");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("client"); // Empty: refused.
    const auto row = [](const char* name, const QString& peer, const char* field, const QString& client) {
        QTest::newRow(name) << peer << QByteArray(field) << client;
    };
    row("no proxy, no field", u"192.0.2.1"_s, "", u"192.0.2.1"_s);
    row("a stranger claims", u"192.0.2.1"_s, "for=10.0.0.7", u"192.0.2.1"_s);
    row("a stranger's nonsense is not read", u"192.0.2.1"_s, ";;;", u"192.0.2.1"_s);
    row("proxy without field", u"10.0.0.1"_s, "", u"10.0.0.1"_s);
    row("proxy names the client", u"10.0.0.1"_s, "for=192.0.2.1", u"192.0.2.1"_s);
    row("client forged an earlier node", u"10.0.0.1"_s, "for=203.0.113.9, for=192.0.2.1", u"192.0.2.1"_s);
    row("client forged a trusted node", u"10.0.0.1"_s, "for=203.0.113.9, for=10.0.0.2, for=192.0.2.1", u"192.0.2.1"_s);
    row("two trusted proxies", u"10.0.0.1"_s, "for=203.0.113.9, for=192.0.2.1, for=10.0.0.2", u"192.0.2.1"_s);
    row("only proxies", u"10.0.0.1"_s, "for=10.0.0.3, for=10.0.0.2", u"10.0.0.3"_s);
    row("proxy does not tell", u"10.0.0.1"_s, "for=203.0.113.9, for=unknown", u"10.0.0.1"_s);
    row("proxy's field is malformed", u"10.0.0.1"_s, "for=192.0.2.1;;", u""_s);
}

void TestForwarded::client()
{
    QFETCH(const QString, peer);
    QFETCH(const QByteArray, field);
    QFETCH(const QString, client);
    const auto proxies = TrustedProxies::fromList({u"10.0.0.0/8"_s, u"::1"_s});
    QVERIFY(proxies);
    const auto result = clientAddress(QHostAddress(peer), field, *proxies);
    QCOMPARE(result ? result->toString() : u""_s, client);
}

void TestForwarded::proxiesAreAddressesOrPrefixes()
{
    const auto proxies = TrustedProxies::fromList({u"10.0.0.0/8"_s, u"192.0.2.7"_s, u"2001:db8::/32"_s});
    QVERIFY(proxies);
    QVERIFY(proxies->contains(QHostAddress(u"10.255.0.1"_s)));
    QVERIFY(proxies->contains(QHostAddress(u"192.0.2.7"_s)));
    QVERIFY(proxies->contains(QHostAddress(u"2001:db8:1::1"_s)));
    QVERIFY(!proxies->contains(QHostAddress(u"11.0.0.1"_s)));
    QVERIFY(!proxies->contains(QHostAddress(u"192.0.2.8"_s)));
    QVERIFY(!proxies->contains(QHostAddress(u"2001:db9::1"_s)));
    QVERIFY(!TrustedProxies().contains(QHostAddress(u"127.0.0.1"_s)));
    QVERIFY(!proxies->contains(QHostAddress()));
}

void TestForwarded::wrongProxyIsNamed_data()
{
    QTest::addColumn<QString>("entry");
    for (const char* entry : {"example.org", "10.0.0.0/33", "10.0.0.0/x", "", "/8", "10.0.0.1:80"})
        QTest::newRow(entry) << QString::fromLatin1(entry);
}

void TestForwarded::wrongProxyIsNamed()
{
    QFETCH(const QString, entry);
    const auto proxies = TrustedProxies::fromList({u"10.0.0.1"_s, entry});
    QVERIFY(!proxies);
    QVERIFY(proxies.error().context.contains(u'"' % entry % u'"'));
}

void TestForwarded::mappedAddressIsVersion4()
{
    QCOMPARE(plainAddress(QHostAddress(u"::ffff:192.0.2.1"_s)).toString(), u"192.0.2.1"_s);
    QCOMPARE(plainAddress(QHostAddress(u"2001:db8::1"_s)).toString(), u"2001:db8::1"_s);
    QCOMPARE(plainAddress(QHostAddress(u"192.0.2.1"_s)).toString(), u"192.0.2.1"_s);
}

QTEST_APPLESS_MAIN(TestForwarded)
#include "tst_forwarded.moc"
