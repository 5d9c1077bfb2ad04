#pragma once

#include "base/settings.h"

namespace keydesk {

/// `keydeskd init …`: reads the options, sets the service up and prints the first administrator's code, once. The exit
/// code: 0 done, 1 failed, 2 wrong use. arguments: the program's, without "init".
int runSetup(const QStringList& arguments, Settings::Declarations declarations);

} // namespace keydesk
