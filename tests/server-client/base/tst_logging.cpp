#include "base/logging.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryFile>
#include <QTest>
#include <thread>
#include <unistd.h>

using namespace keydesk;

namespace {

/// What is written to stderr while this object lives.
class CapturedStderr
{
public:
    CapturedStderr()
    {
        m_file.open();
        m_before = ::dup(STDERR_FILENO);
        ::dup2(m_file.handle(), STDERR_FILENO);
    }
    ~CapturedStderr() { restore(); }
    QByteArray text()
    {
        restore();
        m_file.seek(0);
        return m_file.readAll();
    }

private:
    void restore()
    {
        if (m_before < 0)
            return;
        ::dup2(m_before, STDERR_FILENO);
        ::close(m_before);
        m_before = -1;
    }
    QTemporaryFile m_file;
    int m_before = -1;
};

} // namespace

class TestLogging : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qunsetenv("JOURNAL_STREAM"); }
    void oneEventIsOneLine();
    void strangersCannotMakeLines();
    void failureNamesItsCode();
    void debugIsSilentUnlessWanted();
    void linesOfThreadsDoNotMix();
};

void TestLogging::oneEventIsOneLine()
{
    CapturedStderr captured;
    logEvent(LogLevel::Info, "phone.registered",
             {{"request", QStringLiteral("r-1")}, {"user", QStringLiteral("ada")}, {"phone", {}}});
    static const QRegularExpression form(QStringLiteral(
        "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z info phone\\.registered request=r-1 user=ada\\n$"));
    const QString text = QString::fromUtf8(captured.text());
    QVERIFY2(form.match(text).hasMatch(), qPrintable(text));
}

void TestLogging::strangersCannotMakeLines()
{
    CapturedStderr captured;
    logEvent(LogLevel::Warning, "x", {{"user", QStringLiteral("ada\n2024 info forged \"q\" \x1b[31m\u2028 a\\b")}});
    const QByteArray text = captured.text();
    QCOMPARE(text.count('\n'), 1);
    QVERIFY2(text.contains("user=\"ada\\u000a2024 info forged \\\"q\\\" \\u001b[31m\\u2028 a\\\\b\""),
             text.constData());
}

void TestLogging::failureNamesItsCode()
{
    CapturedStderr captured;
    logFailure("request.failed", {.code = ErrorCode::NotFound, .context = QStringLiteral("phone p-1")},
               {{"request", QStringLiteral("r-2")}});
    QVERIFY(captured.text().contains(" error request.failed request=r-2 code=not_found context=\"phone p-1\""));
}

void TestLogging::debugIsSilentUnlessWanted()
{
    CapturedStderr captured;
    logEvent(LogLevel::Debug, "x");
    startLogging(true);
    logEvent(LogLevel::Debug, "y");
    qInfo("of Qt");
    startLogging(false);
    qInstallMessageHandler(nullptr);
    const QByteArray text = captured.text();
    QVERIFY(!text.contains(" x"));
    QVERIFY(text.contains(" debug y\n"));
    QVERIFY(text.contains(" info qt category=default message=\"of Qt\"\n"));
}

void TestLogging::linesOfThreadsDoNotMix()
{
    CapturedStderr captured;
    const auto write = [] {
        for (int i = 0; i < 500; ++i)
            logEvent(LogLevel::Info, "x", {{"value", QString(200, QLatin1Char('v'))}});
    };
    std::thread first(write);
    std::thread second(write);
    first.join();
    second.join();
    const QByteArrayList lines = captured.text().trimmed().split('\n');
    QCOMPARE(lines.size(), 1000);
    const QByteArray end = " info x value=" + QByteArray(200, 'v');
    for (const QByteArray& line : lines)
        QVERIFY(line.endsWith(end));
}

QTEST_GUILESS_MAIN(TestLogging)
#include "tst_logging.moc"
