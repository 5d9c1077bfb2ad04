#pragma once

#include "base/result.h"
#include "base/secret.h"

namespace keydesk {

/// Shows the prompt at the controlling terminal and reads one line there without showing it; backspace and Ctrl-U work.
/// Unavailable without a terminal, Cancelled on Ctrl-C, Ctrl-D or an empty line. Blocks. The terminal is always left as
/// it was.
Result<Secret> promptForSecret(const QString& prompt);

} // namespace keydesk
