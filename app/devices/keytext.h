#pragma once

#include <QByteArray>
#include <QString>

namespace keydesk {

/// UTF-8 of at most 64 bytes, cut where a reader would cut it: never inside a letter, also not between a letter and its
/// accent. Keys must keep 64 bytes of a name and may refuse more (CTAP 2.1, section 6.1.2; Web Authentication 6.4.1).
QByteArray keyName(const QString& name);

/// What a key says of itself or keeps, as text that can be shown: controls and direction marks left out, 64 characters
/// at most. A key's maker, or whoever had it before, wrote it.
QString plainKeyText(QByteArrayView utf8);

} // namespace keydesk
