#include "presenters/idletimes.h"

#include <algorithm>

namespace keydesk {

using namespace std::chrono_literals;

namespace {

std::chrono::seconds kioskTime(PanelPage page, bool hasOwnChoices)
{
    switch (page) {
    case PanelPage::Welcome:
        return hasOwnChoices ? 45s : 0s; // The attract page: nothing to lose, nothing to ask.
    case PanelPage::SignedOut:
        return 15s;
    case PanelPage::SignIn:
    case PanelPage::Home:
    case PanelPage::PhoneList:
    case PanelPage::Phone:
    case PanelPage::KeyList:
    case PanelPage::Key:
        return 60s;
    case PanelPage::Registered:
    case PanelPage::KeyRegistered:
    case PanelPage::FewFactors:
    case PanelPage::Trouble:
        return 90s;
    case PanelPage::Enrolment:
        return 120s;
    case PanelPage::RegisterKey:
    case PanelPage::KeyProof:
    case PanelPage::KeyCare:
        return 180s; // People look for a key, and think of a PIN.
    case PanelPage::Code:
    case PanelPage::Scan:
        return 240s;
    case PanelPage::GetApp:
        return 300s;
    }
    return 60s;
}

} // namespace

std::chrono::seconds idleTime(PanelPage page, const IdleFacts& facts)
{
    if (facts.isKiosk)
        return std::max(kioskTime(page, facts.hasOwnChoices), facts.running);
    return facts.isSignedIn ? std::chrono::seconds{15min} : 0s;
}

} // namespace keydesk
