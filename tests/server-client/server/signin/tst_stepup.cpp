#include "signinstand.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

/// A fresh strong proof for somebody who is signed in.
class StepUpTest : public QObject
{
    Q_OBJECT

    struct SignedIn
    {
        SignInStand stand;
        User ada;
        SignInProgress progress;
        Caller caller;

        SignedIn()
        {
            stand.addProfile({{Method::Password}});
            ada = stand.addUser(u"ada"_s);
            stand.strong.give(ada.id, u"phone"_s);
            progress = stand.signIn(stand.kiosk, u"ada"_s);
            caller = *stand.authenticate(stand.kiosk, progress);
        }
        Result<void> requireProof()
        {
            const Caller now = *stand.authenticate(stand.kiosk, progress);
            return stand.store().read(
                [&](Transaction& transaction) { return requireStrongProof(transaction, stand.factors, now); });
        }
    };

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void aStrongProofIsRenewed()
    {
        SignedIn in;
        QCOMPARE(in.requireProof().error().code, ErrorCode::StepUpRequired);
        const auto step = in.stand.service.startStepUp(in.caller);
        QVERIFY(step);
        QCOMPARE(step->step.factorCount, 1);
        QCOMPARE(step->step.choices.size(), 1);
        QCOMPARE(step->step.choices.first().method, Method::SoftOtp);

        const auto finished = in.stand.answer(in.caller, step->step, Method::SoftOtp, StrongMethod::word());
        QVERIFY(finished);
        QVERIFY(finished->step.isDone);
        QVERIFY(!finished->accessToken);
        QCOMPARE(finished->tokenExpires, in.progress.tokenExpires);
        QVERIFY(in.requireProof());
        in.stand.advance(5min + 1s);
        QCOMPARE(in.requireProof().error().code, ErrorCode::StepUpRequired);
        QCOMPARE(in.stand.auditEvents(), (QStringList{u"sign_in.succeeded"_s, u"step_up.succeeded"_s}));
        QCOMPARE(in.stand.auditRecords().last().actor, u"ada"_s);
        QCOMPARE(codeOf(in.stand.answer(in.caller, step->step, Method::SoftOtp, StrongMethod::word())),
                 ErrorCode::CeremonyEnded);
    }

    void theRegistrationOfACredentialIsAProof()
    {
        SignedIn in;
        const auto tell = [&](auto&& what) {
            QVERIFY(in.stand.store().write([&](Transaction& transaction) -> Result<void> {
                what(transaction);
                return done();
            }));
        };
        tell([&](Transaction& transaction) {
            in.stand.factors.credentialProved(transaction, in.caller, Method::WebAuthn, u"key"_s);
        });
        QVERIFY(in.requireProof());
        in.stand.advance(5min + 1s);
        QCOMPARE(in.requireProof().error().code, ErrorCode::StepUpRequired);

        tell([&](Transaction& transaction) {
            in.stand.factors.credentialProved(transaction, in.caller, Method::SoftOtp, u"other phone"_s);
        });
        QVERIFY(in.requireProof());
        tell([&](Transaction& transaction) {
            in.stand.factors.credentialGone(transaction, in.ada.id, u"other phone"_s);
        });
        QVERIFY(in.stand.authenticate(in.stand.kiosk, in.progress)); // It was not signed in with it.
        QCOMPARE(in.requireProof().error().code, ErrorCode::StepUpRequired);

        // A sign-in that ended while the registration was finished is nobody's to prove.
        QVERIFY(in.stand.service.signOut(in.caller));
        tell([&](Transaction& transaction) {
            in.stand.factors.credentialProved(transaction, in.caller, Method::WebAuthn, u"another key"_s);
        });
        QVERIFY(!in.stand.authenticate(in.stand.kiosk, in.progress));
    }

    void wrongAnswersEndTheStepUpAndNotTheSignIn()
    {
        SignedIn in;
        const SignInStep step = in.stand.service.startStepUp(in.caller)->step;
        for (int left = 4; left >= 0; --left) {
            const auto refused = in.stand.answer(in.caller, step, Method::SoftOtp, "000000");
            QCOMPARE(codeOf(refused), ErrorCode::CodeRefused);
            QCOMPARE(refused.error().details.value(u"triesLeft"_s).toInt(), left);
        }
        QCOMPARE(codeOf(in.stand.answer(in.caller, step, Method::SoftOtp, StrongMethod::word())),
                 ErrorCode::CeremonyEnded);
        QVERIFY(in.stand.authenticate(in.stand.kiosk, in.progress));
        QCOMPARE(in.requireProof().error().code, ErrorCode::StepUpRequired);
        QCOMPARE(in.stand.auditEvents().last(), u"step_up.ended"_s);
    }

    void withoutAStrongMethodThereIsNone()
    {
        SignedIn in;
        in.stand.strong.take(in.ada.id);
        QCOMPARE(codeOf(in.stand.service.startStepUp(in.caller)), ErrorCode::FactorsUnsatisfiable);
        QVERIFY(in.requireProof()); // and none is asked for
    }

    void nobodySignedInHasNone()
    {
        SignedIn in;
        QCOMPARE(codeOf(in.stand.service.startStepUp(in.stand.kiosk)), ErrorCode::TokenInvalid);
        Caller nowhere = in.caller;
        nowhere.installation.reset();
        QCOMPARE(codeOf(in.stand.service.startStepUp(nowhere)), ErrorCode::InstallationUnknown);
    }

    void itRenewsItsOwnSignInOnly()
    {
        SignedIn in;
        const SignInProgress other = in.stand.signIn(in.stand.kiosk, u"ada"_s);
        const Caller otherCaller = *in.stand.authenticate(in.stand.kiosk, other);
        const SignInStep step = in.stand.service.startStepUp(in.caller)->step;
        QCOMPARE(codeOf(in.stand.answer(otherCaller, step, Method::SoftOtp, StrongMethod::word())),
                 ErrorCode::CeremonyEnded);
        QVERIFY(in.stand.answer(in.caller, step, Method::SoftOtp, StrongMethod::word()));
        QVERIFY(in.requireProof());
        QVERIFY(!in.stand.authenticate(in.stand.kiosk, other)->strongProofAt);
    }

    void afterSigningOutItIsInVain()
    {
        SignedIn in;
        const SignInStep step = in.stand.service.startStepUp(in.caller)->step;
        QVERIFY(in.stand.service.signOut(in.caller));
        QCOMPARE(codeOf(in.stand.answer(in.stand.kiosk, step, Method::SoftOtp, StrongMethod::word())),
                 ErrorCode::TokenInvalid);
        QVERIFY(!in.stand.authenticate(in.stand.kiosk, in.progress));
    }

    void aGoneCredentialTakesTheStrongProofAlongAndNotTheSignIn()
    {
        SignedIn in;
        const SignInStep step = in.stand.service.startStepUp(in.caller)->step;
        QVERIFY(in.stand.answer(in.caller, step, Method::SoftOtp, StrongMethod::word()));
        QVERIFY(in.stand.store().write([&](Transaction& transaction) -> Result<void> {
            in.stand.factors.credentialGone(transaction, in.ada.id, u"phone"_s);
            return done();
        }));
        const auto caller = in.stand.authenticate(in.stand.kiosk, in.progress);
        QVERIFY(caller);
        QVERIFY(!caller->strongProofAt);
    }
};

QTEST_GUILESS_MAIN(StepUpTest)
#include "tst_stepup.moc"
