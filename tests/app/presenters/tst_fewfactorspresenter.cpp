#include "panelfixture.h"

using namespace keydesk;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

/// A visit that would end with too few good factors.
class TstFewFactorsPresenter : public QObject
{
    Q_OBJECT
private:
    struct Bench : PanelFixture
    {
        Bench() { apis.offerKeys(); }
        FakeApis::Person& ada() { return apis.people[u"ada@example.org"_s]; }
        const FewFactorsView& view() { return panel.fewFactors().view(); }
        bool signInWith(int keys)
        {
            for (int i = 0; i < keys; ++i)
                apis.addKey(u"ada@example.org"_s, QByteArray::number(i));
            return signIn();
        }
    };

private Q_SLOTS:
    void isSaidOnceInAVisit()
    {
        Bench bench;
        QVERIFY(bench.signInWith(1));
        bench.panel.signOut();
        QVERIFY(bench.arrives(PanelPage::FewFactors));
        QCOMPARE(bench.apis.count(u"signOut"_s), 0);
        QCOMPARE(bench.view().goodFactors, 1);
        QCOMPARE(bench.view().goodFactorsWanted, 2);
        QVERIFY(bench.view().canAddPhone);
        QVERIFY(bench.view().canAddKey);
        bench.panel.fewFactors().back();
        QVERIFY(bench.arrives(PanelPage::Home));
        bench.panel.signOut();
        QVERIFY(bench.arrives(PanelPage::SignedOut));
        bench.panel.signedOut().startAgain();
        QTRY_VERIFY(bench.panel.welcome().view().mayStart);
        QVERIFY(bench.signIn());
        bench.panel.signOut();
        QVERIFY(bench.arrives(PanelPage::FewFactors)); // Another visit.
    }

    void personMayLeaveAnyway()
    {
        Bench bench;
        QVERIFY(bench.signInWith(0));
        bench.panel.signOut();
        QVERIFY(bench.arrives(PanelPage::FewFactors));
        bench.panel.fewFactors().leaveAnyway();
        QVERIFY(bench.arrives(PanelPage::SignedOut));
        QTRY_COMPARE(bench.apis.count(u"signOut"_s), 1);
    }

    void signOutThereIsMeant()
    {
        Bench bench;
        QVERIFY(bench.signInWith(0));
        bench.panel.signOut();
        bench.panel.signOut();
        QVERIFY(bench.arrives(PanelPage::SignedOut));
    }

    void enoughNeedsNoWord()
    {
        Bench bench;
        QVERIFY(bench.signInWith(2));
        bench.panel.signOut();
        QVERIFY(bench.arrives(PanelPage::SignedOut));
    }

    void nothingToAddNeedsNoWord()
    {
        Bench bench;
        bench.ada().account.phonesAllowed = 0;
        bench.ada().account.securityKeysAllowed = 1;
        QVERIFY(bench.signInWith(1));
        bench.panel.signOut();
        QVERIFY(bench.arrives(PanelPage::SignedOut));
    }

    void onlyWhatTheServiceKnowsIsOffered()
    {
        PanelFixture fixture; // Without security keys.
        QVERIFY(fixture.signIn());
        fixture.panel.signOut();
        QVERIFY(fixture.arrives(PanelPage::FewFactors));
        QVERIFY(fixture.panel.fewFactors().view().canAddPhone);
        QVERIFY(!fixture.panel.fewFactors().view().canAddKey);
        fixture.panel.fewFactors().addKey();
        QCOMPARE(fixture.page(), PanelPage::FewFactors);
    }

    void addingLeadsToTheRegistrations()
    {
        Bench bench;
        QVERIFY(bench.signInWith(1));
        bench.panel.signOut();
        QVERIFY(bench.arrives(PanelPage::FewFactors));
        bench.panel.fewFactors().addKey();
        QVERIFY(bench.arrives(PanelPage::RegisterKey));
        Bench other;
        QVERIFY(other.signInWith(1));
        other.panel.signOut();
        QVERIFY(other.arrives(PanelPage::FewFactors));
        other.panel.fewFactors().addPhone();
        QVERIFY(other.arrives(PanelPage::GetApp));
    }

    void whatIsUnderWayIsGivenUp()
    {
        Bench bench;
        QVERIFY(bench.signInWith(1) && bench.openKeys() && bench.beginKey());
        bench.panel.signOut();
        QVERIFY(bench.arrives(PanelPage::FewFactors));
        QTRY_COMPARE(bench.devices.running(), 0);
        QTRY_VERIFY(!bench.apis.keyRegistration);
    }

    void openStrongProofIsGivenUp()
    {
        Bench bench;
        bench.apis.stepUpMethods = {Method::MailCode};
        QVERIFY(bench.signInWith(1) && bench.openKeys());
        bench.apis.needsStepUp = true;
        bench.panel.keyList().add();
        QVERIFY(bench.arrives(PanelPage::Code));
        QTRY_COMPARE(bench.panel.code().view().state, CodeView::State::Entering);
        bench.panel.signOut();
        QVERIFY(bench.arrives(PanelPage::FewFactors));
        QCOMPARE(bench.apis.count(u"cancelSignIn"_s), 1);
        bench.panel.fewFactors().back();
        QVERIFY(bench.arrives(PanelPage::Home));
    }

    void idleAndTroubleNeedNoWord()
    {
        Bench idle;
        QVERIFY(idle.signInWith(0));
        idle.panel.reset();
        QCOMPARE(idle.page(), PanelPage::Welcome);
        Bench trouble;
        QVERIFY(trouble.signInWith(0));
        trouble.apis.failNext(u"account"_s, {.code = ErrorCode::Unreachable, .context = {}});
        trouble.panel.home().open(HomeView::Door::Authenticator);
        QVERIFY(trouble.arrives(PanelPage::Trouble));
        trouble.panel.signOut();
        QCOMPARE(trouble.page(), PanelPage::SignedOut);
    }
};

QTEST_GUILESS_MAIN(TstFewFactorsPresenter)
#include "tst_fewfactorspresenter.moc"
