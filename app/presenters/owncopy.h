#pragma once

#include <QString>

namespace keydesk {

/// What was typed, without spaces around it, in a buffer of its own: pages wipe the buffers of their fields, whoever
/// shares them.
inline QString ownCopy(const QString& typed)
{
    return QStringView(typed).trimmed().toString();
}

} // namespace keydesk
