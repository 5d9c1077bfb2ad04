#include "presenters/panelflow.h"

#include <QTest>

using namespace keydesk;

class TstPanelFlow : public QObject
{
    Q_OBJECT
private:
    const FlowFacts m_all{.isEnrolled = true,
                          .isOpen = true,
                          .isSignedIn = true,
                          .canAddPhone = true,
                          .canAddKey = true,
                          .factor = {2, 2},
                          .keyStep = 2};

    PanelFlow at(std::initializer_list<FlowEvent> events) const
    {
        PanelFlow flow;
        for (const FlowEvent event : events)
            if (!flow.go(event, m_all))
                qFatal("The flow does not go on at event %d", static_cast<int>(event));
        return flow;
    }

private Q_SLOTS:
    void firstVisitGoesThroughEveryPageInOrder()
    {
        PanelFlow flow;
        const QList<std::pair<FlowEvent, PanelPage>> way{
            {FlowEvent::Started, PanelPage::SignIn},
            {FlowEvent::CodeNeeded, PanelPage::Code},
            {FlowEvent::SignedIn, PanelPage::Home},
            {FlowEvent::PhonesOpened, PanelPage::PhoneList},
            {FlowEvent::PhoneAddWanted, PanelPage::GetApp},
            {FlowEvent::AppAtHand, PanelPage::Scan},
            {FlowEvent::PhoneRegistered, PanelPage::Registered},
            {FlowEvent::Done, PanelPage::Home},
            {FlowEvent::SignedOut, PanelPage::SignedOut},
            {FlowEvent::Started, PanelPage::Welcome},
        };
        for (const auto& [event, page] : way) {
            QVERIFY(flow.go(event, m_all));
            QCOMPARE(flow.page(), page);
        }
    }

    void firstKeyGoesThroughEveryPageInOrder()
    {
        PanelFlow flow;
        const QList<std::pair<FlowEvent, PanelPage>> way{
            {FlowEvent::Started, PanelPage::SignIn},
            {FlowEvent::KeyNeeded, PanelPage::KeyProof},
            {FlowEvent::PasswordNeeded, PanelPage::SignIn},
            {FlowEvent::CodeNeeded, PanelPage::Code},
            {FlowEvent::KeyNeeded, PanelPage::KeyProof},
            {FlowEvent::CodeNeeded, PanelPage::Code},
            {FlowEvent::KeyNeeded, PanelPage::KeyProof},
            {FlowEvent::SignedIn, PanelPage::Home},
            {FlowEvent::KeysOpened, PanelPage::KeyList},
            {FlowEvent::KeyAddWanted, PanelPage::RegisterKey},
            {FlowEvent::KeyRegistered, PanelPage::KeyRegistered},
            {FlowEvent::KeyAddWanted, PanelPage::RegisterKey},
            {FlowEvent::KeyCareWanted, PanelPage::KeyCare},
            {FlowEvent::WentBack, PanelPage::KeyList},
            {FlowEvent::KeyCareWanted, PanelPage::KeyCare},
            {FlowEvent::WentBack, PanelPage::KeyList},
            {FlowEvent::KeyAddWanted, PanelPage::RegisterKey},
            {FlowEvent::KeyRegistered, PanelPage::KeyRegistered},
            {FlowEvent::Done, PanelPage::KeyList},
            {FlowEvent::TooFewFactors, PanelPage::FewFactors},
            {FlowEvent::PhoneAddWanted, PanelPage::GetApp},
            {FlowEvent::SignedOut, PanelPage::SignedOut},
        };
        for (const auto& [event, page] : way) {
            QVERIFY(flow.go(event, m_all));
            QCOMPARE(flow.page(), page);
        }
    }

    void startNeedsAnEnrolledInstallationAndAnOpenService()
    {
        FlowFacts facts = m_all;
        facts.isEnrolled = false;
        QVERIFY(!PanelFlow().mayGo(FlowEvent::Started, facts));
        QVERIFY(PanelFlow().mayGo(FlowEvent::EnrolmentWanted, facts));
        facts = m_all;
        facts.isOpen = false;
        PanelFlow flow;
        QVERIFY(!flow.go(FlowEvent::Started, facts));
        QCOMPARE(flow.page(), PanelPage::Welcome);
    }

    void addingEndsAtTheLimit()
    {
        PanelFlow flow = at({FlowEvent::Started, FlowEvent::SignedIn, FlowEvent::PhonesOpened});
        FlowFacts facts = m_all;
        facts.canAddPhone = false;
        QVERIFY(!flow.mayGo(FlowEvent::PhoneAddWanted, facts));
        QVERIFY(flow.mayGo(FlowEvent::PhoneAddWanted, m_all));
        facts.canAddKey = false;
        for (const PanelFlow& other : {at({FlowEvent::Started, FlowEvent::SignedIn, FlowEvent::KeysOpened}),
                                       at({FlowEvent::Started, FlowEvent::SignedIn, FlowEvent::TooFewFactors})}) {
            QVERIFY(!other.mayGo(FlowEvent::KeyAddWanted, facts));
            QVERIFY(!other.mayGo(FlowEvent::PhoneAddWanted, facts));
            QVERIFY(other.mayGo(FlowEvent::KeyAddWanted, m_all));
        }
    }

    void tooFewFactorsAreSaidToSignedInPeopleOnly()
    {
        FlowFacts facts = m_all;
        facts.isSignedIn = false;
        QVERIFY(!PanelFlow().mayGo(FlowEvent::TooFewFactors, facts));
        const PanelFlow out = at({FlowEvent::Started, FlowEvent::SignedIn, FlowEvent::SignedOut});
        QVERIFY(!out.mayGo(FlowEvent::TooFewFactors, m_all));
    }

    void backLeadsOneStepBackEverywhere_data()
    {
        QTest::addColumn<QList<FlowEvent>>("way");
        QTest::addColumn<PanelPage>("before");
        using E = FlowEvent;
        QTest::newRow("enrolment") << QList<E>{E::EnrolmentWanted} << PanelPage::Welcome;
        QTest::newRow("sign-in") << QList<E>{E::Started} << PanelPage::Welcome;
        QTest::newRow("code") << QList<E>{E::Started, E::CodeNeeded} << PanelPage::SignIn;
        QTest::newRow("phones") << QList<E>{E::Started, E::SignedIn, E::PhonesOpened} << PanelPage::Home;
        QTest::newRow("get app") << QList<E>{E::Started, E::SignedIn, E::PhonesOpened, E::PhoneAddWanted}
                                 << PanelPage::PhoneList;
        QTest::newRow("scan") << QList<E>{E::Started, E::SignedIn, E::PhonesOpened, E::PhoneAddWanted, E::AppAtHand}
                              << PanelPage::GetApp;
        QTest::newRow("phone") << QList<E>{E::Started, E::SignedIn, E::PhonesOpened, E::PhoneOpened}
                               << PanelPage::PhoneList;
        QTest::newRow("key proof") << QList<E>{E::Started, E::KeyNeeded} << PanelPage::SignIn;
        QTest::newRow("keys") << QList<E>{E::Started, E::SignedIn, E::KeysOpened} << PanelPage::Home;
        QTest::newRow("key") << QList<E>{E::Started, E::SignedIn, E::KeysOpened, E::KeyOpened} << PanelPage::KeyList;
        QTest::newRow("register key") << QList<E>{E::Started, E::SignedIn, E::KeysOpened, E::KeyAddWanted}
                                      << PanelPage::KeyList;
        QTest::newRow("care") << QList<E>{E::Started, E::SignedIn, E::KeysOpened, E::KeyCareWanted}
                              << PanelPage::KeyList;
        QTest::newRow("few factors") << QList<E>{E::Started, E::SignedIn, E::TooFewFactors} << PanelPage::Home;
    }
    void backLeadsOneStepBackEverywhere()
    {
        QFETCH(QList<FlowEvent>, way);
        QFETCH(PanelPage, before);
        PanelFlow flow;
        for (const FlowEvent event : way)
            QVERIFY(flow.go(event, m_all));
        QVERIFY(flow.go(FlowEvent::WentBack, m_all));
        QCOMPARE(flow.page(), before);
    }

    void stepUpReturnsToWhereItWasAskedFor()
    {
        PanelFlow flow = at({FlowEvent::Started, FlowEvent::SignedIn, FlowEvent::PhonesOpened,
                             FlowEvent::PhoneAddWanted, FlowEvent::AppAtHand, FlowEvent::StepUpNeeded});
        QCOMPARE(flow.page(), PanelPage::Code);
        QVERIFY(flow.isSteppingUp());
        PanelFlow proved = flow;
        QVERIFY(proved.go(FlowEvent::StepUpProved, m_all));
        QCOMPARE(proved.page(), PanelPage::Scan);
        QVERIFY(!proved.isSteppingUp());
        PanelFlow refused = flow;
        QVERIFY(refused.go(FlowEvent::SignInEnded, m_all));
        QCOMPARE(refused.page(), PanelPage::PhoneList);
        QVERIFY(flow.go(FlowEvent::WentBack, m_all));
        QCOMPARE(flow.page(), PanelPage::GetApp);
    }

    void stepUpOfKeysReturnsToThem_data()
    {
        QTest::addColumn<FlowEvent>("opened");
        QTest::addColumn<PanelPage>("origin");
        QTest::addColumn<PanelPage>("before");
        using E = FlowEvent;
        QTest::newRow("register") << E::KeyAddWanted << PanelPage::RegisterKey << PanelPage::KeyList;
        QTest::newRow("key") << E::KeyOpened << PanelPage::Key << PanelPage::Key;
        QTest::newRow("care") << E::KeyCareWanted << PanelPage::KeyCare << PanelPage::KeyCare;
    }
    void stepUpOfKeysReturnsToThem()
    {
        QFETCH(FlowEvent, opened);
        QFETCH(PanelPage, origin);
        QFETCH(PanelPage, before);
        const PanelFlow flow = at({FlowEvent::Started, FlowEvent::SignedIn, FlowEvent::KeysOpened, opened,
                                   FlowEvent::StepUpNeeded, FlowEvent::KeyNeeded, FlowEvent::CodeNeeded,
                                   FlowEvent::KeyNeeded, FlowEvent::TroubleCame, FlowEvent::Retried});
        QCOMPARE(flow.page(), PanelPage::KeyProof);
        QVERIFY(flow.isSteppingUp());
        const QList<std::pair<FlowEvent, PanelPage>> ends{{FlowEvent::StepUpProved, origin},
                                                          {FlowEvent::WentBack, before},
                                                          {FlowEvent::SignInEnded, PanelPage::KeyList}};
        for (const auto& [event, page] : ends) {
            PanelFlow end = flow;
            QVERIFY(end.go(event, m_all));
            QCOMPARE(end.page(), page);
            QVERIFY(!end.isSteppingUp());
        }
    }

    void stepUpSurvivesTrouble()
    {
        PanelFlow flow = at({FlowEvent::Started, FlowEvent::SignedIn, FlowEvent::PhonesOpened, FlowEvent::PhoneOpened,
                             FlowEvent::StepUpNeeded, FlowEvent::TroubleCame, FlowEvent::Retried});
        QCOMPARE(flow.page(), PanelPage::Code);
        QVERIFY(flow.go(FlowEvent::StepUpProved, m_all));
        QCOMPARE(flow.page(), PanelPage::Phone);
    }

    void troubleKeepsThePageItInterrupted()
    {
        PanelFlow flow = at({FlowEvent::Started, FlowEvent::TroubleCame, FlowEvent::TroubleCame});
        QCOMPARE(flow.page(), PanelPage::Trouble);
        QCOMPARE(flow.interrupted(), PanelPage::SignIn);
        PanelFlow retried = flow;
        QVERIFY(retried.go(FlowEvent::Retried, m_all));
        QCOMPARE(retried.page(), PanelPage::SignIn);
        QVERIFY(flow.go(FlowEvent::WentBack, m_all));
        QCOMPARE(flow.page(), PanelPage::SignIn);
    }

    void troubleOnHomeHasNoBackButOtherWaysOn()
    {
        const PanelFlow flow = at({FlowEvent::Started, FlowEvent::SignedIn, FlowEvent::TroubleCame});
        QVERIFY(!flow.mayGo(FlowEvent::WentBack, m_all));
        QVERIFY(flow.mayGo(FlowEvent::Retried, m_all));
        QVERIFY(flow.mayGo(FlowEvent::SignInWanted, m_all));
        QVERIFY(flow.mayGo(FlowEvent::SignedOut, m_all));
    }

    void resetLeadsHomeFromEverywhere()
    {
        PanelFlow flow = at({FlowEvent::Started, FlowEvent::SignedIn, FlowEvent::PhonesOpened, FlowEvent::PhoneOpened,
                             FlowEvent::StepUpNeeded, FlowEvent::Reset});
        QCOMPARE(flow.page(), PanelPage::Welcome);
        QVERIFY(!flow.isSteppingUp());
    }

    void nobodySignsOutTwice()
    {
        FlowFacts facts = m_all;
        const PanelFlow flow = at({FlowEvent::Started, FlowEvent::SignedIn, FlowEvent::SignedOut});
        QVERIFY(!flow.mayGo(FlowEvent::SignedOut, facts));
        facts.isSignedIn = false;
        QVERIFY(!at({FlowEvent::Started}).mayGo(FlowEvent::SignedOut, facts));
    }

    void stepsAreCountedWhereTheyHelp()
    {
        QVERIFY(!PanelFlow().step(m_all));
        QCOMPARE(at({FlowEvent::Started, FlowEvent::CodeNeeded}).step(m_all), (FlowStep{2, 2}));
        const PanelFlow scan = at({FlowEvent::Started, FlowEvent::SignedIn, FlowEvent::PhonesOpened,
                                   FlowEvent::PhoneAddWanted, FlowEvent::AppAtHand});
        QCOMPARE(scan.step(m_all), (FlowStep{2, 3}));
        QCOMPARE(at({FlowEvent::Started, FlowEvent::KeyNeeded}).step(m_all), (FlowStep{2, 2}));
        PanelFlow key = at({FlowEvent::Started, FlowEvent::SignedIn, FlowEvent::KeysOpened, FlowEvent::KeyAddWanted});
        QCOMPARE(key.step(m_all), (FlowStep{2, 4}));
        QVERIFY(key.go(FlowEvent::KeyRegistered, m_all));
        QCOMPARE(key.step(m_all), (FlowStep{4, 4}));
    }
};

QTEST_GUILESS_MAIN(TstPanelFlow)
#include "tst_panelflow.moc"
