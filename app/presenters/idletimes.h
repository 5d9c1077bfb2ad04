#pragma once

#include "presenters/panelflow.h"

#include <chrono>

namespace keydesk {

struct IdleFacts
{
    bool isKiosk = false;
    bool isSignedIn = false;
    bool hasOwnChoices = false;      ///< Language or look differ from where a visit starts.
    std::chrono::seconds running{0}; ///< Something that the page began takes as long as this by itself; 0: nothing.
};

/// How long a page waits for its person before the countdown begins; 0: for ever. Longer where people fetch a mail,
/// install an app or read, and as long
/// as a security key is at work.
std::chrono::seconds idleTime(PanelPage page, const IdleFacts& facts);

} // namespace keydesk
