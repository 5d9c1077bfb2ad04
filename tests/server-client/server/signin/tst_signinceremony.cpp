#include "signinstand.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QList<QList<Method>> passwordThenMail{{Method::Password}, {Method::MailCode}};

QList<Method> methodsOf(const SignInStep& step)
{
    QList<Method> methods;
    for (const MethodChoice& choice : step.choices)
        methods.append(choice.method);
    return methods;
}

int triesLeft(const Result<SignInProgress>& result)
{
    return result.error().details.value(u"triesLeft"_s).toInt(-1);
}

} // namespace

class SignInCeremonyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void passwordAndMailCodeMakeASignIn()
    {
        SignInStand stand;
        stand.addProfile(passwordThenMail);
        const User ada = stand.addUser(u"ada"_s);

        const auto started = stand.start(u" ADA "_s, u"tr-TR"_s);
        QVERIFY(started);
        QCOMPARE(started->step.factor, 1);
        QCOMPARE(started->step.factorCount, 2);
        QCOMPARE(started->step.triesLeft, 5);
        QCOMPARE(methodsOf(started->step), QList{Method::Password});
        QVERIFY(!started->step.delivery);
        QVERIFY(!started->accessToken);
        QVERIFY(stand.newMessages().isEmpty());

        const auto second = stand.answer(started->step, Method::Password, SignInStand::rightPassword());
        QVERIFY(second);
        QCOMPARE(second->step.ceremony, started->step.ceremony);
        QCOMPARE(second->step.factor, 2);
        QCOMPARE(second->step.triesLeft, 5);
        QCOMPARE(methodsOf(second->step), QList{Method::MailCode});
        QCOMPARE(second->step.choices.first().hint, u"a•••@example.org"_s);
        QVERIFY(second->step.delivery);
        QCOMPARE(second->step.delivery->hint, u"a•••@example.org"_s);
        QCOMPARE(second->step.delivery->resendAfter, 30s);
        QCOMPARE(second->step.delivery->sendsLeft, 3);

        const auto messages = stand.newMessages();
        QCOMPARE(messages.size(), 1);
        QCOMPARE(messages.first().recipient, u"ada@example.org"_s);
        QCOMPARE(messages.first().textId, u"mail.sign_in_code"_s);
        QCOMPARE(messages.first().locale, u"tr"_s);
        QCOMPARE(messages.first().variables.value(u"minutes"_s), u"5"_s);
        QCOMPARE(messages.first().variables.value(u"place"_s), stand.kiosk.installationName);
        const QByteArray code = messages.first().variables.value(u"code"_s).toLatin1();
        QCOMPARE(code.size(), 6);

        const auto finished = stand.answer(second->step, Method::MailCode, code);
        QVERIFY(finished);
        QVERIFY(finished->step.isDone);
        QVERIFY(finished->step.choices.isEmpty());
        QVERIFY(finished->accessToken);
        QCOMPARE(finished->accessToken->size(), std::size_t(43));

        const auto caller = stand.authenticate(stand.kiosk, *finished);
        QVERIFY(caller);
        QCOMPARE(*caller->user, ada.id);
        QCOMPARE(caller->userName, u"ada"_s);
        QVERIFY(!caller->strongProofAt);

        QCOMPARE(stand.auditEvents(), (QStringList{u"sign_in.code_sent"_s, u"sign_in.succeeded"_s}));
        const AuditRecord last = stand.auditRecords().last();
        QCOMPARE(last.actor, u"ada"_s);
        QCOMPARE(last.subject, u"ada"_s);
        QCOMPARE(last.details.value(u"methods"_s).toArray(), (QJsonArray{u"password"_s, u"mail_code"_s}));
    }

    void fiveWrongAnswersEndIt()
    {
        SignInStand stand;
        stand.addProfile(passwordThenMail);
        stand.addUser(u"ada"_s);
        const SignInStep step = stand.start(u"ada"_s)->step;
        for (int left = 4; left >= 0; --left) {
            const auto refused = stand.answer(step, Method::Password, "wrong");
            QCOMPARE(codeOf(refused), ErrorCode::SignInRefused);
            QCOMPARE(triesLeft(refused), left);
        }
        QCOMPARE(codeOf(stand.answer(step, Method::Password, SignInStand::rightPassword())), ErrorCode::CeremonyEnded);
        QCOMPARE(stand.auditEvents(), (QStringList(5, u"sign_in.refused"_s) << u"sign_in.ended"_s));
    }

    void triesCountOverAllFactors()
    {
        SignInStand stand;
        stand.addProfile(passwordThenMail);
        stand.addUser(u"ada"_s);
        SignInStep step = stand.start(u"ada"_s)->step;
        for (int i = 0; i < 3; ++i)
            QCOMPARE(codeOf(stand.answer(step, Method::Password, "wrong")), ErrorCode::SignInRefused);
        step = stand.answer(step, Method::Password, SignInStand::rightPassword())->step;
        QCOMPARE(step.triesLeft, 2);
        QCOMPARE(triesLeft(stand.answer(step, Method::MailCode, "abc")), 1);
        QCOMPARE(triesLeft(stand.answer(step, Method::MailCode, "abc")), 0);
        QCOMPARE(codeOf(stand.answer(step, Method::MailCode, stand.newCode())), ErrorCode::CeremonyEnded);
    }

    void withoutAProfileNobodySignsIn()
    {
        SignInStand stand;
        const User ada = stand.addUser(u"ada"_s);
        QCOMPARE(codeOf(stand.start(u"ada"_s)), ErrorCode::NoRegistrationProfile);
        QCOMPARE(codeOf(stand.start(u"nobody"_s)), ErrorCode::NoRegistrationProfile);
        ApplicationProfile sso;
        sso.name = u"SSO"_s;
        sso.type = ProfileType::Sso;
        sso.factors = {{Method::Password}};
        QVERIFY(stand.store().write([&](Transaction& transaction) { return stand.profiles.create(transaction, sso); }));
        QCOMPARE(codeOf(stand.start(u"ada"_s)), ErrorCode::NoRegistrationProfile);
    }

    void aMissingFactorIsToldAfterTheRightPasswordOnly()
    {
        SignInStand stand;
        stand.addProfile({{Method::Password}, {Method::MailCode}, {Method::SoftOtp}});
        stand.addUser(u"ada"_s);
        const auto started = stand.start(u"ada"_s);
        QVERIFY(started);
        QCOMPARE(started->step.factorCount, 3);
        QCOMPARE(codeOf(stand.answer(started->step, Method::Password, "wrong")), ErrorCode::SignInRefused);
        QCOMPARE(codeOf(stand.answer(started->step, Method::Password, SignInStand::rightPassword())),
                 ErrorCode::FactorsUnsatisfiable);
        QCOMPARE(codeOf(stand.answer(started->step, Method::Password, SignInStand::rightPassword())),
                 ErrorCode::CeremonyEnded);
        QVERIFY(stand.newMessages().isEmpty());
        QCOMPARE(stand.auditRecords().last().details.value(u"reason"_s).toString(), u"factors_unsatisfiable"_s);
    }

    void whoFitsNoProfileIsToldAfterTheRightPasswordOnly()
    {
        SignInStand stand;
        stand.addProfile(passwordThenMail, {u"staff"_s});
        stand.addUser(u"ada"_s);
        stand.addUser(u"grace"_s, {u"staff"_s});
        const auto started = stand.start(u"ada"_s);
        QVERIFY(started);
        QCOMPARE(started->step.factorCount, 2);
        QCOMPARE(codeOf(stand.answer(started->step, Method::Password, "wrong")), ErrorCode::SignInRefused);
        QCOMPARE(codeOf(stand.answer(started->step, Method::Password, SignInStand::rightPassword())),
                 ErrorCode::FactorsUnsatisfiable);
        QVERIFY(stand.signIn(stand.kiosk, u"grace"_s).step.isDone);
    }

    void theProfileFollowsTheGroup()
    {
        SignInStand stand;
        stand.addProfile(passwordThenMail, {u"staff"_s});
        stand.addProfile({{Method::Password}});
        stand.addUser(u"ada"_s, {u"staff"_s});
        stand.addUser(u"grace"_s, {u"guests"_s});
        QCOMPARE(stand.start(u"ada"_s)->step.factorCount, 2);
        QCOMPARE(stand.start(u"grace"_s)->step.factorCount, 1);
        QVERIFY(stand.signIn(stand.kiosk, u"grace"_s).accessToken);
    }

    void aChangedProfileDoesNotChangeACeremony()
    {
        SignInStand stand;
        const ProfileId profile = stand.addProfile(passwordThenMail).id;
        stand.addUser(u"ada"_s);
        const SignInStep step = stand.start(u"ada"_s)->step;
        QVERIFY(
            stand.store().write([&](Transaction& transaction) { return stand.profiles.remove(transaction, profile); }));
        stand.addProfile({{Method::Password}});
        const auto second = stand.answer(step, Method::Password, SignInStand::rightPassword());
        QVERIFY(second);
        QVERIFY(!second->step.isDone);
        QVERIFY(stand.answer(second->step, Method::MailCode, stand.newCode())->step.isDone);
    }

    void aFinishedCeremonyIsNotRepeated()
    {
        SignInStand stand;
        stand.addProfile(passwordThenMail);
        stand.addUser(u"ada"_s);
        const SignInStep first = stand.start(u"ada"_s)->step;
        const SignInStep second = stand.answer(first, Method::Password, SignInStand::rightPassword())->step;
        const QByteArray code = stand.newCode();
        QVERIFY(stand.answer(second, Method::MailCode, code)->step.isDone);
        QCOMPARE(codeOf(stand.answer(second, Method::MailCode, code)), ErrorCode::CeremonyEnded);
        QCOMPARE(codeOf(stand.answer(first, Method::Password, SignInStand::rightPassword())), ErrorCode::CeremonyEnded);
        QCOMPARE(codeOf(stand.sendCode(second, Method::MailCode)), ErrorCode::CeremonyEnded);
        QCOMPARE(stand.count(u"access_tokens"_s), 1);

        // A code belongs to its ceremony.
        const SignInStep other =
            stand.answer(stand.start(u"ada"_s)->step, Method::Password, SignInStand::rightPassword())->step;
        QCOMPARE(codeOf(stand.answer(other, Method::MailCode, code)), ErrorCode::CodeRefused);
    }

    void anEarlierFactorIsNotAnsweredAgain()
    {
        SignInStand stand;
        stand.addProfile(passwordThenMail);
        stand.addUser(u"ada"_s);
        const SignInStep step = stand.start(u"ada"_s)->step;
        QVERIFY(stand.answer(step, Method::Password, SignInStand::rightPassword()));
        const auto again = stand.answer(step, Method::Password, SignInStand::rightPassword());
        QCOMPARE(codeOf(again), ErrorCode::InvalidRequest);
        QCOMPARE(again.error().details.value(u"field"_s).toString(), u"method"_s);
    }

    void aCeremonyBelongsToItsInstallation()
    {
        SignInStand stand;
        stand.addProfile(passwordThenMail);
        stand.addUser(u"ada"_s);
        const SignInStep step = stand.start(u"ada"_s)->step;
        QCOMPARE(codeOf(stand.answer(stand.desktop, step, Method::Password, SignInStand::rightPassword())),
                 ErrorCode::CeremonyEnded);
        QCOMPARE(codeOf(stand.service.sendCode(stand.desktop, step.ceremony, Method::MailCode)),
                 ErrorCode::CeremonyEnded);
        QCOMPARE(stand.service.cancel(stand.desktop, step.ceremony).error().code, ErrorCode::CeremonyEnded);
        QVERIFY(stand.answer(step, Method::Password, SignInStand::rightPassword()));
        SignInStep unknown = step;
        unknown.ceremony = {u"AAAAAAAAAAAAAAAAAAAAAA"_s};
        QCOMPARE(codeOf(stand.answer(unknown, Method::Password, SignInStand::rightPassword())),
                 ErrorCode::CeremonyEnded);
        Caller nowhere = stand.kiosk;
        nowhere.installation.reset();
        QCOMPARE(codeOf(stand.start(nowhere, u"ada"_s)), ErrorCode::InstallationUnknown);
    }

    void aCeremonyLivesTenMinutes()
    {
        SignInStand stand;
        stand.addProfile({{Method::Password}});
        stand.addUser(u"ada"_s);
        const SignInStep early = stand.start(u"ada"_s)->step;
        const SignInStep late = stand.start(u"ada"_s)->step;
        stand.advance(9min + 50s);
        QVERIFY(stand.answer(early, Method::Password, SignInStand::rightPassword()));
        stand.advance(11s);
        QCOMPARE(codeOf(stand.answer(late, Method::Password, SignInStand::rightPassword())), ErrorCode::CeremonyEnded);
        QVERIFY(stand.service.removeExpired());
        QCOMPARE(stand.count(u"ceremonies"_s), 0);
        QCOMPARE(stand.count(u"ceremony_proofs"_s), 0);
        QCOMPARE(codeOf(stand.answer(late, Method::Password, SignInStand::rightPassword())), ErrorCode::CeremonyEnded);
    }

    void whatIsNoChoiceTakesNoTry()
    {
        SignInStand stand;
        stand.addProfile(passwordThenMail);
        stand.addUser(u"ada"_s);
        const SignInStep step = stand.start(u"ada"_s)->step;
        QCOMPARE(codeOf(stand.answer(step, Method::MailCode, "123456")), ErrorCode::InvalidRequest);
        QCOMPARE(codeOf(stand.answer(step, Method::Password, "")), ErrorCode::InvalidRequest);
        QCOMPARE(codeOf(stand.service.answer(stand.kiosk,
                                             {.ceremony = step.ceremony, .method = Method::Password, .answer = {}})),
                 ErrorCode::InvalidRequest);
        QCOMPARE(codeOf(stand.sendCode(step, Method::Password)), ErrorCode::InvalidRequest);
        QCOMPARE(codeOf(stand.sendCode(step, Method::SmsCode)), ErrorCode::InvalidRequest);
        QCOMPARE(triesLeft(stand.answer(step, Method::Password, "wrong")), 4);
    }

    void aBusyServiceTakesNoTry()
    {
        SignInStand stand;
        stand.addProfile({{Method::Password}});
        stand.addUser(u"ada"_s);
        const Directory crowded(stand.store(), stand.random, {.parallel = 0, .wait = std::chrono::milliseconds{0}});
        PasswordMethod busy({crowded, stand.factors}); // takes the place of the other one
        const SignInStep step = stand.start(u"ada"_s)->step;
        const auto refused = stand.answer(step, Method::Password, SignInStand::rightPassword());
        QCOMPARE(codeOf(refused), ErrorCode::Busy);
        QVERIFY(refused.error().retryAfter > 0s);
        stand.factors.add(stand.password);
        QCOMPARE(triesLeft(stand.answer(step, Method::Password, "wrong")), 4);
    }

    void disablingStopsACeremony()
    {
        SignInStand stand;
        stand.addProfile(passwordThenMail);
        const User ada = stand.addUser(u"ada"_s);
        const SignInStep first = stand.start(u"ada"_s)->step;
        const SignInStep second = stand.answer(first, Method::Password, SignInStand::rightPassword())->step;
        const QByteArray code = stand.newCode();
        stand.setDisabled(ada, true);
        QCOMPARE(codeOf(stand.answer(second, Method::MailCode, code)), ErrorCode::CodeRefused);
        const SignInStep other = stand.start(u"ada"_s)->step;
        QCOMPARE(codeOf(stand.answer(other, Method::Password, SignInStand::rightPassword())), ErrorCode::SignInRefused);
    }

    void cancelling()
    {
        SignInStand stand;
        stand.addProfile(passwordThenMail);
        stand.addUser(u"ada"_s);
        const SignInStep step = stand.start(u"ada"_s)->step;
        QVERIFY(stand.service.cancel(stand.kiosk, step.ceremony));
        QCOMPARE(stand.service.cancel(stand.kiosk, step.ceremony).error().code, ErrorCode::CeremonyEnded);
        QCOMPARE(codeOf(stand.answer(step, Method::Password, SignInStand::rightPassword())), ErrorCode::CeremonyEnded);
        QCOMPARE(stand.auditEvents(), QStringList{u"sign_in.ended"_s});
    }

    void whatIsNoUserNameIsRefusedAtOnce()
    {
        SignInStand stand;
        stand.addProfile(passwordThenMail);
        for (const QString& name : {u"   "_s, u"a b"_s, u"a\tb"_s, QString(300, u'a')}) {
            const auto refused = stand.start(name);
            QCOMPARE(codeOf(refused), ErrorCode::InvalidRequest);
            QCOMPARE(refused.error().details.value(u"field"_s).toString(), u"userName"_s);
        }
        QCOMPARE(codeOf(stand.start(u""_s)),
                 ErrorCode::FactorsUnsatisfiable); // No profile asks for a key, which could say it.
        QCOMPARE(stand.count(u"ceremonies"_s), 0);
    }

    void withAChoiceNothingIsSentUnasked()
    {
        SignInStand stand;
        stand.addProfile({{Method::Password}, {Method::MailCode, Method::SmsCode}});
        stand.addUser(u"ada"_s);
        const SignInStep step =
            stand.answer(stand.start(u"ada"_s)->step, Method::Password, SignInStand::rightPassword())->step;
        QCOMPARE(methodsOf(step), (QList{Method::MailCode, Method::SmsCode}));
        QCOMPARE(step.choices[1].hint, u"••• •• 01"_s);
        QVERIFY(!step.delivery);
        QVERIFY(stand.newMessages().isEmpty());
        const auto sent = stand.sendCode(step, Method::SmsCode);
        QVERIFY(sent);
        QVERIFY(sent->step.delivery);
        QCOMPARE(sent->step.delivery->method, Method::SmsCode);
        const auto messages = stand.newMessages();
        QCOMPARE(messages.size(), 1);
        QCOMPARE(messages.first().channel, OutgoingMessage::Channel::Sms);
        QCOMPARE(messages.first().textId, u"sms.sign_in_code"_s);
        QCOMPARE(messages.first().recipient, u"+905551234501"_s);
        QVERIFY(
            stand.answer(step, Method::SmsCode, messages.first().variables.value(u"code"_s).toLatin1())->step.isDone);
    }

    void onlyWhatThePersonHasIsOffered()
    {
        SignInStand stand;
        stand.addProfile({{Method::Password}, {Method::SoftOtp, Method::SmsCode, Method::MailCode}});
        User ada;
        ada.userName = u"ada"_s;
        ada.mail = u"ada@example.org"_s;
        stand.addUser(ada);
        const SignInStep step =
            stand.answer(stand.start(u"ada"_s)->step, Method::Password, SignInStand::rightPassword())->step;
        QCOMPARE(methodsOf(step), QList{Method::MailCode});
        QVERIFY(step.delivery);
    }

    void anInstanceTakesTheNextStepOfAnother()
    {
        SignInStand stand;
        stand.addProfile(passwordThenMail);
        stand.addUser(u"ada"_s);
        SignInService other(
            {stand.store(), stand.directory, stand.factors, stand.profiles, stand.sealer, stand.random, {}});
        const SignInStep step = stand.start(u"ada"_s)->step;
        const auto second = other.answer(
            stand.kiosk,
            {.ceremony = step.ceremony, .method = Method::Password, .answer = shared(SignInStand::rightPassword())});
        QVERIFY(second);
        QVERIFY(stand.answer(second->step, Method::MailCode, stand.newCode())->step.isDone);
    }
};

QTEST_GUILESS_MAIN(SignInCeremonyTest)
#include "tst_signinceremony.moc"
