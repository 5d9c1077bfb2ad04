#pragma once

#include "base/result.h"

#include <QStringList>

namespace keydesk {

/// A phone's name as the person wishes it, in the form of base/lineoftext.h; 1 to 64 characters.
Result<QString> checkedPhoneName(const QString& name);

/// "Phone 1", "Telefon 1", …: the first that is not taken.
QString defaultPhoneName(const QString& locale, const QStringList& taken);

} // namespace keydesk
