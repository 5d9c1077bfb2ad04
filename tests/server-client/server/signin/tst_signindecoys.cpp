#include "signinstand.h"

#include "protocol/wire.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A step as the client sees it, without what differs between any two ceremonies.
QJsonObject shapeOf(const SignInStep& step)
{
    QJsonObject json = wire::toJson(step);
    for (auto member = json.begin(); member != json.end(); ++member)
        if (member.key() == u"ceremony" || member.key() == u"expires" || member.key() == u"id")
            member.value() = QJsonValue::Null;
    QJsonArray choices = json[u"choices"].toArray();
    for (auto choice : choices) {
        QJsonObject object = choice.toObject();
        const QString hint = object[u"hint"].toString();
        static const QRegularExpression letter(u"^[a-z0-9](?=•)"_s);
        static const QRegularExpression digits(u"[0-9]{2}$"_s);
        object[u"hint"] = QString(hint).replace(letter, u"x"_s).replace(digits, u"00"_s);
        choice = object;
    }
    json[u"choices"] = choices;
    if (QJsonObject delivery = json[u"delivery"].toObject(); !delivery.isEmpty()) {
        for (const QString& name : {u"expires"_s, u"hint"_s, u"resendAfter"_s})
            delivery[name] = QJsonValue::Null;
        json[u"delivery"] = delivery;
    }
    return json;
}

QJsonObject shapeOf(const Error& error)
{
    QJsonObject json = wire::toJson(error);
    QJsonObject inner = json[u"error"].toObject();
    if (inner[u"retryAfter"].toInt() > 0)
        inner[u"retryAfter"] = 1;
    json[u"error"] = inner;
    return json;
}

QJsonObject shapeOf(const Result<SignInProgress>& result)
{
    return result ? shapeOf(result->step) : shapeOf(result.error());
}

QByteArray text(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

/// Nobody learns from sign-in whether a user name exists.
class SignInDecoysTest : public QObject
{
    Q_OBJECT

    static QStringList hints(SignInStand& stand, const QString& name)
    {
        QStringList hints;
        const auto started = stand.start(stand.desktop, name);
        if (started)
            for (const MethodChoice& choice : started->step.choices)
                hints.append(choice.hint);
        return hints;
    }

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void aStrangersAnswersAreTheSame_data()
    {
        QTest::addColumn<QList<QList<Method>>>("factors");
        using F = QList<QList<Method>>;
        QTest::newRow("password") << F{{Method::Password}};
        QTest::newRow("password, then mail") << F{{Method::Password}, {Method::MailCode}};
        QTest::newRow("password or mail") << F{{Method::Password, Method::MailCode}};
        QTest::newRow("password or SMS or mail")
            << F{{Method::Password, Method::SmsCode, Method::MailCode}, {Method::SoftOtp}};
        QTest::newRow("soft OTP, which she does not have") << F{{Method::SoftOtp}, {Method::Password}};
    }

    void aStrangersAnswersAreTheSame()
    {
        QFETCH(QList<QList<Method>>, factors);
        SignInStand stand;
        stand.addProfile(factors);
        stand.addUser(u"ada"_s);
        stand.setDisabled(stand.addUser(u"alan"_s), true);

        // The same script for somebody, nobody and somebody disabled, each at a place of their own.
        QList<QByteArrayList> transcripts;
        QList<quint64> checks;
        for (const QString& name : {u"ada"_s, u"nobody"_s, u"alan"_s}) {
            const Caller caller = SignInStand::callerAt(u"kiosk of "_s + name, u"192.0.2.77"_s);
            const quint64 before = stand.directory.passwordChecks();
            QByteArrayList transcript;
            for (int round = 0; round < 3; ++round) {
                const auto started = stand.start(caller, name);
                transcript.append(text(shapeOf(started)));
                if (!started)
                    continue;
                for (const Method method : {Method::MailCode, Method::SmsCode, Method::Password, Method::SoftOtp})
                    transcript.append(text(shapeOf(stand.service.sendCode(caller, started->step.ceremony, method))));
                for (const char* guess : {"guess", "000000", "12"})
                    for (const Method method : {Method::Password, Method::MailCode, Method::SmsCode, Method::SoftOtp})
                        transcript.append(text(shapeOf(stand.answer(caller, started->step, method, guess))));
            }
            transcripts.append(transcript);
            checks.append(stand.directory.passwordChecks() - before);
        }
        QCOMPARE(transcripts[1], transcripts[0]);
        QCOMPARE(transcripts[2], transcripts[0]);
        QCOMPARE(checks[1], checks[0]);
        QCOMPARE(checks[2], checks[0]);
    }

    void hintsOfNobodyLookLikeAnybodys()
    {
        SignInStand stand;
        stand.addProfile({{Method::Password, Method::MailCode, Method::SmsCode}});
        stand.addUser(u"ada"_s);
        stand.addUser(u"grace"_s);
        static const QRegularExpression mail(u"^[a-z]•••@example\\.org$"_s);
        static const QRegularExpression mobile(u"^••• •• [0-9]{2}$"_s);
        QSet<QString> mobiles;
        for (const QString& name : {u"ada"_s, u"nobody"_s, u"somebody"_s, u"çağlar"_s, u"who"_s}) {
            const QStringList shown = hints(stand, name);
            QCOMPARE(shown.size(), 3);
            QVERIFY(shown[0].isEmpty());
            QVERIFY2(mail.match(shown[1]).hasMatch(), qPrintable(shown[1]));
            QVERIFY2(mobile.match(shown[2]).hasMatch(), qPrintable(shown[2]));
            mobiles.insert(shown[2]);
            QCOMPARE(hints(stand, name.toUpper()), shown);
        }
        QVERIFY(mobiles.size() > 2);
        QCOMPARE(hints(stand, u"nobody"_s)[1], u"n•••@example.org"_s);
    }

    void hintsStayTheSame()
    {
        SignInStand stand;
        stand.addProfile({{Method::Password, Method::MailCode, Method::SmsCode}});
        stand.addUser(u"ada"_s);
        const QStringList before = hints(stand, u"nobody"_s);
        stand.advance(48h);
        SignInService restarted(
            {stand.store(), stand.directory, stand.factors, stand.profiles, stand.sealer, stand.random, {}});
        QCOMPARE(hints(stand, u"nobody"_s), before);
    }

    void nothingIsSentToNobody()
    {
        SignInStand stand;
        stand.addProfile({{Method::Password, Method::MailCode}});
        stand.addUser(u"ada"_s);
        const SignInStep step = stand.start(u"nobody"_s)->step;
        const auto sent = stand.sendCode(step, Method::MailCode);
        QVERIFY(sent);
        QVERIFY(sent->step.delivery);
        QCOMPARE(sent->step.delivery->sendsLeft, 3);
        QCOMPARE(stand.sendCode(step, Method::MailCode).error().code, ErrorCode::RateLimited);
        QVERIFY(stand.newMessages().isEmpty());
        QCOMPARE(stand.auditEvents(), QStringList{u"sign_in.code_withheld"_s});
    }

    void noAnswerOfNobodyIsRight()
    {
        SignInStand stand;
        stand.addProfile({{Method::Password, Method::MailCode}});
        const User ada = stand.addUser(u"ada"_s);
        const SignInStep step = stand.start(u"nobody"_s)->step;
        QVERIFY(stand.sendCode(step, Method::MailCode));
        // Even a method that would say yes to nobody is not believed.
        class Yes final : public FactorMethod
        {
        public:
            Method method() const override { return Method::Password; }
            bool isAvailable(Transaction&, const FactorSubject&) const override { return true; }
            QString hint(Transaction&, const FactorSubject&) const override { return {}; }
            Result<std::optional<CodeDelivery>> send(Transaction&, const Caller&, const FactorSubject&) override
            {
                return std::optional<CodeDelivery>{};
            }
            std::optional<CodeDelivery> pending(Transaction&, const FactorSubject&) const override { return {}; }
            Result<FactorProof> check(const Caller&, const FactorSubject&, const Secret&) override
            {
                return FactorProof{};
            }
        } yes;
        stand.factors.add(yes);
        const auto refused = stand.answer(step, Method::Password, "anything");
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::SignInRefused);
        QCOMPARE(refused.error().details.value(u"triesLeft"_s).toInt(), 4);
    }

    void unknownNamesAreNotWrittenDown()
    {
        SignInStand stand;
        stand.addProfile({{Method::Password}});
        for (int i = 0; i < 2; ++i) {
            const SignInStep step = stand.start(u"hunter2hunter2"_s)->step; // A password, typed too early.
            QVERIFY(!stand.answer(step, Method::Password, "hunter2hunter2"));
        }
        const auto records = stand.auditRecords();
        QCOMPARE(records.size(), 2);
        QVERIFY(records[0].subject.isEmpty());
        QCOMPARE(records[0].details.value(u"unknownName"_s).toString().size(), 16);
        QCOMPARE(records[0].details.value(u"unknownName"_s), records[1].details.value(u"unknownName"_s));
        QVERIFY(!text(records[0].details).contains("hunter2"));
    }

    void withoutAnyPersonADecoyStillAsks()
    {
        SignInStand stand;
        stand.addProfile({{Method::Password, Method::MailCode}});
        const auto started = stand.start(u"nobody"_s);
        QVERIFY(started);
        QVERIFY(!started->step.choices.isEmpty());
    }

    void aFactorThatTheServiceHasNotIsSaidToEverybody()
    {
        SignInStand stand;
        Factors none;
        SignInService bare({stand.store(), stand.directory, none, stand.profiles, stand.sealer, stand.random, {}});
        stand.addProfile({{Method::Password}});
        stand.addUser(u"ada"_s);
        for (const QString& name : {u"ada"_s, u"nobody"_s})
            QCOMPARE(bare.start(stand.kiosk, {.userName = name, .locale = u"en"_s}).error().code,
                     ErrorCode::FactorsUnsatisfiable);
    }
};

QTEST_GUILESS_MAIN(SignInDecoysTest)
#include "tst_signindecoys.moc"
