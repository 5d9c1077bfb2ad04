#pragma once

#include "base/result.h"

#include <QStringList>

namespace keydesk {

/// A phone's name as the person wishes it: without space at the ends, in Unicode normalization form C, 1 to 64
/// characters. InvalidRequest (details.field "name") for another length, and for characters that nobody sees and that
/// could make a mail or a list say something else: controls, line separators, direction overrides.
Result<QString> checkedPhoneName(const QString& name);

/// "Phone 1", "Telefon 1", …: the first that is not taken.
QString defaultPhoneName(const QString& locale, const QStringList& taken);

} // namespace keydesk
