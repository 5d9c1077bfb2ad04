#include "base/digest.h"
#include "base/random.h"
#include "base/sealer.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace keydesk;

namespace {

const SealContext place{.table = QStringLiteral("phones"),
                        .column = QStringLiteral("secret"),
                        .rowId = QStringLiteral("row-1"),
                        .userId = QStringLiteral("ada")};

} // namespace

class TestSealer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensWhereItWasSealed();
    void valueCopiedElsewhereDoesNotOpen_data();
    void valueCopiedElsewhereDoesNotOpen();
    void partsOfTheContextDoNotRunTogether();
    void everyAlteredByteIsNoticed();
    void everyShortenedValueIsRefused();
    void sameValueLooksDifferentEachTime();
    void layoutIsAsDescribed();
    void oldValuesOpenAfterRotation();
    void valueOfAnotherRingDoesNotOpen();
    void derivedKeysDifferByPurposeAndOutliveRotation();
    void ringSurvivesItsFile();
    void ringFileIsForItsOwnerAlone();
    void damagedRingFilesAreRefused_data();
    void damagedRingFilesAreRefused();

private:
    SystemRandom m_random;
};

void TestSealer::opensWhereItWasSealed()
{
    const Sealer sealer(KeyRing::create(m_random), m_random);
    for (const QByteArray& plain : {QByteArray("twenty secret bytes!"), QByteArray(), QByteArray(100'000, 'x')}) {
        const auto opened = sealer.open(sealer.seal(Secret::copyOf(plain), place), place);
        QVERIFY(opened);
        QCOMPARE(opened->view(), QByteArrayView(plain));
    }
}

void TestSealer::valueCopiedElsewhereDoesNotOpen_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<QString>("column");
    QTest::addColumn<QString>("rowId");
    QTest::addColumn<QString>("userId");
    QTest::newRow("another table") << "tokens" << place.column << place.rowId << place.userId;
    QTest::newRow("another column") << place.table << "uri" << place.rowId << place.userId;
    QTest::newRow("another row") << place.table << place.column << "row-2" << place.userId;
    QTest::newRow("another user") << place.table << place.column << place.rowId << "grace";
    QTest::newRow("nobody") << place.table << place.column << place.rowId << "";
}

void TestSealer::valueCopiedElsewhereDoesNotOpen()
{
    QFETCH(QString, table);
    QFETCH(QString, column);
    QFETCH(QString, rowId);
    QFETCH(QString, userId);
    const Sealer sealer(KeyRing::create(m_random), m_random);
    const auto opened = sealer.open(sealer.seal(Secret::copyOf("secret"), place), {table, column, rowId, userId});
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::Internal);
}

void TestSealer::partsOfTheContextDoNotRunTogether()
{
    const Sealer sealer(KeyRing::create(m_random), m_random);
    const SealContext first{QStringLiteral("ab"), QStringLiteral("c"), QStringLiteral("d"), {}};
    const SealContext second{QStringLiteral("a"), QStringLiteral("bc"), QStringLiteral("d"), {}};
    QVERIFY(!sealer.open(sealer.seal(Secret::copyOf("secret"), first), second));
}

void TestSealer::everyAlteredByteIsNoticed()
{
    const Sealer sealer(KeyRing::create(m_random), m_random);
    const QByteArray sealed = sealer.seal(Secret::copyOf("secret"), place);
    for (qsizetype i = 0; i < sealed.size(); ++i) {
        QByteArray altered = sealed;
        altered[i] = static_cast<char>(altered[i] ^ 1);
        QVERIFY2(!sealer.open(altered, place), qPrintable(QString::number(i)));
    }
}

void TestSealer::everyShortenedValueIsRefused()
{
    const Sealer sealer(KeyRing::create(m_random), m_random);
    const QByteArray sealed = sealer.seal(Secret::copyOf("secret"), place);
    for (qsizetype size = 0; size < sealed.size(); ++size)
        QVERIFY(!sealer.open(sealed.first(size), place));
    QVERIFY(!sealer.open(QByteArray(sealed).append('\0'), place));
}

void TestSealer::sameValueLooksDifferentEachTime()
{
    const Sealer sealer(KeyRing::create(m_random), m_random);
    const Secret plain = Secret::copyOf("secret");
    QVERIFY(sealer.seal(plain, place) != sealer.seal(plain, place));
}

void TestSealer::layoutIsAsDescribed()
{
    KeyRing ring = KeyRing::create(m_random);
    const QByteArray id = ring.currentId().toUtf8();
    const Sealer sealer(std::move(ring), m_random);
    const QByteArray sealed = sealer.seal(Secret::copyOf("secret"), place);
    QCOMPARE(sealed[0], '\x01');
    QCOMPARE(sealed[1], static_cast<char>(id.size()));
    QCOMPARE(sealed.mid(2, id.size()), id);
    QCOMPARE(sealed.size(), 2 + id.size() + 12 + 6 + 16);
    QVERIFY(!sealed.contains("secret"));
}

void TestSealer::oldValuesOpenAfterRotation()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("keys"));
    KeyRing ring = KeyRing::create(m_random);
    QVERIFY(ring.save(path));
    const QString firstId = ring.currentId();
    const QByteArray old = Sealer(std::move(ring), m_random).seal(Secret::copyOf("old"), place);

    KeyRing rotated = KeyRing::load(path).take();
    rotated.rotate(m_random);
    QVERIFY(rotated.currentId() != firstId);
    const Sealer sealer(std::move(rotated), m_random);
    QCOMPARE(sealer.open(old, place)->view(), QByteArrayView("old"));
    const QByteArray fresh = sealer.seal(Secret::copyOf("fresh"), place);
    QVERIFY(!fresh.contains(firstId.toUtf8()));

    // An instance that has not read the new key cannot open the new value, and says so.
    const Sealer behind(KeyRing::load(path).take(), m_random);
    QVERIFY(!behind.open(fresh, place));
}

void TestSealer::valueOfAnotherRingDoesNotOpen()
{
    const Sealer first(KeyRing::create(m_random), m_random);
    const Sealer second(KeyRing::create(m_random), m_random);
    QVERIFY(!second.open(first.seal(Secret::copyOf("secret"), place), place));
}

void TestSealer::derivedKeysDifferByPurposeAndOutliveRotation()
{
    KeyRing ring = KeyRing::create(m_random);
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("keys"));
    QVERIFY(ring.save(path));
    const Sealer before(std::move(ring), m_random);
    const Secret codes = before.derive("short codes");
    QCOMPARE(codes.size(), std::size_t(32));
    QVERIFY(!codes.equals(before.derive("decoys").view()));

    KeyRing rotated = KeyRing::load(path).take();
    for (int i = 0; i < 12; ++i) // Past ten, where text and numbers could sort differently.
        rotated.rotate(m_random);
    QVERIFY(codes.equals(Sealer(std::move(rotated), m_random).derive("short codes").view()));
}

void TestSealer::ringSurvivesItsFile()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("keys"));
    KeyRing ring = KeyRing::create(m_random);
    ring.rotate(m_random);
    QVERIFY(ring.save(path));
    const auto loaded = KeyRing::load(path);
    QVERIFY(loaded);
    QCOMPARE(loaded->currentId(), ring.currentId());
    QVERIFY(loaded->oldestKey().equals(ring.oldestKey().view()));
    QVERIFY(loaded->key(ring.currentId())->equals(ring.key(ring.currentId())->view()));
}

void TestSealer::ringFileIsForItsOwnerAlone()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("keys"));
    QVERIFY(KeyRing::create(m_random).save(path));
    constexpr auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
    QCOMPARE(QFileInfo(path).permissions(), QFile::Permissions(ownerOnly));
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
    const auto loaded = KeyRing::load(path);
    QVERIFY(!loaded);
    QVERIFY(loaded.error().context.contains(QStringLiteral("others than its owner")));
}

void TestSealer::damagedRingFilesAreRefused_data()
{
    QTest::addColumn<QByteArray>("content");
    const QByteArray key = QByteArray(43, 'A');
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("another file") << QByteArray("hello\n");
    QTest::newRow("no key") << QByteArray("keydesk-keys 1\ncurrent 0001-a\n");
    QTest::newRow("current missing") << QByteArray("keydesk-keys 1\nkey 0001-a " + key + "\n");
    QTest::newRow("short key") << QByteArray("keydesk-keys 1\ncurrent 0001-a\nkey 0001-a AAAA\n");
    QTest::newRow("not base64url") << QByteArray("keydesk-keys 1\ncurrent 0001-a\nkey 0001-a " + key.chopped(1) +
                                                 "!\n");
    QTest::newRow("unknown line") << QByteArray("keydesk-keys 1\ncurrent 0001-a\nkey 0001-a " + key + "\nmore\n");
}

void TestSealer::damagedRingFilesAreRefused()
{
    QFETCH(QByteArray, content);
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("keys")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write(content);
    file.close();
    const auto loaded = KeyRing::load(file.fileName());
    QVERIFY(!loaded);
    QVERIFY(!loaded.error().context.contains(QStringLiteral("AAAA")));
}

QTEST_GUILESS_MAIN(TestSealer)
#include "tst_sealer.moc"
