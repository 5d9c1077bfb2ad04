#pragma once

#include "presenters/keylistpresenter.h"
#include "presenters/keyprompt.h"

namespace keydesk {

// Keys and what they ask, for samples of several pages.

KeyDevice yubiKey();
KeyDevice u2fKey();
KeyPrompt asking(KeyPrompt::Ask ask);
KeyPrompt failed(KeyProblem problem, std::optional<int> triesLeft = {});
SecurityKey registeredKey(const QString& name, int days);

} // namespace keydesk
