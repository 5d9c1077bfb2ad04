#pragma once

#include <QByteArrayList>
#include <QImage>

namespace keydesk {

/// The texts of all QR codes in a picture, by libzbar. A small picture is tried a second time, enlarged, and a dark one
/// inverted.
QByteArrayList scanQrCodes(const QImage& picture);

/// The text of the first QR code that holds a key URI; empty when there is none.
QByteArray scanKeyUri(const QImage& picture);

} // namespace keydesk
