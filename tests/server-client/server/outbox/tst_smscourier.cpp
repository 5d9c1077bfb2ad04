#include "fakes/testserver.h"
#include "outbox/outboxsettings.h"
#include "outbox/smscourier.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>
#include <QUrlQuery>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using Outcome = Delivery::Outcome;

namespace {

const std::atomic<bool> goOn{false};
const QString words = u"\"123456\" & ığ=ş\nsecond {number} line"_s;

Parcel parcel(const QString& number = u"+905551234567"_s)
{
    return {.id = MessageId{u"m"_s}, .recipient = number, .locale = u"tr"_s, .text = {{}, words}, .created = {}};
}

} // namespace

/// Against a real HTTPS server.
class SmsCourierTest : public QObject
{
    Q_OBJECT

private:
    TestAuthority m_authority;
    const TestAuthority::Pair m_certificate = m_authority.issue({.names = {u"DNS:localhost"_s}});

    SmsSettings settingsFor(const TestServer& server) const
    {
        SmsSettings settings;
        settings.url = u"https://localhost:"_s % QString::number(server.port()) % u"/send?account=7"_s;
        settings.body = u"{\"to\": \"{number}\", \"text\": \"{text}\"}"_s;
        settings.caFile = m_authority.file();
        return settings;
    }

private Q_SLOTS:
    void jsonArrives()
    {
        QTemporaryDir folder;
        QFile header(folder.filePath(u"header"_s));
        QVERIFY(header.open(QIODevice::WriteOnly) && header.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
        header.write("Authorization: Bearer abc\n");
        header.close();
        TestServer server(u"sms-gateway"_s, m_certificate);
        SmsSettings settings = settingsFor(server);
        settings.headerFile = header.fileName();
        SmsCourier courier(settings);
        const Delivery delivery = courier.deliver(parcel(), goOn);
        QVERIFY2(delivery.outcome == Outcome::Delivered, qPrintable(delivery.problem));
        QVERIFY(server.waitFor(1));
        const QJsonObject request = server.received().first();
        QCOMPARE(request[u"path"].toString(), u"/send?account=7"_s);
        QCOMPARE(request[u"headers"][u"content-type"].toString(), u"application/json"_s);
        QCOMPARE(request[u"headers"][u"authorization"].toString(), u"Bearer abc"_s);
        const QJsonObject body = QJsonDocument::fromJson(request[u"body"].toString().toUtf8()).object();
        QCOMPARE(body[u"to"].toString(), u"+905551234567"_s);
        QCOMPARE(body[u"text"].toString(), words);
    }

    void aFormArrives()
    {
        TestServer server(u"sms-gateway"_s, m_certificate);
        SmsSettings settings = settingsFor(server);
        settings.form = SmsSettings::Form::UrlEncoded;
        settings.body = u"to={number}&text={text}&from=Keydesk"_s;
        SmsCourier courier(settings);
        QVERIFY(courier.deliver(parcel(), goOn).outcome == Outcome::Delivered);
        QVERIFY(server.waitFor(1));
        const QUrlQuery form(server.received().first()[u"body"].toString());
        QCOMPARE(form.queryItemValue(u"to"_s, QUrl::FullyDecoded), u"+905551234567"_s);
        QCOMPARE(form.queryItemValue(u"text"_s, QUrl::FullyDecoded), words);
        QCOMPARE(form.queryItems().size(), 3);
    }

    void answers_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("expected");
        QTest::addColumn<int>("outcome");
        QTest::newRow("200") << 200 << 0 << int(Outcome::Delivered);
        QTest::newRow("202") << 202 << 0 << int(Outcome::Delivered);
        QTest::newRow("202 where 202 is right") << 202 << 202 << int(Outcome::Delivered);
        QTest::newRow("200 where 202 is right") << 200 << 202 << int(Outcome::TryLater);
        QTest::newRow("302 is not followed") << 302 << 0 << int(Outcome::TryLater);
        QTest::newRow("400") << 400 << 0 << int(Outcome::Refused);
        QTest::newRow("401") << 401 << 0 << int(Outcome::TryLater);
        QTest::newRow("429") << 429 << 0 << int(Outcome::TryLater);
        QTest::newRow("503") << 503 << 0 << int(Outcome::TryLater);
        QTest::newRow("broken") << 0 << 0 << int(Outcome::TryLater);
    }
    void answers()
    {
        QFETCH(int, status);
        QFETCH(int, expected);
        TestServer server(u"sms-gateway"_s, m_certificate, {u"--statuses"_s, QString::number(status)});
        SmsSettings settings = settingsFor(server);
        settings.expectedStatus = expected;
        SmsCourier courier(settings);
        const Delivery delivery = courier.deliver(parcel(), goOn);
        QTEST(int(delivery.outcome), "outcome");
        QCOMPARE(delivery.problem.isEmpty(), delivery.outcome == Outcome::Delivered);
        QVERIFY(server.waitFor(1));
        QCOMPARE(server.received().size(), 1);
    }

    void aWrongCertificateGetsNothing()
    {
        TestAuthority others;
        TestServer server(u"sms-gateway"_s, others.issue());
        SmsCourier courier(settingsFor(server));
        QVERIFY(courier.deliver(parcel(), goOn).outcome == Outcome::TryLater);
        QVERIFY(server.received().isEmpty());
    }

    void aNumberThatIsNoneIsRefused_data()
    {
        QTest::addColumn<QString>("number");
        QTest::newRow("no plus") << u"905551234567"_s;
        QTest::newRow("two") << u"+905551234567,+905551234568"_s;
        QTest::newRow("letters") << u"+90555abc"_s;
        QTest::newRow("line break") << u"+905551234567\n"_s;
        QTest::newRow("empty") << QString();
    }
    void aNumberThatIsNoneIsRefused()
    {
        QFETCH(QString, number);
        TestServer server(u"sms-gateway"_s, m_certificate);
        SmsCourier courier(settingsFor(server));
        QVERIFY(courier.deliver(parcel(number), goOn).outcome == Outcome::Refused);
        QVERIFY(server.received().isEmpty());
    }

    void settingsMustFit_data()
    {
        QTest::addColumn<QByteArray>("toml");
        QTest::addColumn<bool>("isOk");
        QTest::newRow("none") << QByteArray() << true;
        QTest::newRow("good") << QByteArray("[sms]\nurl = \"https://sms.example.org/send\"\n") << true;
        QTest::newRow("no TLS") << QByteArray("[sms]\nurl = \"http://sms.example.org/send\"\n") << false;
        QTest::newRow("no text") << QByteArray("[sms]\nurl = \"https://sms.example.org\"\nbody = \"{number}\"\n")
                                 << false;
        QTest::newRow("unknown form") << QByteArray(
                                             "[sms]\nurl = \"https://sms.example.org\"\ncontent_type = \"text/xml\"\n")
                                      << false;
    }
    void settingsMustFit()
    {
        QFETCH(QByteArray, toml);
        const Result<Settings> values = Settings::parse(toml, u"test.toml"_s, outboxSettings);
        QVERIFY(values);
        const auto sms = SmsSettings::from(*values);
        QTEST(sms.isOk(), "isOk");
        if (sms)
            QCOMPARE(sms->has_value(), !toml.isEmpty());
    }
};

QTEST_GUILESS_MAIN(SmsCourierTest)
#include "tst_smscourier.moc"
