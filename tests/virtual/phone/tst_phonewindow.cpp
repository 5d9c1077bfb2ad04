#include "virtual/phone/phonewindow.h"
#include "virtual/phone/picturesource.h"
#include "virtual/phone/qrpicture.h"

#include <QLabel>
#include <QMimeData>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray uri =
    "otpauth://totp/Example%20Corp:ada%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Example%20Corp";

class HandClock final : public Clock
{
public:
    Instant now() const override { return time; }
    Instant time{59s};
};

} // namespace

class TestPhoneWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsCodeAndNextCode();
    void goesOnWithTime();
    void setsItsClockWrong();
    void saysWhyItCannotScan();
    void takesPictureFileOrText();
    void saysHowWrongTheClockIs_data();
    void saysHowWrongTheClockIs();

private:
    static QString text(const PhoneWindow& window, const QString& name)
    {
        return window.findChild<QLabel*>(name)->text();
    }
};

void TestPhoneWindow::showsCodeAndNextCode()
{
    const HandClock
        clock; // The seed and time of RFC 6238 appendix B; its codes have 8 digits, these the last 6 of them.
    PhoneWindow window(clock, {});
    window.show();
    window.scan(uri);
    QCOMPARE(text(window, u"code"_s), u"287 082"_s);
    QCOMPARE(text(window, u"next"_s), u"Next: 359 152"_s); // RFC 4226 appendix D, counter 2.
}

void TestPhoneWindow::goesOnWithTime()
{
    HandClock clock;
    PhoneWindow window(clock, {});
    window.scan(uri);
    clock.time = Instant{1'111'111'109s};
    QTRY_COMPARE(text(window, u"code"_s), u"081 804"_s);
}

void TestPhoneWindow::setsItsClockWrong()
{
    HandClock clock;
    clock.time = Instant{1'111'111'309s};
    PhoneWindow window(clock, {});
    window.scan(uri);
    window.findChild<QSpinBox*>(u"clockOffset"_s)->setValue(-200);
    QCOMPARE(text(window, u"code"_s), u"081 804"_s);
    window.scan(uri); // The clock is the phone's, not the account's.
    QCOMPARE(text(window, u"code"_s), u"081 804"_s);
}

void TestPhoneWindow::saysWhyItCannotScan()
{
    const HandClock clock;
    PhoneWindow window(clock, {});
    window.show();
    const auto shows = [&](const QString& part) {
        const auto labels = window.findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel* label) { return label->isVisible() && label->text().contains(part); });
    };
    window.scan({});
    QVERIFY(shows(u"no code of an account"_s));
    window.scan("https://example.org");
    QVERIFY(shows(u"not for an authenticator app"_s));
    window.scan(uri);
    QVERIFY(!shows(u"not for an authenticator app"_s));
    QVERIFY(shows(u"ada@example.org"_s));
    QVERIFY(shows(u"stand-in"_s));
}

void TestPhoneWindow::takesPictureFileOrText()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"code.png"_s);
    QVERIFY(qrPicture(uri, 4).save(file));

    QMimeData picture;
    picture.setImageData(qrPicture(uri, 4));
    QCOMPARE(keyUriIn(&picture), uri);
    QMimeData files;
    files.setUrls({QUrl::fromLocalFile(file)});
    QCOMPARE(keyUriIn(&files), uri);
    QMimeData text;
    text.setText(QString::fromLatin1(" " + uri + "\n"));
    QCOMPARE(keyUriIn(&text), uri);
    text.setText(u"something else"_s);
    QVERIFY(keyUriIn(&text).isEmpty());
    QVERIFY(keyUriIn(nullptr).isEmpty());
}

void TestPhoneWindow::saysHowWrongTheClockIs_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QString>("words");
    QTest::newRow("right") << 0 << u"right"_s;
    QTest::newRow("slow") << -200 << u"3 min 20 s slow"_s;
    QTest::newRow("fast") << 45 << u"45 s fast"_s;
    QTest::newRow("minutes") << 120 << u"2 min fast"_s;
}

void TestPhoneWindow::saysHowWrongTheClockIs()
{
    QFETCH(int, seconds);
    QTEST(clockWords(std::chrono::seconds{seconds}), "words");
}

QTEST_MAIN(TestPhoneWindow)
#include "tst_phonewindow.moc"
