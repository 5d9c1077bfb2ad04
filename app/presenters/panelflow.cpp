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
    case PanelPage::KeyProof:
    case PanelPage::Phone:
    case PanelPage::Registered:
    case PanelPage::Key:
    case PanelPage::KeyRegistered:
    case PanelPage::KeyCare:
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
    case FlowEvent::KeyNeeded:
        return PanelPage::KeyProof;
    case FlowEvent::SignedIn:
        return PanelPage::Home;
    case FlowEvent::WentBack:
        return PanelPage::Welcome;
    default:
        return std::nullopt;
    }
}

/// Code and security key: pages where a factor is proved, each a way to the other.
Next fromProof(FlowEvent event)
{
    switch (event) {
    case FlowEvent::SignedIn:
        return PanelPage::Home;
    case FlowEvent::CodeNeeded:
        return PanelPage::Code;
    case FlowEvent::KeyNeeded:
        return PanelPage::KeyProof;
    case FlowEvent::PasswordNeeded:
    case FlowEvent::SignInEnded:
    case FlowEvent::WentBack:
        return PanelPage::SignIn;
    default:
        return std::nullopt;
    }
}

/// Where somebody goes who did not give the strong proof after all. Pages that begin with the asking itself have
/// nothing to show without it.
PanelPage unprovedFrom(PanelPage origin)
{
    switch (origin) {
    case PanelPage::Scan:
        return PanelPage::GetApp;
    case PanelPage::RegisterKey:
        return PanelPage::KeyList;
    default:
        return origin;
    }
}

PanelPage listOf(PanelPage origin)
{
    return origin == PanelPage::Scan || origin == PanelPage::Phone ? PanelPage::PhoneList : PanelPage::KeyList;
}

/// A step-up ends where it began, or, refused, at the page from which that one was reached.
Next fromStepUp(FlowEvent event, PanelPage origin)
{
    switch (event) {
    case FlowEvent::StepUpProved:
        return origin;
    case FlowEvent::CodeNeeded:
        return PanelPage::Code;
    case FlowEvent::KeyNeeded:
        return PanelPage::KeyProof;
    case FlowEvent::WentBack:
        return unprovedFrom(origin);
    case FlowEvent::SignInEnded:
        return listOf(origin);
    default:
        return std::nullopt;
    }
}

Next fromHome(FlowEvent event)
{
    if (event == FlowEvent::PhonesOpened)
        return PanelPage::PhoneList;
    return onlyIf(event == FlowEvent::KeysOpened, PanelPage::KeyList);
}

Next fromPhoneList(FlowEvent event, const FlowFacts& facts)
{
    switch (event) {
    case FlowEvent::PhoneAddWanted:
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
    if (event == FlowEvent::PhoneAddWanted)
        return onlyIf(facts.canAddPhone, PanelPage::GetApp);
    return onlyIf(event == FlowEvent::Done, PanelPage::Home);
}

Next fromKeyList(FlowEvent event, const FlowFacts& facts)
{
    switch (event) {
    case FlowEvent::KeyAddWanted:
        return onlyIf(facts.canAddKey, PanelPage::RegisterKey);
    case FlowEvent::KeyOpened:
        return PanelPage::Key;
    case FlowEvent::KeyCareWanted:
        return PanelPage::KeyCare;
    case FlowEvent::WentBack:
        return PanelPage::Home;
    default:
        return std::nullopt;
    }
}

Next fromRegisterKey(FlowEvent event)
{
    switch (event) {
    case FlowEvent::KeyRegistered:
        return PanelPage::KeyRegistered;
    case FlowEvent::StepUpNeeded:
        return PanelPage::Code;
    case FlowEvent::KeyCareWanted:
        return PanelPage::KeyCare;
    case FlowEvent::WentBack:
        return PanelPage::KeyList;
    default:
        return std::nullopt;
    }
}

/// From the last page of a registration, and from the page that says that something is missing.
Next toAnother(FlowEvent event, const FlowFacts& facts)
{
    if (event == FlowEvent::PhoneAddWanted)
        return onlyIf(facts.canAddPhone, PanelPage::GetApp);
    return onlyIf(event == FlowEvent::KeyAddWanted && facts.canAddKey, PanelPage::RegisterKey);
}

Next fromKeyRegistered(FlowEvent event, const FlowFacts& facts)
{
    return event == FlowEvent::Done ? PanelPage::KeyList : toAnother(event, facts);
}

Next fromKey(FlowEvent event)
{
    switch (event) {
    case FlowEvent::StepUpNeeded:
        return PanelPage::Code;
    case FlowEvent::Done:
    case FlowEvent::WentBack:
        return PanelPage::KeyList;
    default:
        return std::nullopt;
    }
}

Next fromFewFactors(FlowEvent event, const FlowFacts& facts)
{
    return event == FlowEvent::WentBack ? PanelPage::Home : toAnother(event, facts);
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
    case PanelPage::KeyProof:
        return fromProof(event);
    case PanelPage::Home:
        return fromHome(event);
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
    case PanelPage::KeyList:
        return fromKeyList(event, facts);
    case PanelPage::RegisterKey:
        return fromRegisterKey(event);
    case PanelPage::KeyRegistered:
        return fromKeyRegistered(event, facts);
    case PanelPage::Key:
    case PanelPage::KeyCare:
        return fromKey(event);
    case PanelPage::FewFactors:
        return fromFewFactors(event, facts);
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
    case PanelPage::KeyProof:
        return facts.factor;
    case PanelPage::GetApp:
        return FlowStep{1, 3};
    case PanelPage::Scan:
        return FlowStep{2, 3};
    case PanelPage::Registered:
        return FlowStep{3, 3};
    case PanelPage::RegisterKey:
        return FlowStep{facts.keyStep, 4};
    case PanelPage::KeyRegistered:
        return FlowStep{4, 4};
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
    if (event == FlowEvent::TooFewFactors)
        return onlyIf(facts.isSignedIn && m_page != PanelPage::SignedOut, PanelPage::FewFactors);
    if (isAtProof() && m_stepUpFor)
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
    if (!isAtProof() && m_page != PanelPage::Trouble)
        m_stepUpFor.reset();
    return true;
}

} // namespace keydesk
