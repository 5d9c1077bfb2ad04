#pragma once

#include <QImage>
#include <qrencode.h>

namespace keydesk {

/// A QR code as a screen shows it: error correction M, quiet zone of four modules.
inline QImage qrPicture(const QByteArray& text, int moduleSize, QRgb dark = qRgb(0, 0, 0),
                        QRgb light = qRgb(255, 255, 255))
{
    constexpr int quietZone = 4;
    QRcode* code = QRcode_encodeString8bit(text.constData(), 0, QR_ECLEVEL_M);
    QImage modules(code->width + 2 * quietZone, code->width + 2 * quietZone, QImage::Format_RGB32);
    modules.fill(light);
    for (int i = 0; i < code->width * code->width; ++i) {
        if (code->data[i] & 1)
            modules.setPixel(i % code->width + quietZone, i / code->width + quietZone, dark);
    }
    QRcode_free(code);
    return modules.scaled(modules.size() * moduleSize, Qt::KeepAspectRatio, Qt::FastTransformation);
}

} // namespace keydesk
