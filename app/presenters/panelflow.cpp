#include "presenters/panelflow.h"

namespace keydesk {

namespace {

using Next = std::optional<PanelPage>;

/// Pages where the person has typed something that trouble did not take: Back from trouble shows them as they were.
bool keepsTyping(PanelPage page)
{
    switch (page) {
    case PanelPage::Enrolment:
    case PanelPage::SignIn:
    case PanelPage::Code:
    case PanelPage::Phone:
    case PanelPage::Registered:
        return true;
    default:
        return false;
    }
}

Next onlyIf(bool condition, PanelPage page)
{
    return condition ? Next{page} : std::nullopt;
}

Next fromWelcome(FlowEvent event, const FlowFacts& facts)
{
    if (event == FlowEvent::Started)
        return onlyIf(facts.isEnrolled && facts.isOpen, PanelPage::SignIn);
    return onlyIf(event == FlowEvent::EnrolmentWanted, PanelPage::Enrolment);
}

Next fromSignIn(FlowEvent event)
{
    switch (event) {
    case FlowEvent::CodeNeeded:
        return PanelPage::Code;
    case FlowEvent::SignedIn:
        return PanelPage::Home;
    case FlowEvent::WentBack:
        return PanelPage::Welcome;
    default:
        return std::nullopt;
    }
}

Next fromCode(FlowEvent event)
{
    switch (event) {
    case FlowEvent::SignedIn:
        return PanelPage::Home;
    case FlowEvent::PasswordNeeded:
    case FlowEvent::SignInEnded:
    case FlowEvent::WentBack:
        return PanelPage::SignIn;
    default:
        return std::nullopt;
    }
}

/// A step-up ends where it began, or, refused, at the page from which that one was reached.
Next fromStepUp(FlowEvent event, PanelPage origin)
{
    switch (event) {
    case FlowEvent::StepUpProved:
        return origin;
    case FlowEvent::WentBack:
        return origin == PanelPage::Phone ? origin : PanelPage::GetApp;
    case FlowEvent::SignInEnded:
        return PanelPage::PhoneList;
    default:
        return std::nullopt;
    }
}

Next fromPhoneList(FlowEvent event, const FlowFacts& facts)
{
    switch (event) {
    case FlowEvent::AddWanted:
        return onlyIf(facts.canAddPhone, PanelPage::GetApp);
    case FlowEvent::PhoneOpened:
        return PanelPage::Phone;
    case FlowEvent::WentBack:
        return PanelPage::Home;
    default:
        return std::nullopt;
    }
}

Next fromScan(FlowEvent event)
{
    switch (event) {
    case FlowEvent::PhoneRegistered:
        return PanelPage::Registered;
    case FlowEvent::StepUpNeeded:
        return PanelPage::Code;
    case FlowEvent::WentBack:
        return PanelPage::GetApp;
    default:
        return std::nullopt;
    }
}

Next fromPhone(FlowEvent event)
{
    switch (event) {
    case FlowEvent::StepUpNeeded:
        return PanelPage::Code;
    case FlowEvent::Done:
    case FlowEvent::WentBack:
        return PanelPage::PhoneList;
    default:
        return std::nullopt;
    }
}

Next fromRegistered(FlowEvent event, const FlowFacts& facts)
{
    if (event == FlowEvent::AddWanted)
        return onlyIf(facts.canAddPhone, PanelPage::GetApp);
    return onlyIf(event == FlowEvent::Done, PanelPage::Home);
}

Next fromGetApp(FlowEvent event)
{
    if (event == FlowEvent::AppAtHand)
        return PanelPage::Scan;
    return onlyIf(event == FlowEvent::WentBack, PanelPage::PhoneList);
}

Next fromPage(PanelPage page, FlowEvent event, const FlowFacts& facts)
{
    switch (page) {
    case PanelPage::Welcome:
        return fromWelcome(event, facts);
    case PanelPage::Enrolment:
        return onlyIf(event == FlowEvent::Enrolled || event == FlowEvent::WentBack, PanelPage::Welcome);
    case PanelPage::SignIn:
        return fromSignIn(event);
    case PanelPage::Code:
        return fromCode(event);
    case PanelPage::Home:
        return onlyIf(event == FlowEvent::PhonesOpened, PanelPage::PhoneList);
    case PanelPage::PhoneList:
        return fromPhoneList(event, facts);
    case PanelPage::GetApp:
        return fromGetApp(event);
    case PanelPage::Scan:
        return fromScan(event);
    case PanelPage::Registered:
        return fromRegistered(event, facts);
    case PanelPage::Phone:
        return fromPhone(event);
    case PanelPage::SignedOut:
        return onlyIf(event == FlowEvent::Started, PanelPage::Welcome);
    case PanelPage::Trouble:
        break;
    }
    return std::nullopt;
}

} // namespace

std::optional<FlowStep> PanelFlow::step(const FlowFacts& facts) const
{
    switch (m_page) {
    case PanelPage::Code:
        return facts.factor;
    case PanelPage::GetApp:
        return FlowStep{1, 3};
    case PanelPage::Scan:
        return FlowStep{2, 3};
    case PanelPage::Registered:
        return FlowStep{3, 3};
    default:
        return std::nullopt;
    }
}

std::optional<PanelPage> PanelFlow::next(FlowEvent event, const FlowFacts& facts) const
{
    if (event == FlowEvent::Reset)
        return PanelPage::Welcome;
    if (event == FlowEvent::TroubleCame)
        return PanelPage::Trouble;
    if (event == FlowEvent::SignedOut)
        return onlyIf(facts.isSignedIn && m_page != PanelPage::SignedOut, PanelPage::SignedOut);
    if (m_page == PanelPage::Trouble)
        return fromTrouble(event, facts);
    if (m_page == PanelPage::Code && m_stepUpFor)
        return fromStepUp(event, *m_stepUpFor);
    return fromPage(m_page, event, facts);
}

std::optional<PanelPage> PanelFlow::fromTrouble(FlowEvent event, const FlowFacts& facts) const
{
    switch (event) {
    case FlowEvent::Retried:
        return m_interrupted;
    case FlowEvent::WentBack:
        if (keepsTyping(m_interrupted))
            return m_interrupted;
        return fromPage(m_interrupted, event, facts);
    case FlowEvent::SignInWanted:
        return onlyIf(facts.isEnrolled && facts.isOpen, PanelPage::SignIn);
    case FlowEvent::EnrolmentWanted:
        return PanelPage::Enrolment;
    default:
        return std::nullopt;
    }
}

bool PanelFlow::go(FlowEvent event, const FlowFacts& facts)
{
    const auto to = next(event, facts);
    if (!to)
        return false;
    if (event == FlowEvent::TroubleCame && m_page != PanelPage::Trouble)
        m_interrupted = m_page;
    if (event == FlowEvent::StepUpNeeded)
        m_stepUpFor = m_page;
    m_page = *to;
    if (m_page != PanelPage::Code && m_page != PanelPage::Trouble)
        m_stepUpFor.reset();
    return true;
}

} // namespace keydesk
