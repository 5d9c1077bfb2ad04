#pragma once

#include <QByteArray>

class QMimeData;

namespace keydesk {

/// Where a phone's camera would look: everything that stands on the screens. Empty when no key URI is there, or where
/// the window system lets no program see the screen (Wayland).
QByteArray keyUriOnScreens();

/// From the clipboard or a dropped thing: a picture, a picture file, or the text itself.
QByteArray keyUriIn(const QMimeData* contents);

} // namespace keydesk
