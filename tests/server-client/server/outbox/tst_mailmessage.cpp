#include "outbox/mailmessage.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

const MailSender service{u"keydesk@example.org"_s, u"Example Works"_s};

Parcel parcel(const QString& subject = u"Your code"_s, const QString& body = u"123456\n"_s)
{
    return {.id = MessageId{u"m1"_s},
            .recipient = u"ada@example.org"_s,
            .locale = u"en"_s,
            .text = {subject, body},
            .created = instantFrom(1767607210123)};
}

} // namespace

class MailMessageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMailIsOfTheForm()
    {
        const Result<QByteArray> mail = mailMessage(service, parcel());
        QVERIFY(mail);
        QCOMPARE(*mail, QByteArray("Date: Mon, 05 Jan 2026 10:00:10 +0000\r\n"
                                   "From: \"Example Works\" <keydesk@example.org>\r\n"
                                   "To: <ada@example.org>\r\n"
                                   "Subject: Your code\r\n"
                                   "Message-ID: <m1@example.org>\r\n"
                                   "Content-Language: en\r\n"
                                   "Auto-Submitted: auto-generated\r\n"
                                   "MIME-Version: 1.0\r\n"
                                   "Content-Type: text/plain; charset=utf-8\r\n"
                                   "Content-Transfer-Encoding: quoted-printable\r\n"
                                   "\r\n"
                                   "123456\r\n"));
    }

    void anAddressThatIsNoneIsRefused_data()
    {
        QTest::addColumn<QString>("address");
        QTest::newRow("line break") << u"ada@example.org\r\nBcc: alan@example.org"_s;
        QTest::newRow("line feed alone") << u"ada@example.org\nX: y"_s;
        QTest::newRow("leading line feed") << u"\nada@example.org"_s;
        QTest::newRow("second address") << u"ada@example.org,alan@example.org"_s;
        QTest::newRow("bracket") << u"ada@example.org>"_s;
        QTest::newRow("space") << u"ada lovelace@example.org"_s;
        QTest::newRow("NUL") << QString(u"ada@example.org"_s % QChar::Null);
        QTest::newRow("next line") << QString(u"ada@example.org"_s % QChar(0x85));
        QTest::newRow("line separator") << QString(u"ada@example.org"_s % QChar(QChar::LineSeparator));
        QTest::newRow("no at") << u"example.org"_s;
        QTest::newRow("nobody") << u"@example.org"_s;
        QTest::newRow("nowhere") << u"ada@"_s;
        QTest::newRow("empty") << QString();
        QTest::newRow("endless") << QString(QString(300, u'a') % u"@example.org"_s);
    }
    void anAddressThatIsNoneIsRefused()
    {
        QFETCH(QString, address);
        Parcel to = parcel();
        to.recipient = address;
        QVERIFY(!mailMessage(service, to));
        QVERIFY(!mailMessage({address, {}}, parcel()));
    }

    void aHeaderCannotBeSmuggledIn()
    {
        const Result<QByteArray> mail = mailMessage({u"keydesk@example.org"_s, u"Works\r\nBcc: <alan@example.org>"_s},
                                                    parcel(u"Code\r\nBcc: alan@example.org\r\n\r\nother body"_s));
        QVERIFY(mail);
        const QByteArray head = mail->left(mail->indexOf("\r\n\r\n"));
        QCOMPARE(head.count("\r\n"), 9);
        QCOMPARE(head.count('\n'), 9);
        QVERIFY(!head.contains("\r\nBcc"));
    }

    void headersAreEncodedWords_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("encoded");
        QTest::newRow("ASCII") << u"Your code"_s << QByteArray("Your code");
        QTest::newRow("Turkish") << u"Giriş kodunuz"_s << QByteArray("=?UTF-8?B?R2lyacWfIGtvZHVudXo=?=");
        QTest::newRow("looks encoded") << u"=?UTF-8?Q?x?="_s << QByteArray("=?UTF-8?B?PT9VVEYtOD9RP3g/PQ==?=");
        QTest::newRow("tab") << u"a\tb"_s << QByteArray("a b");
        QTest::newRow("long") << QString(80, u'a')
                              << "=?UTF-8?B?" + QByteArray(45, 'a').toBase64() + "?=\r\n =?UTF-8?B?" +
                                     QByteArray(35, 'a').toBase64() + "?=";
    }
    void headersAreEncodedWords()
    {
        QFETCH(QString, text);
        QTEST(encodedHeader(text), "encoded");
    }

    void anEncodedWordIsShortAndCutsNoCharacter()
    {
        const QString text = u"ş😀"_s.repeated(60);
        QString decoded;
        for (const QByteArray& word : encodedHeader(text).split('\n')) {
            const QByteArray trimmed = word.trimmed();
            QVERIFY(trimmed.size() <= 75);
            const QString part = QString::fromUtf8(QByteArray::fromBase64(trimmed.mid(10).chopped(2)));
            QVERIFY(!part.contains(QChar::ReplacementCharacter));
            decoded += part;
        }
        QCOMPARE(decoded, text);
    }

    void bodiesAreQuotedPrintable_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("encoded");
        QTest::newRow("plain") << u"one\ntwo\n"_s << QByteArray("one\r\ntwo\r\n");
        QTest::newRow("no last line break") << u"one"_s << QByteArray("one\r\n");
        QTest::newRow("CRLF stays one line break") << u"one\r\ntwo\n"_s << QByteArray("one\r\ntwo\r\n");
        QTest::newRow("equals sign") << u"a=b"_s << QByteArray("a=3Db\r\n");
        QTest::newRow("Turkish") << u"ığ"_s << QByteArray("=C4=B1=C4=9F\r\n");
        QTest::newRow("blank at the end") << u"a \nb\t\n"_s << QByteArray("a=20\r\nb=09\r\n");
        QTest::newRow("a lone dot") << u".\n"_s << QByteArray(".\r\n"); // libcurl doubles it.
        QTest::newRow("carriage return alone") << u"a\rb"_s << QByteArray("a=0Db\r\n");
        QTest::newRow("75") << QString(75, u'x') << QByteArray(75, 'x') + "\r\n";
        QTest::newRow("77") << QString(77, u'x') << QByteArray(75, 'x') + "=\r\nxx\r\n";
    }
    void bodiesAreQuotedPrintable()
    {
        QFETCH(QString, text);
        QTEST(quotedPrintable(text), "encoded");
        for (const QByteArray& line : quotedPrintable(text).split('\n'))
            QVERIFY(line.size() <= 77); // 76 and the carriage return.
    }
};

QTEST_GUILESS_MAIN(MailMessageTest)
#include "tst_mailmessage.moc"
