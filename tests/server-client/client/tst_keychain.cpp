#include "client/desktopkeystore.h"
#include "futures.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

/// Against a real keychain: gnome-keyring on a session bus of its own, with a home folder of its own.
class TestKeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void keychainIsEmptyAtFirst();
    void keychainKeepsAndReplaces();
    void entriesAreApart();
    void desktopStorePrefersTheKeychain();

private:
    QTemporaryDir m_home;
    QProcess m_bus;
    QProcess m_keyring;
};

void TestKeychain::initTestCase()
{
    qputenv("HOME", m_home.path().toUtf8());
    qputenv("XDG_DATA_HOME", m_home.path().toUtf8());
    qputenv("XDG_RUNTIME_DIR", m_home.path().toUtf8());
    m_bus.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--nopidfile"_s, u"--print-address"_s});
    QVERIFY2(m_bus.waitForReadyRead(), "dbus-daemon does not start");
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.readLine().trimmed());

    m_keyring.start(u"gnome-keyring-daemon"_s, {u"--unlock"_s, u"--foreground"_s, u"--components=secrets"_s});
    QVERIFY2(m_keyring.waitForStarted(), "gnome-keyring-daemon does not start");
    m_keyring.write("password of the keychain");
    m_keyring.closeWriteChannel();

    // It is there when it answers.
    KeychainKeyStore store(u"probe"_s);
    QTRY_VERIFY_WITH_TIMEOUT(
        [&store] {
            const auto loaded = store.load();
            return waitFor(loaded) && loaded.result().isOk();
        }(),
        20'000);
}

void TestKeychain::cleanupTestCase()
{
    for (QProcess* process : {&m_keyring, &m_bus}) {
        process->terminate();
        process->waitForFinished();
    }
}

void TestKeychain::keychainIsEmptyAtFirst()
{
    KeychainKeyStore store(u"nobody.example.org"_s);
    const auto loaded = store.load();
    WAIT_FOR(loaded);
    QVERIFY(loaded.result());
    QVERIFY(loaded.result().value()->isEmpty());
}

void TestKeychain::keychainKeepsAndReplaces()
{
    KeychainKeyStore store(u"panel.example.org"_s);
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
    KeychainKeyStore first(u"first.example.org"_s);
    KeychainKeyStore second(u"second.example.org"_s);
    const auto saved = first.save(share(Secret::copyOf("first")));
    WAIT_FOR(saved);
    const auto loaded = second.load();
    WAIT_FOR(loaded);
    QVERIFY(loaded.result().value()->isEmpty());
}

void TestKeychain::desktopStorePrefersTheKeychain()
{
    QTemporaryDir folder;
    DesktopKeyStore store(u"desktop.example.org"_s, folder.path());
    const auto saved = store.save(share(Secret::copyOf("record")));
    WAIT_FOR(saved);
    QVERIFY(saved.result());
    QVERIFY(!QFile::exists(folder.filePath(u"installation"_s)));
    KeychainKeyStore keychain(u"desktop.example.org"_s);
    const auto inKeychain = keychain.load();
    WAIT_FOR(inKeychain);
    QVERIFY(inKeychain.result().value()->equals("record"));
    const auto loaded = store.load();
    WAIT_FOR(loaded);
    QVERIFY(loaded.result().value()->equals("record"));
}

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
