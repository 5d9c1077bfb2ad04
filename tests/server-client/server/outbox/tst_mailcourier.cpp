#include "fakes/testserver.h"
#include "outbox/mailcourier.h"
#include "outbox/outboxsettings.h"

#include <QFile>
#include <QTest>
#include <thread>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using Outcome = Delivery::Outcome;

namespace {

const std::atomic<bool> goOn{false};

Parcel parcel(const QString& recipient = u"ada@example.org"_s)
{
    return {.id = MessageId{u"message-1"_s},
            .recipient = recipient,
            .locale = u"tr"_s,
            .text = {u"Oturum açma kodunuz"_s, u"Kod: 123456\n.\nığüşöç\n"_s},
            .created = instantFrom(1767607210123)};
}

QString secretFile(const QTemporaryDir& folder, const QByteArray& content)
{
    QFile file(folder.filePath(u"secret"_s));
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        qFatal("Cannot write %s", qPrintable(file.fileName()));
    file.write(content);
    return file.fileName();
}

} // namespace

/// Against a real SMTP server with TLS.
class MailCourierTest : public QObject
{
    Q_OBJECT

private:
    TestAuthority m_authority;
    TestAuthority m_otherAuthority;
    const TestAuthority::Pair m_certificate = m_authority.issue({.names = {u"DNS:localhost"_s}});
    const TestAuthority::Pair m_otherCertificate = m_otherAuthority.issue({.names = {u"DNS:mail.example.org"_s}});

    MailSettings settingsFor(const TestServer& server, const QString& scheme = u"smtp"_s) const
    {
        return {.server = scheme % u"://localhost:"_s % QString::number(server.port()),
                .sender = {u"keydesk@example.org"_s, u"Örnek A.Ş."_s},
                .user = {},
                .passwordFile = {},
                .caFile = m_authority.file()};
    }

private Q_SLOTS:
    void aMailArrivesAsItWasMeant_data()
    {
        QTest::addColumn<QString>("scheme");
        QTest::newRow("STARTTLS") << u"smtp"_s;
        QTest::newRow("TLS from the start") << u"smtps"_s;
    }
    void aMailArrivesAsItWasMeant()
    {
        QFETCH(QString, scheme);
        TestServer server(u"mail-server"_s, m_certificate,
                          scheme == u"smtps" ? QStringList{u"--implicit-tls"_s} : QStringList());
        MailCourier courier(settingsFor(server, scheme));
        const Delivery delivery = courier.deliver(parcel(), goOn);
        QVERIFY2(delivery.outcome == Outcome::Delivered, qPrintable(delivery.problem));
        QVERIFY(server.waitFor(1));
        const QJsonObject mail = server.received().first();
        QCOMPARE(mail[u"from"].toString(), u"keydesk@example.org"_s);
        QCOMPARE(mail[u"recipients"].toArray(), QJsonArray{u"ada@example.org"_s});
        QCOMPARE(mail[u"tls"].toBool(), scheme == u"smtp"); // aiosmtpd notes STARTTLS only.
        QVERIFY(mail[u"defects"].toArray().isEmpty());
        QCOMPARE(mail[u"body"].toString(), u"Kod: 123456\r\n.\r\nığüşöç\r\n"_s);
        const QJsonObject headers = mail[u"headers"].toObject();
        QCOMPARE(headers[u"Subject"].toString(), u"Oturum açma kodunuz"_s);
        QCOMPARE(headers[u"From"].toString(), u"\"Örnek A.Ş.\" <keydesk@example.org>"_s);
        QCOMPARE(headers[u"Message-ID"].toString(), u"<message-1@example.org>"_s);
        QCOMPARE(headers[u"Auto-Submitted"].toString(), u"auto-generated"_s);
    }

    void severalMailsUseOneConnectionAndRestClosesIt()
    {
        TestServer server(u"mail-server"_s, m_certificate);
        MailCourier courier(settingsFor(server));
        QVERIFY(courier.deliver(parcel(), goOn).outcome == Outcome::Delivered);
        QVERIFY(courier.deliver(parcel(u"grace@example.org"_s), goOn).outcome == Outcome::Delivered);
        courier.rest();
        QVERIFY(courier.deliver(parcel(u"alan@example.org"_s), goOn).outcome == Outcome::Delivered);
        QVERIFY(server.waitFor(3));
    }

    void aServerThatDoesNotProveItselfGetsNothing_data()
    {
        QTest::addColumn<bool>("isOtherName");
        QTest::addColumn<bool>("isOtherAuthority");
        QTest::newRow("certificate for another name") << true << false;
        QTest::newRow("unknown authority") << false << true;
    }
    void aServerThatDoesNotProveItselfGetsNothing()
    {
        QFETCH(bool, isOtherName);
        QFETCH(bool, isOtherAuthority);
        TestServer server(u"mail-server"_s, isOtherName ? m_otherCertificate : m_certificate);
        MailSettings settings = settingsFor(server);
        settings.caFile = isOtherName || isOtherAuthority ? m_otherAuthority.file() : m_authority.file();
        MailCourier courier(settings);
        const Delivery delivery = courier.deliver(parcel(), goOn);
        QVERIFY(delivery.outcome == Outcome::TryLater);
        QVERIFY(!delivery.problem.isEmpty());
        const Result<void> check = courier.check();
        QVERIFY(!check);
        QCOMPARE(check.error().code, ErrorCode::CertificateWrong);
        QVERIFY(server.received().isEmpty());
    }

    void withoutTlsNothingIsSent()
    {
        TestServer server(u"mail-server"_s, m_certificate, {u"--no-tls"_s});
        MailCourier courier(settingsFor(server));
        QVERIFY(courier.deliver(parcel(), goOn).outcome == Outcome::TryLater);
        QVERIFY(!courier.check());
        QVERIFY(server.received().isEmpty());
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("answers");
        QTest::addColumn<QString>("refusal");
        QTest::addColumn<int>("outcome");
        QTest::newRow("450 recipient") << QString() << u"450 4.2.1 busy"_s << int(Outcome::TryLater);
        QTest::newRow("550 recipient") << QString() << u"550 5.1.1 no such user"_s << int(Outcome::Refused);
        QTest::newRow("530 recipient") << QString() << u"530 authentication required"_s << int(Outcome::TryLater);
        QTest::newRow("451 after the contents") << u"451"_s << QString() << int(Outcome::TryLater);
        QTest::newRow("554 after the contents") << u"554"_s << QString() << int(Outcome::Refused);
        QTest::newRow("connection lost") << u"drop"_s << QString() << int(Outcome::TryLater);
        QTest::newRow("answer lost") << u"take-and-drop"_s << QString() << int(Outcome::TryLater);
    }
    void refusals()
    {
        QFETCH(QString, answers);
        QFETCH(QString, refusal);
        QStringList arguments{u"--answers"_s, answers};
        if (!refusal.isEmpty())
            arguments += QStringList{u"--refuse-recipient"_s, u"ada@example.org"_s, u"--refusal"_s, refusal};
        TestServer server(u"mail-server"_s, m_certificate, arguments);
        MailCourier courier(settingsFor(server));
        const Delivery delivery = courier.deliver(parcel(), goOn);
        QTEST(int(delivery.outcome), "outcome");
        QVERIFY(!delivery.problem.isEmpty());
        QVERIFY(!delivery.problem.contains(u"ada@example.org"_s));
        // The next mail is not harmed.
        const Delivery next = courier.deliver(parcel(u"grace@example.org"_s), goOn);
        QVERIFY2(next.outcome == Outcome::Delivered, qPrintable(next.problem));
    }

    void nobodyAnswers()
    {
        MailSettings settings;
        {
            TestServer server(u"mail-server"_s, m_certificate);
            settings = settingsFor(server);
        }
        MailCourier courier(settings);
        QVERIFY(courier.deliver(parcel(), goOn).outcome == Outcome::TryLater);
        QCOMPARE(courier.check().error().code, ErrorCode::Unavailable);
    }

    void aSilentServerCostsNoMoreThanTheLimit()
    {
        TestServer server(u"mail-server"_s, m_certificate, {u"--answers"_s, u"stall"_s});
        MailCourier courier(settingsFor(server));
        Parcel slow = parcel();
        slow.timeLimit = std::chrono::milliseconds{1500};
        QElapsedTimer timer;
        timer.start();
        QVERIFY(courier.deliver(slow, goOn).outcome == Outcome::TryLater);
        QVERIFY(timer.elapsed() < 10000);
    }

    void stoppingInterruptsATransfer()
    {
        TestServer server(u"mail-server"_s, m_certificate, {u"--answers"_s, u"stall"_s});
        MailCourier courier(settingsFor(server));
        std::atomic<bool> shouldStop{true};
        QElapsedTimer timer;
        timer.start();
        QVERIFY(courier.deliver(parcel(), shouldStop).outcome == Outcome::TryLater);
        QVERIFY(timer.elapsed() < 15000);
    }

    void userAndPasswordComeFromAFile()
    {
        QTemporaryDir folder;
        TestServer server(u"mail-server"_s, m_certificate,
                          {u"--user"_s, u"keydesk"_s, u"--password"_s, u"pässword"_s});
        MailSettings settings = settingsFor(server);
        settings.user = u"keydesk"_s;
        settings.passwordFile = secretFile(folder, "pässword\n");
        MailCourier courier(settings);
        QVERIFY(courier.check());
        const Delivery delivery = courier.deliver(parcel(), goOn);
        QVERIFY2(delivery.outcome == Outcome::Delivered, qPrintable(delivery.problem));
        QVERIFY(server.waitFor(1));
        QCOMPARE(server.received().first()[u"user"].toString(), u"keydesk"_s);

        secretFile(folder, "other\n");
        courier.rest();
        const Delivery refused = courier.deliver(parcel(), goOn);
        QVERIFY(refused.outcome == Outcome::TryLater); // Somebody can mend it.
        QVERIFY(!refused.problem.contains(u"other"_s));
        QVERIFY(!courier.check());
    }

    void settingsMustFit_data()
    {
        QTest::addColumn<QByteArray>("toml");
        QTest::addColumn<bool>("isOk");
        QTest::newRow("none") << QByteArray() << true;
        QTest::newRow("good") << QByteArray("[mail]\nserver = \"smtp://localhost:587\"\nfrom = \"a@example.org\"\n")
                              << true;
        QTest::newRow("scheme") << QByteArray("[mail]\nserver = \"http://localhost\"\nfrom = \"a@example.org\"\n")
                                << false;
        QTest::newRow("bare name") << QByteArray("[mail]\nserver = \"localhost\"\nfrom = \"a@example.org\"\n") << false;
        QTest::newRow("password in it") << QByteArray(
                                               "[mail]\nserver = \"smtp://u:p@localhost\"\nfrom = \"a@example.org\"\n")
                                        << false;
        QTest::newRow("no sender") << QByteArray("[mail]\nserver = \"smtp://localhost\"\n") << false;
        QTest::newRow("user without password")
            << QByteArray("[mail]\nserver = \"smtp://localhost\"\nfrom = \"a@example.org\"\nuser = \"u\"\n") << false;
    }
    void settingsMustFit()
    {
        QFETCH(QByteArray, toml);
        const Result<Settings> values = Settings::parse(toml, u"test.toml"_s, outboxSettings);
        QVERIFY(values);
        const auto mail = MailSettings::from(*values, u"Example"_s);
        QTEST(mail.isOk(), "isOk");
        if (mail)
            QCOMPARE(mail->has_value(), !toml.isEmpty());
    }
};

QTEST_GUILESS_MAIN(MailCourierTest)
#include "tst_mailcourier.moc"
