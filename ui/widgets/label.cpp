#include "widgets/label.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>
#include <cmath>

namespace keydesk {
namespace {

constexpr int widestHint = 640;      ///< A label asks for no longer lines than this; it may be given more.
constexpr int longestWordKept = 200; ///< A wider word may be broken to fit.

Tone ownTone(TextRole role)
{
    switch (role) {
    case TextRole::Lead:
    case TextRole::Help:
    case TextRole::Detail:
        return Tone::Muted;
    default:
        return Tone::Plain;
    }
}

bool isTitle(TextRole role)
{
    return role == TextRole::Hero || role == TextRole::Title || role == TextRole::Heading;
}

QString unescaped(QStringView text)
{
    QString plain = text.toString();
    plain.replace(QLatin1String("&lt;"), QLatin1String("<"));
    plain.replace(QLatin1String("&gt;"), QLatin1String(">"));
    plain.replace(QLatin1String("&quot;"), QLatin1String("\""));
    plain.replace(QLatin1String("&amp;"), QLatin1String("&"));
    return plain;
}

} // namespace

Label::Label(TextRole role, QWidget* parent) : QLabel(parent), m_role(role), m_tone(ownTone(role))
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    m_laid.setCacheEnabled(true);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    restyle();
}

void Label::setText(const QString& text)
{
    put(text, {});
}

void Label::put(const QString& text, const QList<QTextLayout::FormatRange>& bold)
{
    if (text == QLabel::text() && bold == m_bold)
        return;
    m_bold = bold;
    forgetShape();
    if (text != QLabel::text())
        QLabel::setText(text); // Tells the layouts and the screen reader.
    else
        updateGeometry();
    update();
}

void Label::setMarkup(const QString& markup)
{
    QString plain;
    QList<QTextLayout::FormatRange> bold;
    bool isBold = false;
    for (QStringView rest = markup; !rest.isEmpty();) {
        const QLatin1String mark(isBold ? "</b>" : "<b>");
        const qsizetype end = rest.indexOf(mark);
        const QString piece = unescaped(end < 0 ? rest : rest.left(end));
        if (isBold) {
            QTextLayout::FormatRange range{static_cast<int>(plain.size()), static_cast<int>(piece.size()), {}};
            range.format.setFontWeight(QFont::DemiBold);
            bold.append(range);
        }
        plain += piece;
        if (end < 0)
            break;
        rest = rest.mid(end + mark.size());
        isBold = !isBold;
    }
    put(plain, bold);
}

void Label::setTone(Tone tone)
{
    if (tone == m_tone)
        return;
    m_tone = tone;
    update();
}

void Label::setRole(TextRole role)
{
    m_role = role;
    restyle();
}

void Label::setNarrow(bool isNarrow)
{
    if (isNarrow == m_isNarrow)
        return;
    m_isNarrow = isNarrow;
    restyle();
}

void Label::setTextOrHide(const QString& text)
{
    setText(text);
    setVisible(!text.isEmpty());
}

void Label::restyle()
{
    update();
    const QFont wanted = tokensOf(this).font(m_role, m_isNarrow);
    if (testAttribute(Qt::WA_SetFont) && wanted == font())
        return; // Only the colours are others.
    forgetShape();
    setFont(wanted);
    updateGeometry();
}

void Label::forgetShape()
{
    m_heights.clear();
    m_hint.reset();
    m_oneLine.reset();
    m_longestWord.reset();
    m_laidFor = {};
    m_laid.clearLayout();
}

void Label::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::StyleChange)
        restyle();
    QLabel::changeEvent(event);
}

qreal Label::lineHeight() const
{
    const qreal size = font().pixelSize();
    return std::round(size * (isTitle(m_role) ? 1.25 : m_role == TextRole::Detail ? 1.35 : 1.5));
}

qreal Label::lay(QTextLayout& layout, qreal width) const
{
    layout.setText(text());
    layout.setFont(font());
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(layoutDirection());
    option.setAlignment(QStyle::visualAlignment(layoutDirection(), alignment()) | Qt::AlignAbsolute);
    layout.setTextOption(option);
    layout.setFormats(m_bold);
    qreal y = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, y + (lineHeight() - line.height()) / 2});
        y += lineHeight();
    }
    layout.endLayout();
    return y;
}

bool Label::isBalanced() const
{
    return wordWrap() && (isTitle(m_role) || alignment().testFlag(Qt::AlignHCenter));
}

qreal Label::balanced(qreal width) const
{
    QTextLayout layout;
    const qreal height = lay(layout, width);
    if (layout.lineCount() < 2)
        return width;
    qreal narrow = qMin(width, qMax(width / 2, longestWord())); // No word is broken for balance.
    qreal wide = width;
    while (wide - narrow > 4) {
        const qreal middle = (narrow + wide) / 2;
        (lay(layout, middle) > height ? narrow : wide) = middle;
    }
    return wide;
}

QSize Label::sizeHint() const
{
    if (m_hint)
        return *m_hint;
    qreal natural = oneLine();
    if (wordWrap() && natural > widestHint) {
        QTextLayout layout;
        lay(layout, widestHint);
        natural = 0;
        for (int i = 0; i < layout.lineCount(); ++i)
            natural = qMax(natural, layout.lineAt(i).naturalTextWidth());
    }
    const int width = static_cast<int>(std::ceil(natural)) + 1;
    m_hint = QSize(width, heightForWidth(width));
    return *m_hint;
}

QSize Label::minimumSizeHint() const
{
    if (!wordWrap())
        return sizeHint();
    return {static_cast<int>(std::ceil(qMin<qreal>(longestWord(), longestWordKept))), static_cast<int>(lineHeight())};
}

qreal Label::oneLine() const
{
    if (!m_oneLine) {
        QTextLayout layout;
        lay(layout, QWIDGETSIZE_MAX);
        m_oneLine = layout.lineAt(0).naturalTextWidth();
    }
    return *m_oneLine;
}

qreal Label::longestWord() const
{
    if (!m_longestWord) {
        qreal widest = 0;
        const QFontMetricsF metrics(font());
        for (const auto& word : QStringView(text()).split(QLatin1Char(' ')))
            widest = qMax(widest, metrics.horizontalAdvance(word.toString()));
        m_longestWord = widest * 1.08; // A bold one is wider.
    }
    return *m_longestWord;
}

int Label::heightForWidth(int width) const
{
    if (!wordWrap() || width > oneLine())
        return static_cast<int>(lineHeight());
    auto known = m_heights.constFind(width);
    if (known == m_heights.constEnd()) {
        QTextLayout layout;
        known = m_heights.insert(width, static_cast<int>(std::ceil(lay(layout, qMax(1, width)))));
    }
    return *known;
}

const QTextLayout& Label::laid() const
{
    const Frame frame{width(), alignment(), layoutDirection()};
    if (m_laidFor != frame) {
        m_laidFor = frame;
        m_laidWidth = isBalanced() && frame.width <= oneLine() ? balanced(frame.width) : frame.width;
        m_laidHeight = lay(m_laid, m_laidWidth);
    }
    return m_laid;
}

QStringList Label::lines() const
{
    const QTextLayout& layout = laid();
    QStringList lines;
    for (int i = 0; i < layout.lineCount(); ++i)
        lines.append(text().mid(layout.lineAt(i).textStart(), layout.lineAt(i).textLength()));
    return lines;
}

void Label::paintEvent(QPaintEvent*)
{
    const QTextLayout& layout = laid();
    const qreal top = alignment().testFlag(Qt::AlignTop) ? 0 : (height() - m_laidHeight) / 2;
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    const qreal left = alignment().testFlag(Qt::AlignHCenter) ? (width() - m_laidWidth) / 2
                       : isMirrored                           ? width() - m_laidWidth
                                                              : 0;
    QPainter painter(this);
    painter.setPen(tokensOf(this).colour(m_tone));
    layout.draw(&painter, {std::round(left), std::round(top)});
}

} // namespace keydesk
