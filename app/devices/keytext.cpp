#include "devices/keytext.h"

#include <QTextBoundaryFinder>

namespace keydesk {

namespace {

constexpr qsizetype mostBytes = 64;
constexpr qsizetype mostCharacters = 64;

} // namespace

QByteArray keyName(const QString& name)
{
    const QByteArray whole = name.toUtf8();
    if (whole.size() <= mostBytes)
        return whole;
    QTextBoundaryFinder letters(QTextBoundaryFinder::Grapheme, name);
    QByteArray cut;
    while (letters.toNextBoundary() > 0) {
        const QByteArray longer = name.first(letters.position()).toUtf8();
        if (longer.size() > mostBytes)
            break;
        cut = longer;
    }
    return cut;
}

QString plainKeyText(QByteArrayView utf8)
{
    QString text;
    const QString whole = QString::fromUtf8(utf8);
    for (const QChar character : whole) {
        if (character.isSpace())
            text += u' '; // Line breaks of every kind, too.
        else if ((character.isPrint() && character.category() != QChar::Other_Format) || character.isSurrogate())
            text += character;
    }
    text = text.simplified().left(mostCharacters);
    if (!text.isEmpty() && text.back().isHighSurrogate())
        text.chop(1);
    return text;
}

} // namespace keydesk
