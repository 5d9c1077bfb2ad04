#include "client/desktopkeystore.h"
#include "futures.h"
#include "privatekeychain.h"

#include <QFile>
#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const SharedSecret record = share(Secret::copyOf("the private key and more"));
const QString entry = u"panel.example.org"_s;
const QString prompter = u"org.gnome.keyring.SystemPrompter"_s;
constexpr std::chrono::milliseconds little{500}; ///< Patience with keychains that have no answer anyway.

bool holds(const Result<SharedSecret>& loaded, const SharedSecret& expected)
{
    return loaded && (*loaded)->equals(expected->view());
}

} // namespace

/// What becomes of the record on a desktop, with keychains that work, that are not there, and that misbehave. Each
/// start of the program is one of keystoreprogram: its keychain's library may be waiting for ever when it ends.
class TestKeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup();
    void keychainIsEmptyAtFirst();
    void keychainKeepsAndReplaces();
    void entriesAreApart();
    void desktopStorePrefersTheKeychain();
    void lockedGnomeKeyringIsNotTakenForEmpty_data();
    void lockedGnomeKeyringIsNotTakenForEmpty();
    void gnomeKeyringThatCannotMakeACollectionLeavesTheFile_data();
    void gnomeKeyringThatCannotMakeACollectionLeavesTheFile();
    void gnomeKeyringMayBeReplaced();
    void recordIsKeptWhateverTheKeychainDoes_data();
    void recordIsKeptWhateverTheKeychainDoes();
    void failedKeychainIsNotAskedToKeep();
    void keptRecordIsNeverTakenForMissing_data();
    void keptRecordIsNeverTakenForMissing();
    void givenUpQuestionIsInNobodysWay();
    void recordOfAnotherServiceIsNoneOfOurs();
    void eventLoopGoesOnWhileTheBusWaits();

private:
    QStringList start(const QStringList& steps, std::chrono::milliseconds patience = 10s);
    bool isInFile() const { return QFile::exists(m_folder->filePath(u"installation"_s)); }

    PrivateKeychain m_keychain;
    std::unique_ptr<QTemporaryDir> m_folder;
    qint64 m_longestGap = 0; ///< Milliseconds that the last start's event loop was away.
};

void TestKeychain::initTestCase()
{
    QVERIFY2(m_keychain.startBus(), "dbus-daemon does not start");
}

void TestKeychain::cleanup()
{
    m_keychain.stopKeychain();
    QVERIFY(m_keychain.setActivation(prompter, {}));
    QVERIFY(m_keychain.setActivation(u"org.freedesktop.secrets"_s, {}));
}

/// A start of the program: what its steps came to.
QStringList TestKeychain::start(const QStringList& steps, std::chrono::milliseconds patience)
{
    QProcess program;
    program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    program.start(QStringLiteral(KEYDESK_BIN_DIR "/keystoreprogram"),
                  QStringList{m_folder->path(), QString::number(patience.count())} + steps);
    if (!QTest::qWaitFor([&program] { return program.state() == QProcess::NotRunning; }, 30'000))
        program.kill();
    program.waitForFinished();
    QStringList lines = QString::fromUtf8(program.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    m_longestGap = lines.isEmpty() ? -1 : lines.takeLast().toLongLong();
    if (program.exitStatus() != QProcess::NormalExit || program.exitCode() != 0)
        lines.append(u"crashed"_s);
    return lines;
}

void TestKeychain::keychainIsEmptyAtFirst()
{
    QVERIFY(m_keychain.startGnomeKeyring(PrivateKeychain::State::Unlocked, m_folder->path()));
    KeychainKeyStore store(u"nobody.example.org"_s);
    const auto loaded = store.load();
    WAIT_FOR(loaded);
    QVERIFY2(loaded.result(), loaded.result() ? "" : qPrintable(loaded.result().error().context));
    QVERIFY(loaded.result().value()->isEmpty());
}

void TestKeychain::keychainKeepsAndReplaces()
{
    QVERIFY(m_keychain.startGnomeKeyring(PrivateKeychain::State::Unlocked, m_folder->path()));
    KeychainKeyStore store(u"replaced.example.org"_s);
    for (const QByteArray& content : {QByteArray("\0\xff first", 8), QByteArray("second")}) {
        const auto saved = store.save(share(Secret::copyOf(content)));
        WAIT_FOR(saved);
        QVERIFY2(saved.result(), saved.result() ? "" : qPrintable(saved.result().error().context));
        const auto loaded = store.load();
        WAIT_FOR(loaded);
        QVERIFY(loaded.result());
        QVERIFY(loaded.result().value()->equals(content));
    }
}

void TestKeychain::entriesAreApart()
{
    QVERIFY(m_keychain.startGnomeKeyring(PrivateKeychain::State::Unlocked, m_folder->path()));
    KeychainKeyStore first(u"first.example.org"_s);
    KeychainKeyStore second(u"second.example.org"_s);
    const auto saved = first.save(share(Secret::copyOf("first")));
    WAIT_FOR(saved);
    QVERIFY(saved.result());
    const auto loaded = second.load();
    WAIT_FOR(loaded);
    QVERIFY(loaded.result().value()->isEmpty());
}

void TestKeychain::desktopStorePrefersTheKeychain()
{
    QVERIFY(m_keychain.startGnomeKeyring(PrivateKeychain::State::Unlocked, m_folder->path()));
    const QString own = u"desktop.example.org"_s;
    DesktopKeyStore store(own, m_folder->path());
    const auto saved = store.save(record);
    WAIT_FOR(saved);
    QVERIFY(saved.result());
    QVERIFY(!isInFile());
    KeychainKeyStore keychain(own);
    const auto inKeychain = keychain.load();
    WAIT_FOR(inKeychain);
    QVERIFY(holds(inKeychain.result(), record));
    const auto again = store.load();
    WAIT_FOR(again);
    QVERIFY(holds(again.result(), record));
}

void TestKeychain::lockedGnomeKeyringIsNotTakenForEmpty_data()
{
    QTest::addColumn<QString>("command");
    QTest::newRow("no prompter") << QString();
    QTest::newRow("the prompter ends at once") << u"/bin/false"_s;
    QTest::newRow("the prompter never comes up") << PrivateKeychain::endlessCommand();
}

void TestKeychain::lockedGnomeKeyringIsNotTakenForEmpty()
{
    QFETCH(QString, command);
    const QTemporaryDir keyrings;
    QVERIFY(m_keychain.setActivation(prompter, command));
    QVERIFY(m_keychain.startGnomeKeyring(PrivateKeychain::State::Unlocked, keyrings.path()));
    QCOMPARE(start({u"load"_s, u"save"_s}), QStringList({u"empty"_s, u"kept"_s}));
    QVERIFY(!isInFile());
    m_keychain.stopKeychain();

    QVERIFY(m_keychain.startGnomeKeyring(PrivateKeychain::State::Locked, keyrings.path()));
    QCOMPARE(start({u"load"_s, u"load"_s}, little), QStringList({u"unavailable"_s, u"unavailable"_s}));
    m_keychain.stopKeychain();

    QVERIFY(m_keychain.startGnomeKeyring(PrivateKeychain::State::Unlocked, keyrings.path()));
    QCOMPARE(start({u"load"_s}), QStringList(u"found"_s));
}

void TestKeychain::gnomeKeyringThatCannotMakeACollectionLeavesTheFile_data()
{
    lockedGnomeKeyringIsNotTakenForEmpty_data();
}

void TestKeychain::gnomeKeyringThatCannotMakeACollectionLeavesTheFile()
{
    QFETCH(QString, command);
    const QTemporaryDir keyrings;
    QVERIFY(m_keychain.setActivation(prompter, command));
    QVERIFY(m_keychain.startGnomeKeyring(PrivateKeychain::State::Locked, keyrings.path()));
    QCOMPARE(start({u"load"_s, u"save"_s}, little), QStringList({u"empty"_s, u"kept"_s}));
    QVERIFY(isInFile());
    QCOMPARE(start({u"load"_s}), QStringList(u"found"_s));
    m_keychain.stopKeychain();
    QCOMPARE(start({u"load"_s}), QStringList(u"found"_s));
}

/// Both programs live on, but the keychain is another process.
void TestKeychain::gnomeKeyringMayBeReplaced()
{
    const QTemporaryDir keyrings;
    QVERIFY(m_keychain.startGnomeKeyring(PrivateKeychain::State::Unlocked, keyrings.path()));
    DesktopKeyStore store(entry, m_folder->path());
    const auto empty = store.load();
    WAIT_FOR(empty);
    m_keychain.stopKeychain();
    QVERIFY(m_keychain.startGnomeKeyring(PrivateKeychain::State::Unlocked, keyrings.path()));
    const auto saved = store.save(record);
    WAIT_FOR(saved);
    QVERIFY(saved.result());
    QVERIFY(!isInFile());
    m_keychain.stopKeychain();

    const auto gone = store.load();
    WAIT_FOR(gone);
    QVERIFY(!gone.result());
    QVERIFY(m_keychain.startGnomeKeyring(PrivateKeychain::State::Unlocked, keyrings.path()));
    const auto back = store.load();
    WAIT_FOR(back);
    QVERIFY(holds(back.result(), record));
}

void TestKeychain::recordIsKeptWhateverTheKeychainDoes_data()
{
    QTest::addColumn<QByteArrayList>("told");
    QTest::addColumn<bool>("isInKeychain");
    const auto row = [](const char* name, const QByteArrayList& told, bool isInKeychain = false) {
        QTest::newRow(name) << told << isInKeychain;
    };
    row("works", {}, true);
    row("makes its collection", {"vanish"}, true);
    row("unlocks", {"lock"}, true);
    row("no sessions", {"OpenSession error"});
    row("session never answered", {"OpenSession silence"});
    row("cannot be searched", {"SearchItems error"});
    row("search never answered", {"SearchItems silence"});
    row("dies when searched", {"SearchItems death"});
    row("cannot make a collection", {"vanish", "CreateCollection error"});
    row("collection never made", {"vanish", "CreateCollection silence"});
    row("collection refused by the person", {"vanish", "CreateCollection dismissal"});
    row("collection's question unanswered", {"vanish", "CreateCollection unanswered"});
    row("collection's question cannot be shown", {"vanish", "CreateCollection breaking"});
    row("dies over the collection's question", {"vanish", "CreateCollection dying"});
    row("cannot unlock", {"lock", "Unlock error"});
    row("unlocking never answered", {"lock", "Unlock silence"});
    row("unlocking refused by the person", {"lock", "Unlock dismissal"});
    row("unlocking refused rudely", {"lock", "Unlock rudeness"});
    row("unlocking's question unanswered", {"lock", "Unlock unanswered"});
    row("unlocking's question cannot be shown", {"lock", "Unlock breaking"});
    row("dies over the unlocking's question", {"lock", "Unlock dying"});
    row("reads but does not write", {"CreateItem error"});
    row("writing never answered", {"CreateItem silence"});
    row("writing refused by the person", {"CreateItem dismissal"});
    row("writing's question unanswered", {"CreateItem unanswered"});
    row("dies when written to", {"CreateItem death"});
    row("says yes and keeps nothing", {"CreateItem forgetting"});
    row("cannot be read back", {"GetSecrets error"});
}

void TestKeychain::recordIsKeptWhateverTheKeychainDoes()
{
    QFETCH(QByteArrayList, told);
    QFETCH(bool, isInKeychain);
    QVERIFY(m_keychain.startStandIn());
    for (const QByteArray& line : told)
        QVERIFY(m_keychain.tell(line));
    const std::chrono::milliseconds patience = isInKeychain ? 10s : little;
    QCOMPARE(start({u"load"_s, u"save"_s}, patience), QStringList({u"empty"_s, u"kept"_s}));
    QCOMPARE(isInFile(), !isInKeychain);

    // Starts with the same keychain, with none, and with one that works and is empty.
    QCOMPARE(start({u"load"_s}), QStringList(u"found"_s));
    const QStringList otherwise(isInKeychain ? u"unavailable"_s : u"found"_s);
    m_keychain.stopKeychain();
    QCOMPARE(start({u"load"_s}), otherwise);
    QVERIFY(m_keychain.startStandIn());
    QCOMPARE(start({u"load"_s}), otherwise);
}

void TestKeychain::failedKeychainIsNotAskedToKeep()
{
    QVERIFY(m_keychain.startStandIn());
    QVERIFY(m_keychain.tell("SearchItems error"));
    QVERIFY(m_keychain.tell("CreateItem death"));
    QCOMPARE(start({u"load"_s, u"save"_s}), QStringList({u"empty"_s, u"kept"_s}));
    QVERIFY(isInFile());
    QVERIFY(m_keychain.tell("lock")); // It lives.
}

void TestKeychain::keptRecordIsNeverTakenForMissing_data()
{
    QTest::addColumn<QByteArrayList>("told");
    QTest::newRow("no sessions") << QByteArrayList{"OpenSession error"};
    QTest::newRow("cannot be searched") << QByteArrayList{"SearchItems error"};
    QTest::newRow("search never answered") << QByteArrayList{"SearchItems silence"};
    QTest::newRow("dies when searched") << QByteArrayList{"SearchItems death"};
    QTest::newRow("not handed out") << QByteArrayList{"GetSecrets error"};
    QTest::newRow("never handed out") << QByteArrayList{"GetSecrets silence"};
    QTest::newRow("cannot unlock") << QByteArrayList{"lock", "Unlock error"};
    QTest::newRow("unlocking refused by the person") << QByteArrayList{"lock", "Unlock dismissal"};
    QTest::newRow("unlocking refused rudely") << QByteArrayList{"lock", "Unlock rudeness"};
    QTest::newRow("unlocking's question unanswered") << QByteArrayList{"lock", "Unlock unanswered"};
    QTest::newRow("unlocking's question cannot be shown") << QByteArrayList{"lock", "Unlock breaking"};
    QTest::newRow("dies over the unlocking's question") << QByteArrayList{"lock", "Unlock dying"};
    QTest::newRow("the collection is gone") << QByteArrayList{"vanish"};
}

void TestKeychain::keptRecordIsNeverTakenForMissing()
{
    QFETCH(QByteArrayList, told);
    QVERIFY(m_keychain.startStandIn());
    QCOMPARE(start({u"load"_s, u"save"_s}), QStringList({u"empty"_s, u"kept"_s}));
    QVERIFY(!isInFile());
    for (const QByteArray& line : told)
        QVERIFY(m_keychain.tell(line));
    QCOMPARE(start({u"load"_s}, little), QStringList(u"unavailable"_s));
}

/// The first question is never answered, also when its keychain is there again.
void TestKeychain::givenUpQuestionIsInNobodysWay()
{
    QVERIFY(m_keychain.startStandIn());
    QCOMPARE(start({u"load"_s, u"save"_s}), QStringList({u"empty"_s, u"kept"_s}));
    QVERIFY(m_keychain.tell("SearchItems late"));
    DesktopKeyStore store(entry, m_folder->path(), {.load = 500ms, .save = 500ms});
    const auto early = store.load();
    WAIT_FOR(early);
    QVERIFY(!early.result());
    QVERIFY(m_keychain.tell("SearchItems works"));
    const auto again = store.load();
    WAIT_FOR(again);
    QVERIFY2(holds(again.result(), record), again.result() ? "" : qPrintable(again.result().error().context));
    QVERIFY(m_keychain.tell("answer")); // Now the first one is, and nobody minds.
    const auto last = store.load();
    WAIT_FOR(last);
    QVERIFY(holds(last.result(), record));
}

void TestKeychain::recordOfAnotherServiceIsNoneOfOurs()
{
    QVERIFY(m_keychain.startStandIn());
    QCOMPARE(start({u"load"_s, u"save"_s}), QStringList({u"empty"_s, u"kept"_s}));
    DesktopKeyStore other(u"other.example.org"_s, m_folder->path());
    const auto loaded = other.load();
    WAIT_FOR(loaded);
    QVERIFY(loaded.result());
    QVERIFY(loaded.result().value()->isEmpty());
}

/// The keychain goes before its question is shown, and starting it again takes for ever: the library then waits for the
/// bus where it stands.
void TestKeychain::eventLoopGoesOnWhileTheBusWaits()
{
    QVERIFY(m_keychain.startStandIn());
    QVERIFY(m_keychain.setActivation(u"org.freedesktop.secrets"_s, PrivateKeychain::endlessCommand()));
    QVERIFY(m_keychain.tell("vanish"));
    QVERIFY(m_keychain.tell("CreateCollection leaving"));
    QCOMPARE(start({u"load"_s, u"save"_s}, little), QStringList({u"empty"_s, u"kept"_s}));
    QVERIFY(isInFile());
    QVERIFY2(m_longestGap < 1'000, qPrintable(QString::number(m_longestGap)));
}

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
