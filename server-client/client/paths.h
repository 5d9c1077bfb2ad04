#pragma once

#include "base/ids.h"

#include <QString>
#include <QUrl>

namespace keydesk {

/// One segment of a path: nothing in it can end the segment.
inline QString segment(const QString& text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

template <typename Tag>
QString segment(const Id<Tag>& id)
{
    return segment(id.value);
}

} // namespace keydesk
