#include "keyproofbench.h"

using namespace keydesk;
using Bench = KeyProofBench;
using namespace Qt::Literals::StringLiterals;
using Ask = KeyPrompt::Ask;
using Problem = KeyProofView::Problem;
using Purpose = KeyProofView::Purpose;
using State = KeyProofView::State;

/// Sign-ins and strong proofs of which a security key is only a part, or the whole.
class TstKeyStepUp : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keySaysWhoSignsIn()
    {
        Bench bench;
        QVERIFY(bench.reachNameless());
        QVERIFY(bench.view().isNameless);
        QVERIFY(!bench.view().canChooseAnother);
        QVERIFY(bench.devices.last().request.allowed.isEmpty());
        bench.devices.askPin({.key = {u"1"_s}});
        QCOMPARE(bench.view().prompt.ask, Ask::Pin);
        bench.page().enterPin(Bench::secret("1234"));
        QCOMPARE(bench.devices.pinsGiven, QList<QByteArray>{"1234"});
        bench.devices.askAccount({{.id = "other", .userHandle = {}}, {.id = "ada's", .userHandle = {}}});
        QCOMPARE(bench.view().prompt.accounts.size(), 2);
        bench.page().chooseAccount("ada's");
        QCOMPARE(bench.devices.accountChosen, "ada's");
        bench.answer();
        QVERIFY(bench.arrives(PanelPage::Home));
        QCOMPARE(bench.apis.signedIn, u"ada@example.org"_s);
    }

    void withoutTheCapabilityThereIsNoSuchDoor()
    {
        PanelFixture fixture;
        QVERIFY(fixture.start());
        QVERIFY(!fixture.panel.signIn().view().canUseKey);
        fixture.panel.signIn().useKey();
        QCOMPARE(fixture.apis.count(u"startSignIn"_s), 0);
    }

    void troubleAtTheBeginningKeepsTheWish()
    {
        Bench bench;
        QVERIFY(bench.start());
        bench.apis.failNext(u"startSignIn"_s, bench.error(ErrorCode::Unreachable));
        bench.panel.signIn().useKey();
        QVERIFY(bench.arrives(PanelPage::Trouble));
        bench.panel.trouble().retry();
        QVERIFY(bench.arrives(PanelPage::KeyProof));
        QVERIFY(bench.view().isNameless);
    }

    void serviceThatAsksForNoKeyAnyMoreSaysSo()
    {
        Bench bench;
        QVERIFY(bench.start());
        bench.apis.failNext(u"startSignIn"_s, bench.error(ErrorCode::FactorsUnsatisfiable));
        bench.panel.signIn().useKey();
        QTRY_COMPARE(bench.panel.signIn().view().problem, SignInView::Problem::FactorsUnsatisfiable);
        QVERIFY(bench.enterPassword());
        QVERIFY(bench.arrives(PanelPage::Code));
    }

    void passwordAfterANamelessKeyNeedsNoName()
    {
        Bench bench;
        bench.apis.namelessProfile = {{Method::WebAuthn}, {Method::Password}};
        QVERIFY(bench.reachNameless());
        bench.answer();
        QVERIFY(bench.arrives(PanelPage::SignIn));
        QVERIFY(bench.panel.signIn().view().isNameless);
        QVERIFY(bench.panel.signIn().view().userName.isEmpty());
        bench.panel.signIn().submit({}, nullptr);
        QCOMPARE(bench.panel.signIn().view().problem, SignInView::Problem::PasswordMissing);
        bench.panel.signIn().submit({}, Bench::secret("correct horse"));
        QVERIFY(bench.arrives(PanelPage::Home));
    }

    void strongProofByKey()
    {
        Bench bench;
        bench.apis.stepUpMethods = {Method::WebAuthn};
        QVERIFY(bench.reach());
        bench.answer();
        QVERIFY(bench.arrives(PanelPage::Home) && bench.openKeys());
        bench.apis.needsStepUp = true;
        bench.panel.keyList().add();
        QVERIFY(bench.arrives(PanelPage::KeyProof) && bench.begins(u"makeAssertion"_s));
        QCOMPARE(bench.view().purpose, Purpose::StepUp);
        QVERIFY(!bench.view().isNameless);
        bench.answer();
        QVERIFY(bench.arrives(PanelPage::RegisterKey));
        QVERIFY(bench.begins(u"chooseKey"_s));
    }

    void refusedStrongProofLeadsToTheList()
    {
        Bench bench;
        bench.apis.stepUpMethods = {Method::WebAuthn, Method::SoftOtp}; // There is no phone.
        QVERIFY(bench.signInByKey());
        QVERIFY(bench.openKeys());
        bench.apis.needsStepUp = true;
        bench.apis.tries = 1;
        bench.panel.keyList().add();
        QVERIFY(bench.arrives(PanelPage::KeyProof) && bench.begins(u"makeAssertion"_s));
        bench.answer("somebody's");
        QVERIFY(bench.arrives(PanelPage::KeyList));
        QCOMPARE(bench.panel.keyList().view().notice, KeyListView::Notice::NotProved);
    }

    void anotherProofStaysAStepUp()
    {
        Bench bench;
        bench.apis.stepUpMethods = {Method::WebAuthn, Method::MailCode};
        QVERIFY(bench.signInByKey());
        QVERIFY(bench.openKeys());
        bench.apis.needsStepUp = true;
        bench.panel.keyList().add();
        QVERIFY(bench.arrives(PanelPage::Code));
        QCOMPARE(bench.panel.code().view().purpose, CodeView::Purpose::StepUp);
        QTRY_COMPARE(bench.panel.code().view().state, CodeView::State::Choosing);
        bench.panel.code().choose(Method::WebAuthn);
        QVERIFY(bench.arrives(PanelPage::KeyProof));
        bench.page().chooseAnother();
        QVERIFY(bench.arrives(PanelPage::Code));
        QCOMPARE(bench.panel.code().view().purpose, CodeView::Purpose::StepUp);
        QCOMPARE(bench.apis.count(u"startStepUp"_s), 1);
        bench.panel.code().choose(Method::WebAuthn);
        QVERIFY(bench.arrives(PanelPage::KeyProof));
        bench.page().back();
        QVERIFY(bench.arrives(PanelPage::KeyList));
        QCOMPARE(bench.panel.keyList().view().notice, KeyListView::Notice::None);
    }
};

QTEST_GUILESS_MAIN(TstKeyStepUp)
#include "tst_keystepup.moc"
