#include "presenters/idletimes.h"

#include <QTest>

using namespace keydesk;
using namespace std::chrono_literals;

class TstIdleTimes : public QObject
{
    Q_OBJECT
private:
    static constexpr PanelPage pages[] = {
        PanelPage::Welcome,  PanelPage::Enrolment,   PanelPage::SignIn,        PanelPage::Code,
        PanelPage::Home,     PanelPage::PhoneList,   PanelPage::GetApp,        PanelPage::Scan,
        PanelPage::Phone,    PanelPage::SignedOut,   PanelPage::Registered,    PanelPage::Trouble,
        PanelPage::KeyList,  PanelPage::RegisterKey, PanelPage::KeyRegistered, PanelPage::Key,
        PanelPage::KeyProof, PanelPage::KeyCare,     PanelPage::FewFactors,
    };

private Q_SLOTS:
    void everyPageOfAKioskButTheAttractPageIsLeft()
    {
        const IdleFacts facts{.isKiosk = true, .isSignedIn = true};
        for (const PanelPage page : pages)
            QCOMPARE(idleTime(page, facts) > 0s, page != PanelPage::Welcome);
    }

    void chosenLanguageIsForgottenToo()
    {
        QVERIFY(idleTime(PanelPage::Welcome, {.isKiosk = true, .hasOwnChoices = true}) > 0s);
    }

    void pagesWherePeopleDoSomethingElseWaitLonger()
    {
        const IdleFacts facts{.isKiosk = true, .isSignedIn = true};
        const auto usual = idleTime(PanelPage::Home, facts);
        for (const PanelPage page : {PanelPage::Code, PanelPage::GetApp, PanelPage::Scan, PanelPage::Registered,
                                     PanelPage::KeyRegistered, PanelPage::FewFactors})
            QVERIFY(idleTime(page, facts) > usual);
    }

    void peopleFetchTheirKeyAndThinkOfAPin()
    {
        const IdleFacts facts{.isKiosk = true, .isSignedIn = true};
        for (const PanelPage page : {PanelPage::RegisterKey, PanelPage::KeyProof, PanelPage::KeyCare})
            QVERIFY(idleTime(page, facts) >= 120s);
    }

    void keyAtWorkIsNotIdle()
    {
        const auto usual = idleTime(PanelPage::Key, {.isKiosk = true, .isSignedIn = true});
        QCOMPARE(idleTime(PanelPage::Key, {.isKiosk = true, .isSignedIn = true, .running = 300s}), 300s);
        QCOMPARE(idleTime(PanelPage::Key, {.isKiosk = true, .isSignedIn = true, .running = 10s}), usual);
        QCOMPARE(idleTime(PanelPage::Key, {.running = 300s}), 0s);
    }

    void ownComputerLocksLaterAndOnlyWhenSignedIn()
    {
        for (const PanelPage page : pages) {
            QCOMPARE(idleTime(page, {.isSignedIn = false}), 0s);
            QVERIFY(idleTime(page, {.isSignedIn = true}) > idleTime(PanelPage::GetApp, {.isKiosk = true}));
        }
    }
};

QTEST_GUILESS_MAIN(TstIdleTimes)
#include "tst_idletimes.moc"
