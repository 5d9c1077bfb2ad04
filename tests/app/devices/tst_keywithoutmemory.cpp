#include "devices/keyvisit.h"
#include "devices/reportlink.h"
#include "failingmemory.h"
#include "fuzz/hostileport.h"

#include <QDir>
#include <QTest>
#include <openssl/crypto.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

/// What came of it, in memory that a child process shares with its parent.
struct Tally
{
    long current = 1; ///< Which request is the one that is refused; kept while it is tried.
    int failed = 0;   ///< Visits that ended in a failure then,
    int same = 0;     ///< and that answered as with all the memory.
    int wrong = 0;
    int leaked = 0;
    int crashed = 0;
    bool isComplete = false;
};

KeyAnswer visit(const QByteArray& script)
{
    ReportLink link(std::make_unique<HostilePort>(QByteArrayView(script).sliced(1)));
    link.begin(QDeadlineTimer(std::chrono::seconds{5}));
    return KeyVisit(link).carryOut(commandFor(static_cast<quint8>(script[0])));
}

/// What of an answer must be there and right, whatever the library had no memory for. It leaves out names and
/// abilities silently: a name is not shown then, and abilities are read again with the next command.
QByteArray essence(const KeyAnswer& answer)
{
    QByteArray text = QByteArray::number(static_cast<int>(answer.index()));
    if (const auto* facts = std::get_if<KeyFacts>(&answer)) {
        text += facts->aaguid;
    } else if (const auto* created = std::get_if<CreatedCredential>(&answer)) {
        text += created->credentialId + created->attestationObject;
    } else if (const auto* accounts = std::get_if<QList<SignedAccount>>(&answer)) {
        for (const SignedAccount& each : *accounts)
            text += each.answer.authenticatorData + each.answer.signature;
    } else if (const auto* credentials = std::get_if<QList<KeyCredential>>(&answer)) {
        for (const KeyCredential& each : *credentials)
            text += each.id + each.userHandle;
    }
    return text;
}

/// Refuses the first request, then the second, and so on until there are no more.
[[noreturn]] void runChild(const QByteArray& script, Tally& tally)
{
    const QByteArray expected = essence(visit(script));
    for (;; ++tally.current) {
        OPENSSL_thread_stop(); // The thread's queue of errors is not what leaks.
        watchMemory(tally.current);
        KeyAnswer answer = visit(script);
        OPENSSL_thread_stop();
        const MemoryWatch watched = watchedMemory();
        if (!watched.hasRefused())
            break;
        if (std::holds_alternative<KeyFailure>(answer))
            ++tally.failed;
        else if (essence(answer) == expected)
            ++tally.same;
        else {
            qWarning("request %ld: %s instead of %s", tally.current, essence(answer).toPercentEncoding().constData(),
                     expected.toPercentEncoding().constData());
            ++tally.wrong;
        }
        if (watched.outstanding > 0) {
            qWarning("request %ld: %ld leaked", tally.current, watched.outstanding);
            ++tally.leaked;
        }
    }
    tally.isComplete = true;
    ::_exit(0);
}

Tally tallyOf(const QByteArray& script)
{
    for (int i = 0; i < 3; ++i)
        visit(script); // What is made once and kept is made now.
    void* memory = ::mmap(nullptr, sizeof(Tally), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        qFatal("no shared memory");
    auto* shared = new (memory) Tally;
    while (!shared->isComplete && shared->crashed < 20) {
        const pid_t child = ::fork();
        if (child == 0)
            runChild(script, *shared);
        int status = 0;
        ::waitpid(child, &status, 0);
        if (!shared->isComplete) {
            qWarning("crashed when request %ld was refused", shared->current);
            ++shared->crashed;
            ++shared->current;
        }
    }
    const Tally tally = *shared;
    ::munmap(memory, sizeof(Tally));
    return tally;
}

} // namespace

// U2F keys are asked ten times a second. Nobody waits here.
extern "C" int usleep(useconds_t)
{
    return 0;
}
extern "C" int nanosleep(const timespec*, timespec*)
{
    return 0;
}

/// What keys answer is read by C libraries, in memory that they ask for: each single request is refused once.
class TstKeyWithoutMemory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!canWatchMemory())
            QSKIP("the sanitizer has malloc for itself");
        fido_init(FIDO_DISABLE_U2F_FALLBACK);
    }

    void endsInAnAnswer_data()
    {
        QTest::addColumn<QString>("script");
        const QDir folder(QStringLiteral(KEYDESK_TEST_DATA "/fuzz/ctaphid"));
        for (const QString& name : folder.entryList(QDir::Files))
            QTest::newRow(qPrintable(name)) << folder.filePath(name);
    }
    void endsInAnAnswer()
    {
        QFETCH(QString, script);
        QFile file(script);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const Tally tally = tallyOf(file.readAll());
        qInfo("%ld requests refused: %d failures, %d made no difference", tally.current - 1, tally.failed, tally.same);
        QCOMPARE(tally.crashed, 0);
        QCOMPARE(tally.leaked, 0);
        QCOMPARE(tally.wrong, 0);
        QVERIFY(tally.failed > 0);
    }
};

QTEST_APPLESS_MAIN(TstKeyWithoutMemory)
#include "tst_keywithoutmemory.moc"
