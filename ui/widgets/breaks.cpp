#include "widgets/breaks.h"

#include <QStringList>

namespace keydesk {
namespace {

constexpr QChar place(0x200b); // Zero width space.

QString broken(const QString& word, const QFontMetrics& metrics, int room)
{
    QString text;
    int width = 0;
    for (const QChar letter : word) {
        const int advance = metrics.horizontalAdvance(letter);
        if (width + advance > room && !letter.isLowSurrogate() && !letter.isMark()) {
            text += place;
            width = 0;
        }
        text += letter;
        width += advance;
        if (QStringView(u"@.-_").contains(letter)) {
            text += place;
            width = 0;
        }
    }
    return text;
}

} // namespace

QString breakable(const QString& text, const QFontMetrics& metrics, int room)
{
    QStringList words = text.split(QLatin1Char(' '));
    for (QString& word : words) {
        if (metrics.horizontalAdvance(word) > room)
            word = broken(word, metrics, room);
    }
    return words.join(QLatin1Char(' '));
}

} // namespace keydesk
