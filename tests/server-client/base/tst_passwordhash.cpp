#include "base/passwordhash.h"

#include <QFile>
#include <QTest>

using namespace keydesk;

class TestPasswordHash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hashNamesItsParameters();
    void onlyTheSamePasswordMatches();
    void hashOfAnotherProgramMatches();
    void malformedHashNeverMatches_data();
    void malformedHashNeverMatches();
    void decoyCostsTheSameAndNeverMatches();
};

void TestPasswordHash::hashNamesItsParameters()
{
    QVERIFY(hashPassword(Secret::copyOf("correct horse")).startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
}

void TestPasswordHash::onlyTheSamePasswordMatches()
{
    const Secret password = Secret::copyOf("correct horse");
    const QByteArray hash = hashPassword(password);
    QVERIFY(passwordMatches(hash, password));
    QVERIFY(!passwordMatches(hash, Secret::copyOf("correct Horse")));
    QVERIFY(!passwordMatches(hash, Secret()));
    QVERIFY(hash != hashPassword(password)); // A salt of its own each time.
}

void TestPasswordHash::hashOfAnotherProgramMatches()
{
    // Made with OpenSSL's Argon2id: password "password", salt "somesalt8bytes16".
    QFile file(QStringLiteral(KEYDESK_TEST_DATA "/argon2id.txt"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(passwordMatches(file.readAll().trimmed(), Secret::copyOf("password")));
}

void TestPasswordHash::malformedHashNeverMatches_data()
{
    QTest::addColumn<QByteArray>("hash");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("correct horse");
    QTest::newRow("cut") << hashPassword(Secret::copyOf("correct horse")).chopped(1);
    QTest::newRow("long") << QByteArray("$argon2id$v=19$m=19456,t=2,p=1$") + QByteArray(5000, 'A');
    QTest::newRow("NUL") << QByteArray("$argon2id$\0", 11);
}

void TestPasswordHash::malformedHashNeverMatches()
{
    QFETCH(QByteArray, hash);
    QVERIFY(!passwordMatches(hash, Secret::copyOf("correct horse")));
}

void TestPasswordHash::decoyCostsTheSameAndNeverMatches()
{
    const QByteArray decoy = decoyPasswordHash();
    const QByteArray real = hashPassword(Secret::copyOf("correct horse"));
    QCOMPARE(decoy.size(), real.size());
    QCOMPARE(decoy.left(31), real.left(31)); // The parameters, which are the cost.
    QVERIFY(!passwordMatches(decoy, Secret::copyOf("correct horse")));
    QVERIFY(!passwordMatches(decoy, Secret()));
}

QTEST_GUILESS_MAIN(TestPasswordHash)
#include "tst_passwordhash.moc"
