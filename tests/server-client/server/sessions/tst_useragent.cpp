#include "sessions/useragent.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

class TestUserAgent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsThem_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QString>("browser");
        QTest::addColumn<QString>("system");
        const QByteArray windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) ";
        QTest::newRow("Firefox") << QByteArray("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0")
                                 << u"Firefox"_s << u"Linux"_s;
        QTest::newRow("Chrome") << windows + "Chrome/126.0.0.0 Safari/537.36" << u"Chrome"_s << u"Windows"_s;
        QTest::newRow("Edge") << windows + "Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0" << u"Edge"_s << u"Windows"_s;
        QTest::newRow("Opera") << windows + "Chrome/125.0.0.0 Safari/537.36 OPR/111.0.0.0" << u"Opera"_s << u"Windows"_s;
        QTest::newRow("Safari") << QByteArray("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 "
                                              "(KHTML, like Gecko) Version/17.5 Safari/605.1.15")
                                << u"Safari"_s << u"macOS"_s;
        QTest::newRow("iPhone") << QByteArray("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
                                              "(KHTML, like Gecko) CriOS/126.0.0.0 Mobile/15E148 Safari/604.1")
                                << u"Chrome"_s << u"iOS"_s;
        QTest::newRow("Android") << QByteArray("Mozilla/5.0 (Linux; Android 14; SM-S921B) AppleWebKit/537.36 (KHTML, like "
                                               "Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36")
                                 << u"Samsung Internet"_s << u"Android"_s;
        QTest::newRow("Chromebook") << QByteArray("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, "
                                                  "like Gecko) Chrome/126.0.0.0 Safari/537.36")
                                    << u"Chrome"_s << u"ChromeOS"_s;
        QTest::newRow("Internet Explorer") << QByteArray("Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko")
                                           << u"Internet Explorer"_s << u"Windows"_s;
        QTest::newRow("a version alone") << QByteArray("Something/1 Version/2") << QString() << QString();
        QTest::newRow("none") << QByteArray() << QString() << QString();
        QTest::newRow("a tool") << QByteArray("curl/7.88.1") << QString() << QString();
    }
    void knowsThem()
    {
        QFETCH(QByteArray, field);
        const BrowserDescription found = describeUserAgent(field);
        QTEST(found.browser, "browser");
        QTEST(found.system, "system");
    }

    /// Whatever is sent: the answer is one of our own words, and the field's end does not count.
    void saysNothingOfTheSendersOwn()
    {
        QCOMPARE(describeUserAgent("<script>alert(1)</script>\r\n\0 Fire\xff"), BrowserDescription());
        const QByteArray late = QByteArray(512, ' ') + "Firefox/1 Linux";
        QCOMPARE(describeUserAgent(late), BrowserDescription());
        QCOMPARE(describeUserAgent(QByteArray(10'000'000, 'x')), BrowserDescription());
    }
};

QTEST_GUILESS_MAIN(TestUserAgent)
#include "tst_useragent.moc"
