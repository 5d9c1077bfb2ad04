#include "virtual/phone/picturesource.h"

#include "virtual/phone/qrscanner.h"

#include <QGuiApplication>
#include <QMimeData>
#include <QPixmap>
#include <QScreen>
#include <QUrl>

namespace keydesk {

QByteArray keyUriOnScreens()
{
    const auto screens = QGuiApplication::screens();
    for (QScreen* screen : screens) {
        const QByteArray text = scanKeyUri(screen->grabWindow(0).toImage());
        if (!text.isEmpty())
            return text;
    }
    return {};
}

QByteArray keyUriIn(const QMimeData* contents)
{
    if (!contents)
        return {};
    if (contents->hasImage())
        return scanKeyUri(qvariant_cast<QImage>(contents->imageData()));
    const auto urls = contents->urls();
    for (const QUrl& url : urls) {
        if (url.isLocalFile())
            return scanKeyUri(QImage(url.toLocalFile()));
    }
    const QByteArray text = contents->text().trimmed().toUtf8();
    return text.left(10).toLower() == "otpauth://" ? text : QByteArray();
}

} // namespace keydesk
