#pragma once

#include <QString>

namespace keydesk {

/// "a•••@example.org": enough to know which mailbox to open. Always three dots, whatever is behind them.
QString maskedMail(const QString& mail);
/// "••• •• 67"
QString maskedMobile(const QString& mobile);

} // namespace keydesk
