#include "presenters/panelflow.h"

#include <QTest>

using namespace keydesk;

class TstPanelFlow : public QObject
{
    Q_OBJECT
private:
    const FlowFacts m_all{
        .isEnrolled = true, .isOpen = true, .isSignedIn = true, .canAddPhone = true, .factor = {2, 2}};

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
    }
};

QTEST_GUILESS_MAIN(TstPanelFlow)
#include "tst_panelflow.moc"
