#include "http/proxyheader.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

using State = ProxyHeader::State;

const QByteArray signature("\r\n\r\n\0\r\nQUIT\n", 12);

QByteArray header(quint8 command, quint8 family, const QByteArray& rest)
{
    QByteArray bytes = signature;
    bytes += static_cast<char>(command);
    bytes += static_cast<char>(family);
    bytes += static_cast<char>(rest.size() >> 8);
    bytes += static_cast<char>(rest.size() & 0xff);
    return bytes + rest;
}

// 192.0.2.1:50000 to 192.0.2.2:443, and the like for IPv6.
const QByteArray tcp4 = QByteArray::fromHex("c0000201c0000202c35001bb");
const QByteArray tcp6 = QByteArray::fromHex("20010db800000000000000000000000120010db8000000000000000000000002c35001bb");
const QByteArray mapped =
    QByteArray::fromHex("00000000000000000000ffffc000020100000000000000000000ffffc0000202c35001bb");
const QByteArray tlvs = QByteArray::fromHex("0100026832"); // ALPN "h2"

} // namespace

class TestProxyHeader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void neverWantsMoreThanTheHeader();
};

void TestProxyHeader::reads_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("source");
    QTest::newRow("TCP over IPv4") << header(0x21, 0x11, tcp4) << u"192.0.2.1"_s;
    QTest::newRow("with more about the connection") << header(0x21, 0x11, tcp4 + tlvs) << u"192.0.2.1"_s;
    QTest::newRow("TCP over IPv6") << header(0x21, 0x21, tcp6) << u"2001:db8::1"_s;
    QTest::newRow("IPv4 in IPv6") << header(0x21, 0x21, mapped) << u"192.0.2.1"_s;
    QTest::newRow("LOCAL") << header(0x20, 0x00, {}) << u""_s;
    QTest::newRow("LOCAL with addresses") << header(0x20, 0x11, tcp4) << u""_s;
    QTest::newRow("UNSPEC") << header(0x21, 0x00, "whatever") << u""_s;
}

void TestProxyHeader::reads()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, source);
    for (const qsizetype piece : {bytes.size(), qsizetype(1)}) {
        ProxyHeader proxyHeader;
        for (qsizetype at = 0; at < bytes.size();) {
            QCOMPARE(proxyHeader.state(), State::Incomplete);
            const qsizetype count = std::min(piece, proxyHeader.wanted());
            QVERIFY(count > 0);
            proxyHeader.feed(QByteArrayView(bytes).sliced(at, count));
            at += count;
        }
        QCOMPARE(proxyHeader.state(), State::Complete);
        QCOMPARE(proxyHeader.source().isNull() ? u""_s : proxyHeader.source().toString(), source);
    }
}

void TestProxyHeader::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("another signature") << header(0x21, 0x11, tcp4).replace("QUIT", "EXIT");
    QTest::newRow("version 1, as text") << QByteArray("PROXY TCP4 192.0.2.1 192.0.2.2 50000 443\r\n");
    QTest::newRow("TLS") << QByteArray("\x16\x03\x01\x02");
    QTest::newRow("version 3") << header(0x31, 0x11, tcp4);
    QTest::newRow("unknown command") << header(0x22, 0x11, tcp4);
    QTest::newRow("UDP") << header(0x21, 0x12, tcp4);
    QTest::newRow("Unix socket") << header(0x21, 0x31, QByteArray(216, 'x'));
    QTest::newRow("addresses cut short") << header(0x21, 0x11, tcp4.first(11));
    QTest::newRow("IPv4 addresses for IPv6") << header(0x21, 0x21, tcp4);
    QTest::newRow("very long") << header(0x21, 0x11, tcp4 + QByteArray(3000, 'x'));
}

void TestProxyHeader::refuses()
{
    QFETCH(const QByteArray, bytes);
    ProxyHeader proxyHeader;
    for (qsizetype at = 0; at < bytes.size() && proxyHeader.wanted() > 0; ++at)
        proxyHeader.feed(QByteArrayView(bytes).sliced(at, 1));
    QCOMPARE(proxyHeader.state(), State::Malformed);
    QCOMPARE(proxyHeader.wanted(), 0);
}

void TestProxyHeader::neverWantsMoreThanTheHeader()
{
    const QByteArray bytes = header(0x21, 0x11, tcp4 + tlvs);
    ProxyHeader proxyHeader;
    QCOMPARE(proxyHeader.wanted(), 16);
    proxyHeader.feed(QByteArray(bytes + "TLS begins here"));
    QCOMPARE(proxyHeader.wanted(), tcp4.size() + tlvs.size());
}

QTEST_APPLESS_MAIN(TestProxyHeader)
#include "tst_proxyheader.moc"
