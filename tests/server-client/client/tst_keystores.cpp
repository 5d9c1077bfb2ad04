#include "client/desktopkeystore.h"
#include "client/filekeystore.h"
#include "client/installationrecord.h"
#include "client/keychainkeystore.h"
#include "client/pendingenrolment.h"
#include "futures.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

const SharedSecret record = share(Secret::copyOf("the private key and more"));

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestKeyStores : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void recordSurvivesItsForm();
    void damagedRecordsAreRefused_data();
    void damagedRecordsAreRefused();
    void fileStoreIsEmptyAtFirst();
    void fileStoreKeepsAndReplaces();
    void filesAreForTheirOwnerAloneAndSealed();
    void fileStoreRefusesWhatWasAltered();
    void fileStoreRefusesTheFilesOfAnother();
    void fileStoreReportsAFolderItCannotMake();
    void fileStoreEndsWhatItBegan();
    void fileStoreForgets();
    void pendingEnrolmentSurvives();
    void keychainThatIsNotThereIsUnavailable();
    void desktopStoreUsesTheFileWhereNoKeychainRuns();
};

void TestKeyStores::initTestCase()
{
    // No session bus, so no keychain: the tests must not touch that of whoever runs them.
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    qputenv("XDG_RUNTIME_DIR", "/nonexistent");
}

void TestKeyStores::recordSurvivesItsForm()
{
    const InstallationRecord written{{u"i-1"_s, u"Kiosk 1"_s, u"Hall"_s, u"kiosk"_s}, SigningKey::generate()};
    const auto read = InstallationRecord::decode(written.encode());
    QVERIFY(read);
    QCOMPARE(read->identity.id, u"i-1"_s);
    QCOMPARE(read->identity.place, u"Hall"_s);
    QVERIFY(written.key.publicKey().verifies("message", read->key.sign("message")));
}

void TestKeyStores::damagedRecordsAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray good = InstallationRecord{{u"i-1"_s, u"Kiosk 1"_s, {}, u"kiosk"_s}, SigningKey::generate()}
                                .encode()
                                .view()
                                .toByteArray();
    QTest::newRow("text") << QByteArray("hello");
    QTest::newRow("cut") << good.chopped(1);
    QTest::newRow("no key") << QByteArray(R"({"identity": {"id": "i-1", "name": "Kiosk 1", "kind": "kiosk"}})");
    QTest::newRow("another key") << QByteArray(
        R"({"identity": {"id": "i-1", "name": "Kiosk 1", "kind": "kiosk"}, "key": "AAAA"})");
    QByteArray withoutId = good;
    QTest::newRow("no id") << withoutId.replace("\"id\"", "\"xx\"");
}

void TestKeyStores::damagedRecordsAreRefused()
{
    QFETCH(QByteArray, bytes);
    const auto read = InstallationRecord::decode(Secret::copyOf(bytes));
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::InstallationUnknown);
}

void TestKeyStores::fileStoreIsEmptyAtFirst()
{
    QTemporaryDir folder;
    FileKeyStore store(folder.filePath(u"none"_s));
    const auto loaded = store.load();
    WAIT_FOR(loaded);
    QVERIFY(loaded.result());
    QVERIFY(loaded.result().value()->isEmpty());
    QVERIFY(!QDir(folder.filePath(u"none"_s)).exists()); // Reading makes nothing.
}

void TestKeyStores::fileStoreKeepsAndReplaces()
{
    QTemporaryDir folder;
    for (const char* content : {"first", "second", "third"}) {
        QVERIFY(FileKeyStore(folder.filePath(u"keys/here"_s)).save(share(Secret::copyOf(content))).result());
        const auto loaded = FileKeyStore(folder.filePath(u"keys/here"_s)).load().result();
        QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().context));
        QVERIFY((*loaded)->equals(content));
    }
}

void TestKeyStores::filesAreForTheirOwnerAloneAndSealed()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"keys"_s);
    QVERIFY(FileKeyStore(path).save(record).result());
    constexpr auto others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QVERIFY((QFile::permissions(path) & others) == 0);
    const QStringList files = QDir(path).entryList(QDir::Files, QDir::Name);
    QCOMPARE(files, QStringList({u"installation"_s, u"installation.seal"_s}));
    for (const QString& file : files) {
        QVERIFY((QFile::permissions(path % u'/' % file) & others) == 0);
        QVERIFY(!contentOf(path % u'/' % file).contains("private key"));
    }
}

void TestKeyStores::fileStoreRefusesWhatWasAltered()
{
    QTemporaryDir folder;
    QVERIFY(FileKeyStore(folder.path()).save(record).result());
    QFile file(folder.filePath(u"installation"_s));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray content = file.readAll();
    content.back() = static_cast<char>(content.back() ^ 1);
    file.seek(0);
    file.write(content);
    file.close();
    const auto loaded = FileKeyStore(folder.path()).load().result();
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().code, ErrorCode::InstallationUnknown);
}

void TestKeyStores::fileStoreRefusesTheFilesOfAnother()
{
    QTemporaryDir mine;
    QTemporaryDir others;
    QVERIFY(FileKeyStore(mine.path()).save(record).result());
    QVERIFY(FileKeyStore(others.path()).save(record).result());
    QVERIFY(QFile::remove(mine.filePath(u"installation"_s)));
    QVERIFY(QFile::copy(others.filePath(u"installation"_s), mine.filePath(u"installation"_s)));
    QVERIFY(!FileKeyStore(mine.path()).load().result());
}

void TestKeyStores::fileStoreReportsAFolderItCannotMake()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto saved = FileKeyStore(folder.filePath(u"file/below"_s)).save(record).result();
    QVERIFY(!saved);
    QCOMPARE(saved.error().code, ErrorCode::Unavailable);
}

void TestKeyStores::fileStoreEndsWhatItBegan()
{
    QTemporaryDir folder;
    {
        FileKeyStore store(folder.path());
        for (const char* content : {"first", "second", "third"})
            store.save(share(Secret::copyOf(content)));
    }
    QVERIFY(FileKeyStore(folder.path()).load().result().value()->equals("third"));
}

void TestKeyStores::fileStoreForgets()
{
    QTemporaryDir folder;
    FileKeyStore store(folder.filePath(u"keys"_s));
    QVERIFY(store.forget().result());
    QVERIFY(store.save(record).result());
    QVERIFY(store.forget().result());
    QVERIFY(store.load().result().value()->isEmpty());
    QVERIFY(!QDir(folder.filePath(u"keys"_s)).exists());

    // What is not its own stays.
    QVERIFY(store.save(record).result());
    QFile other(folder.filePath(u"keys/other"_s));
    QVERIFY(other.open(QIODevice::WriteOnly));
    QVERIFY(store.forget().result());
    QCOMPARE(QDir(folder.filePath(u"keys"_s)).entryList(QDir::Files), QStringList(u"other"_s));
}

void TestKeyStores::pendingEnrolmentSurvives()
{
    QTemporaryDir folder;
    const SigningKey key = SigningKey::generate();
    QVERIFY(!PendingEnrolment(folder.path()).key());
    QVERIFY(PendingEnrolment(folder.path()).begin(key).result());
    QCOMPARE(PendingEnrolment(folder.path()).key()->publicKey().thumbprint(), key.publicKey().thumbprint());
    QVERIFY(!PendingEnrolment(folder.path()).accepted());

    const InstallationIdentity identity{u"i-1"_s, u"Desk 1"_s, u"Hall"_s, u"desktop"_s};
    QVERIFY(PendingEnrolment(folder.path()).accept({identity, key}).result());
    QCOMPARE(PendingEnrolment(folder.path()).key()->publicKey().thumbprint(), key.publicKey().thumbprint());
    QCOMPARE(PendingEnrolment(folder.path()).accepted()->identity.id, u"i-1"_s);
    QVERIFY(PendingEnrolment(folder.path()).forget().result());
    QVERIFY(!PendingEnrolment(folder.path()).key());
    QVERIFY(QDir(folder.path()).isEmpty());
}

void TestKeyStores::keychainThatIsNotThereIsUnavailable()
{
    KeychainKeyStore store(u"test.example.org"_s);
    const auto loaded = store.load();
    WAIT_FOR(loaded);
    QVERIFY(!loaded.result());
    QCOMPARE(loaded.result().error().code, ErrorCode::Unavailable);
    const auto saved = store.save(record);
    WAIT_FOR(saved);
    QVERIFY(!saved.result());
}

void TestKeyStores::desktopStoreUsesTheFileWhereNoKeychainRuns()
{
    QTemporaryDir folder;
    DesktopKeyStore store(u"test.example.org"_s, folder.path());
    const auto empty = store.load();
    WAIT_FOR(empty);
    QVERIFY(empty.result());
    QVERIFY(empty.result().value()->isEmpty());
    const auto saved = store.save(record);
    WAIT_FOR(saved);
    QVERIFY(saved.result());
    QVERIFY(QFile::exists(folder.filePath(u"installation"_s)));
    DesktopKeyStore again(u"test.example.org"_s, folder.path());
    const auto loaded = again.load();
    WAIT_FOR(loaded);
    QVERIFY(loaded.result().value()->equals(record->view()));
    const auto replaced = again.save(share(Secret::copyOf("newer")));
    WAIT_FOR(replaced);
    QVERIFY(FileKeyStore(folder.path()).load().result().value()->equals("newer"));
}

QTEST_GUILESS_MAIN(TestKeyStores)
#include "tst_keystores.moc"
