#include "base/onetimepassword.h"

#include <QTest>

using namespace keydesk;

class TestOneTimePassword : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hotpOfRfc4226AppendixD();
    void totpOfRfc6238AppendixB_data();
    void totpOfRfc6238AppendixB();
    void timeStepChangesExactlyAtItsEdge();
    void timeBefore1970IsTheFirstStep();
    void base32OfRfc4648Section10_data();
    void base32OfRfc4648Section10();
    void base32AsPeopleTypeIt();
    void wrongBase32IsRefused_data();
    void wrongBase32IsRefused();
};

void TestOneTimePassword::hotpOfRfc4226AppendixD()
{
    const QByteArrayList expected{"755224", "287082", "359152", "969429", "338314",
                                  "254676", "287922", "162583", "399871", "520489"};
    for (int counter = 0; counter < expected.size(); ++counter)
        QCOMPARE(hotp("12345678901234567890", static_cast<quint64>(counter)), expected[counter]);
}

void TestOneTimePassword::totpOfRfc6238AppendixB_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<Hash>("hash");
    QTest::addColumn<QByteArray>("expected");
    struct Row
    {
        qint64 seconds;
        const char* sha1;
        const char* sha256;
        const char* sha512;
    };
    for (const Row& row :
         {Row{59, "94287082", "46119246", "90693936"}, Row{1111111109, "07081804", "68084774", "25091201"},
          Row{1111111111, "14050471", "67062674", "99943326"}, Row{1234567890, "89005924", "91819424", "93441116"},
          Row{2000000000, "69279037", "90698825", "38618901"}, Row{20000000000, "65353130", "77737706", "47863826"}}) {
        QTest::addRow("SHA-1 at %lld", row.seconds) << row.seconds << Hash::Sha1 << QByteArray(row.sha1);
        QTest::addRow("SHA-256 at %lld", row.seconds) << row.seconds << Hash::Sha256 << QByteArray(row.sha256);
        QTest::addRow("SHA-512 at %lld", row.seconds) << row.seconds << Hash::Sha512 << QByteArray(row.sha512);
    }
}

void TestOneTimePassword::totpOfRfc6238AppendixB()
{
    QFETCH(qint64, seconds);
    QFETCH(Hash, hash);
    QFETCH(QByteArray, expected);
    // The key is as long as the hash (erratum 2866).
    const qsizetype length = hash == Hash::Sha1 ? 20 : hash == Hash::Sha256 ? 32 : 64;
    const QByteArray secret = QByteArray("1234567890").repeated(7).left(length);
    const OtpParameters parameters{.hash = hash, .digits = 8};
    QCOMPARE(hotp(secret, timeStep(instantFrom(seconds * 1000), parameters), parameters), expected);
}

void TestOneTimePassword::timeStepChangesExactlyAtItsEdge()
{
    QCOMPARE(timeStep(instantFrom(29'999)), quint64(0));
    QCOMPARE(timeStep(instantFrom(30'000)), quint64(1));
    QCOMPARE(timeStep(instantFrom(59'999), {.period = std::chrono::seconds(60)}), quint64(0));
    QCOMPARE(timeStep(instantFrom(60'000), {.period = std::chrono::seconds(60)}), quint64(1));
}

void TestOneTimePassword::timeBefore1970IsTheFirstStep()
{
    QCOMPARE(timeStep(instantFrom(-1)), quint64(0));
}

void TestOneTimePassword::base32OfRfc4648Section10_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("padded");
    for (const auto& [bytes, padded] : {std::pair{"", ""},
                                        {"f", "MY======"},
                                        {"fo", "MZXQ===="},
                                        {"foo", "MZXW6==="},
                                        {"foob", "MZXW6YQ="},
                                        {"fooba", "MZXW6YTB"},
                                        {"foobar", "MZXW6YTBOI======"}})
        QTest::addRow("'%s'", bytes) << QByteArray(bytes) << QByteArray(padded);
}

void TestOneTimePassword::base32OfRfc4648Section10()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, padded);
    QByteArray bare = padded;
    bare.replace('=', "");
    QCOMPARE(base32(bytes), bare);
    for (const QByteArray& form : {padded, bare, bare.toLower()}) {
        const auto decoded = fromBase32(form);
        QVERIFY(decoded);
        QCOMPARE(decoded->view(), QByteArrayView(bytes));
    }
}

void TestOneTimePassword::base32AsPeopleTypeIt()
{
    const auto decoded = fromBase32("mzxw 6ytb OI");
    QVERIFY(decoded);
    QCOMPARE(decoded->view(), QByteArrayView("foobar"));
}

void TestOneTimePassword::wrongBase32IsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("digit one") << QByteArray("MZXW1YTB");
    QTest::newRow("letter after padding") << QByteArray("MY==MY==");
    QTest::newRow("one character") << QByteArray("M");
    QTest::newRow("three characters") << QByteArray("MZX");
    QTest::newRow("six characters") << QByteArray("MZXW6Y");
    QTest::newRow("bits left over") << QByteArray("MZ");
    QTest::newRow("NUL") << QByteArray("MY\0MY", 5);
    QTest::newRow("not ASCII") << QByteArray("MZXW6YT\xc3\xbc");
    QTest::newRow("hyphen") << QByteArray("MZXW-6YTB");
}

void TestOneTimePassword::wrongBase32IsRefused()
{
    QFETCH(QByteArray, text);
    QVERIFY(!fromBase32(text));
}

QTEST_GUILESS_MAIN(TestOneTimePassword)
#include "tst_onetimepassword.moc"
