#include "virtual/phone/qrscanner.h"

#include <memory>
#include <zbar.h>

namespace keydesk {

namespace {

struct ScannerDeleter
{
    void operator()(zbar::zbar_image_scanner_t* scanner) const { zbar::zbar_image_scanner_destroy(scanner); }
};
struct ImageDeleter
{
    void operator()(zbar::zbar_image_t* image) const { zbar::zbar_image_destroy(image); }
};

constexpr unsigned long fourcc(char a, char b, char c, char d)
{
    return static_cast<unsigned long>(a) | static_cast<unsigned long>(b) << 8 | static_cast<unsigned long>(c) << 16 |
           static_cast<unsigned long>(d) << 24;
}

/// Grey bytes without the padding that QImage has at the end of its lines. Transparent parts count as white.
QByteArray greyBytes(const QImage& picture)
{
    QImage opaque(picture.size(), QImage::Format_RGB32);
    opaque.fill(Qt::white);
    const QImage source = picture.convertToFormat(QImage::Format_ARGB32);
    for (int y = 0; y < source.height(); ++y) {
        const auto* from = reinterpret_cast<const QRgb*>(source.constScanLine(y));
        auto* to = reinterpret_cast<QRgb*>(opaque.scanLine(y));
        for (int x = 0; x < source.width(); ++x) {
            if (qAlpha(from[x]) > 127)
                to[x] = from[x];
        }
    }
    const QImage grey = opaque.convertToFormat(QImage::Format_Grayscale8);
    QByteArray bytes;
    bytes.reserve(qsizetype{grey.width()} * grey.height());
    for (int y = 0; y < grey.height(); ++y)
        bytes.append(reinterpret_cast<const char*>(grey.constScanLine(y)), grey.width());
    return bytes;
}

QByteArrayList scanOnce(const QImage& picture)
{
    const std::unique_ptr<zbar::zbar_image_scanner_t, ScannerDeleter> scanner(zbar::zbar_image_scanner_create());
    zbar::zbar_image_scanner_set_config(scanner.get(), zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
    zbar::zbar_image_scanner_set_config(scanner.get(), zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);

    const QByteArray bytes = greyBytes(picture); // Outlives the image, which does not own it.
    const std::unique_ptr<zbar::zbar_image_t, ImageDeleter> image(zbar::zbar_image_create());
    zbar::zbar_image_set_format(image.get(), fourcc('Y', '8', '0', '0'));
    zbar::zbar_image_set_size(image.get(), static_cast<unsigned>(picture.width()),
                              static_cast<unsigned>(picture.height()));
    zbar::zbar_image_set_data(image.get(), bytes.constData(), static_cast<unsigned long>(bytes.size()), nullptr);

    QByteArrayList texts;
    if (zbar::zbar_scan_image(scanner.get(), image.get()) <= 0)
        return texts;
    for (const auto* symbol = zbar::zbar_image_first_symbol(image.get()); symbol;
         symbol = zbar::zbar_symbol_next(symbol))
        texts.append(QByteArray(zbar::zbar_symbol_get_data(symbol), zbar::zbar_symbol_get_data_length(symbol)));
    return texts;
}

} // namespace

QByteArrayList scanQrCodes(const QImage& picture)
{
    if (picture.isNull())
        return {};
    QByteArrayList texts = scanOnce(picture);
    if (texts.isEmpty() && picture.width() < 1024 && picture.height() < 1024)
        texts = scanOnce(picture.scaled(picture.size() * 3, Qt::KeepAspectRatio, Qt::FastTransformation));
    if (texts.isEmpty()) {
        QImage inverted = picture.convertToFormat(QImage::Format_RGB32);
        inverted.invertPixels();
        texts = scanOnce(inverted);
    }
    return texts;
}

QByteArray scanKeyUri(const QImage& picture)
{
    const QByteArrayList texts = scanQrCodes(picture);
    for (const QByteArray& text : texts) {
        if (text.left(10).toLower() == "otpauth://")
            return text;
    }
    return {};
}

} // namespace keydesk
