#include "base/secretfile.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace keydesk;

class TestSecretFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadAgain();
    void replacingNarrowsTheMode();
    void lineBreakAtTheEndIsNoPartOfAPassword();
    void missingLargeAndOpenFilesAreRefused();
    void folderThatCannotBeWrittenIsReported();
};

void TestSecretFile::whatIsWrittenIsReadAgain()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("secret"));
    const QByteArray content("one\0two\n", 8);
    QVERIFY(writeSecretFile(path, Secret::copyOf(content)));
    QCOMPARE(readSecretFile(path)->view(), QByteArrayView(content));
    QVERIFY(writeSecretFile(path, Secret()));
    QVERIFY(readSecretFile(path)->isEmpty());
}

void TestSecretFile::replacingNarrowsTheMode()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("secret"));
    QFile wide(path);
    QVERIFY(wide.open(QIODevice::WriteOnly));
    wide.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
    wide.close();
    QVERIFY(writeSecretFile(path, Secret::copyOf("secret")));
    QVERIFY((QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::ReadOther)) == 0);
}

void TestSecretFile::lineBreakAtTheEndIsNoPartOfAPassword()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("secret"));
    for (const char* content : {" pass word ", " pass word \n", " pass word \r\n"}) {
        QVERIFY(writeSecretFile(path, Secret::copyOf(content)));
        QCOMPARE(readSecretLine(path)->view(), QByteArrayView(" pass word "));
    }
}

void TestSecretFile::missingLargeAndOpenFilesAreRefused()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("secret"));
    QCOMPARE(readSecretFile(path).error().code, ErrorCode::Unavailable);
    QVERIFY(writeSecretFile(path, Secret::copyOf("12345")));
    QVERIFY(!readSecretFile(path, 4));
    QVERIFY(readSecretFile(path, 5));
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    QVERIFY(!readSecretFile(path));
}

void TestSecretFile::folderThatCannotBeWrittenIsReported()
{
    const auto written = writeSecretFile(QStringLiteral("/nonexistent/secret"), Secret::copyOf("secret"));
    QVERIFY(!written);
    QVERIFY(written.error().context.startsWith(QStringLiteral("/nonexistent/secret: ")));
}

QTEST_GUILESS_MAIN(TestSecretFile)
#include "tst_secretfile.moc"
