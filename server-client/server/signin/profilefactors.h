#pragma once

#include "protocol/method.h"

#include <QList>

namespace keydesk {

using ProfileFactors = QList<QList<Method>>;

/// As stored: "password;mail_code,soft_otp".
QString textFromFactors(const ProfileFactors& factors);
/// Methods that this program does not know are left out; a factor without any is never satisfiable.
ProfileFactors factorsFromText(const QString& text);

} // namespace keydesk
