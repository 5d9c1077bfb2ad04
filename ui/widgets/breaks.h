#pragma once

#include <QFontMetrics>
#include <QString>

namespace keydesk {

/// The text with invisible places to break words that are wider than the room: after the signs of an address, or else
/// anywhere.
QString breakable(const QString& text, const QFontMetrics& metrics, int room);

} // namespace keydesk
