#pragma once

#include <optional>

namespace keydesk {

/// One per screen; page, presenter and view share the stem.
enum class PanelPage {
    Welcome,
    Enrolment,
    SignIn,
    Code,
    Home,
    PhoneList,
    GetApp,
    Scan,
    Registered,
    Phone,
    SignedOut,
    Trouble,
    KeyList,
    RegisterKey,
    KeyRegistered,
    Key,
    KeyProof,
    KeyCare,
    FewFactors,
};

/// What happened on a page that may lead to another one.
enum class FlowEvent {
    Started,         ///< Welcome: Start. Signed out: begin again.
    EnrolmentWanted, ///< This installation shall be enrolled.
    Enrolled,
    PasswordNeeded, ///< The sign-in's present factor is the password.
    CodeNeeded,     ///< The sign-in's present factor is a code, or there is a choice.
    KeyNeeded,      ///< The sign-in's present factor is a security key.
    SignInEnded,    ///< The ceremony is over without success: begin again.
    SignedIn,
    StepUpNeeded, ///< A strong proof is asked for before the page's own action.
    StepUpProved,
    PhonesOpened,
    PhoneOpened,    ///< One phone of the list.
    PhoneAddWanted, ///< Another phone shall be registered.
    AppAtHand,      ///< The authenticator app is installed.
    PhoneRegistered,
    KeysOpened,
    KeyOpened,    ///< One security key of the list.
    KeyAddWanted, ///< Another security key shall be registered.
    KeyRegistered,
    KeyCareWanted, ///< A plugged-in key itself: its PIN, what is on it.
    TooFewFactors, ///< The visit would end with fewer good factors than everybody should have.
    Done,          ///< Finished with this page: on to where one starts from.
    WentBack,
    TroubleCame,  ///< Something stands in the way; the page is kept to come back to.
    Retried,      ///< Trouble: the interrupted page again, with what was typed.
    SignInWanted, ///< Trouble: sign in again.
    SignedOut,
    Reset, ///< Idle too long, or a new person: all forgotten.
};

/// Step n of m within the present task; the bar over a page's title.
struct FlowStep
{
    int number = 1;
    int count = 1;

    friend bool operator==(const FlowStep&, const FlowStep&) = default;
};

/// What the flow has to know of the world.
struct FlowFacts
{
    bool isEnrolled = false;
    bool isOpen = false; ///< The service has a Registration profile.
    bool isSignedIn = false;
    bool canAddPhone = false;
    bool canAddKey = false;
    FlowStep factor = {}; ///< Of the sign-in under way.
    int keyStep = 1;      ///< Registering a key: 1 insert, 2 its PIN, 3 touch.
};

/// Which page is next: a plain state machine without a widget, a clock or a call.
class PanelFlow
{
public:
    PanelPage page() const { return m_page; }
    /// nullopt where a count would say nothing (welcome, home, …).
    std::optional<FlowStep> step(const FlowFacts& facts) const;
    /// The page that an event leads to; nullopt when it may not go on from here.
    std::optional<PanelPage> next(FlowEvent event, const FlowFacts& facts) const;
    bool mayGo(FlowEvent event, const FlowFacts& facts) const { return next(event, facts).has_value(); }
    /// Goes there; false, and nothing changed, when it may not.
    bool go(FlowEvent event, const FlowFacts& facts);

    bool isSteppingUp() const { return m_stepUpFor.has_value(); }
    /// The page whose action waits for the strong proof.
    std::optional<PanelPage> stepUpFor() const { return m_stepUpFor; }
    /// The page that trouble interrupted.
    PanelPage interrupted() const { return m_interrupted; }

private:
    std::optional<PanelPage> fromTrouble(FlowEvent event, const FlowFacts& facts) const;
    bool isAtProof() const { return m_page == PanelPage::Code || m_page == PanelPage::KeyProof; }

    PanelPage m_page = PanelPage::Welcome;
    PanelPage m_interrupted = PanelPage::Welcome;
    std::optional<PanelPage> m_stepUpFor;
};

} // namespace keydesk
