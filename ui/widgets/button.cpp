#include "widgets/button.h"

#include "widgets/contrast.h"
#include "widgets/icons.h"
#include "widgets/style.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QStyleOption>
#include <QToolTip>

namespace keydesk {
namespace {

constexpr int pictureGap = 10;
constexpr int textFlags = Qt::AlignCenter | Qt::TextWordWrap;
constexpr int widestLine = 420;
constexpr int lightRadius = 10; ///< Of buttons that are lower and lighter than the page's.

} // namespace

Button::Button(Kind kind, QWidget* parent) : QPushButton(parent), m_kind(kind)
{
    setAutoDefault(false);
    setCursor(Qt::PointingHandCursor);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_words.setTextFormat(Qt::PlainText);
    QTextOption option(Qt::AlignHCenter);
    option.setWrapMode(QTextOption::WordWrap);
    m_words.setTextOption(option);
    connect(this, &QPushButton::clicked, this, [this] {
        if (isReady()) {
            Q_EMIT chosen();
            return;
        }
        sayMissing();
        Q_EMIT missed();
    });
    restyle();
}

void Button::setKind(Kind kind)
{
    m_kind = kind;
    restyle();
}

void Button::setPicture(const QString& name)
{
    m_picture = name;
    restyle();
}

void Button::setTextHidden(bool isHidden)
{
    m_isTextHidden = isHidden;
    restyle();
}

void Button::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

void Button::setCompact(bool isCompact)
{
    m_isCompact = isCompact;
    restyle();
}

void Button::setMissing(const QString& sentence)
{
    if (sentence == m_missing)
        return;
    m_missing = sentence;
    setToolTip(sentence);
    setAccessibleDescription(sentence);
    setCursor(isReady() ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void Button::restyle()
{
    const Tokens& t = tokensOf(this);
    QFont f = t.font(m_isCompact ? TextRole::Help : TextRole::Strong);
    if (m_kind == Kind::Quiet)
        f = t.font(TextRole::Caption);
    setProperty("focusCorner", m_kind == Kind::Quiet || m_isCompact ? lightRadius : t.controlRadius);
    update();
    if (f != font() || !testAttribute(Qt::WA_SetFont)) {
        setFont(f);
        m_textSizes.clear();
        m_longestWord.reset();
    }
    updateGeometry();
}

void Button::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::StyleChange)
        restyle();
    QPushButton::changeEvent(event);
}

int Button::padding() const
{
    if (m_isTextHidden)
        return 0;
    if (m_kind == Kind::Quiet)
        return 0;
    return m_isCompact ? 16 : 28;
}

int Button::pictureSize() const
{
    return font().pixelSize() * 5 / 4;
}

int Button::pictureWidth() const
{
    if (m_picture.isEmpty())
        return 0;
    return m_isTextHidden ? pictureSize() : pictureSize() + pictureGap;
}

QSize Button::textSize(int width) const
{
    if (m_isTextHidden)
        return {};
    if (text() != m_measured) {
        m_textSizes.clear();
        m_longestWord.reset();
        m_measured = text();
    }
    auto known = m_textSizes.constFind(width);
    if (known == m_textSizes.constEnd())
        known = m_textSizes.insert(
            width, QFontMetrics(font()).boundingRect(QRect(0, 0, width, 10000), textFlags, text()).size());
    return *known;
}

int Button::longestWord() const
{
    if (m_isTextHidden)
        return 0;
    textSize(widestLine); // Forgets what belongs to another text.
    if (!m_longestWord) {
        m_longestWord = 0;
        for (const auto& word : text().split(QLatin1Char(' ')))
            m_longestWord = qMax(*m_longestWord, QFontMetrics(font()).horizontalAdvance(word));
    }
    return *m_longestWord;
}

QSize Button::sizeHint() const
{
    const Tokens& t = tokensOf(this);
    const QSize area = textSize(widestLine);
    const int least = m_isCompact || m_kind == Kind::Quiet ? t.target : t.control;
    const int width = area.width() + pictureWidth() + 2 * padding() + (m_isTextHidden ? 0 : 2);
    return {qMax(m_isTextHidden ? t.target : least, width), heightForWidth(width)};
}

QSize Button::minimumSizeHint() const
{
    const QSize hint = sizeHint();
    return {qMin(hint.width(), qMax(tokensOf(this).target, longestWord() + pictureWidth() + 2 * padding() + 4)),
            hint.height()};
}

int Button::heightForWidth(int width) const
{
    const Tokens& t = tokensOf(this);
    const int least = m_isCompact || m_kind == Kind::Quiet ? t.target : t.control;
    const int room = qMax(1, width - 2 * padding() - pictureWidth());
    const int lines = textSize(room).height();
    return qMax(least, lines + 2 * (m_kind == Kind::Quiet ? 4 : 14) - (m_isCompact ? 8 : 0));
}

Button::Colours Button::colours() const
{
    const Tokens& t = tokensOf(this);
    const QColor none(Qt::transparent);
    if (!isReady() || !isEnabled()) {
        const bool isFilled = m_kind == Kind::Primary || m_kind == Kind::Harm;
        const QColor line = t.scheme == Scheme::HighContrast ? t.onWaiting : t.waiting;
        return isFilled ? Colours{t.waiting, line, t.onWaiting}
                        : Colours{none, m_kind == Kind::Quiet ? none : t.line, t.onWaiting};
    }
    const bool isHeld = isDown();
    const bool isHovered = underMouse();
    const auto lit = [&](const QColor& fill) {
        return isHeld ? mixed(t.text, fill, 0.22) : isHovered ? mixed(t.text, fill, 0.10) : fill;
    };
    if (isChecked())
        return {t.accentSoft, t.accent, t.accent};
    const QColor resting = isHeld ? t.accentSoft : isHovered ? mixed(t.accentSoft, t.card, 0.5) : t.card;
    switch (m_kind) {
    case Kind::Primary:
        return {lit(t.accent), lit(t.accent), t.onAccent};
    case Kind::Harm:
        return {lit(t.harm), lit(t.harm), t.onHarm};
    case Kind::Secondary:
        return {resting, t.line, t.text};
    case Kind::HarmPlain:
        return {isHeld || isHovered ? t.harmSoft : t.card, t.line, t.harm};
    case Kind::Quiet:
        return {none, none, isHeld ? mixed(t.text, t.colour(m_tone), 0.4) : t.colour(m_tone)};
    }
    return {};
}

void Button::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokensOf(this);
    const Colours c = colours();
    QPainter painter(this);
    const int radius = m_kind == Kind::Quiet || m_isCompact ? lightRadius : t.controlRadius;
    drawPanel(painter, rect(), radius, c.fill, c.line);

    const int room = width() - 2 * padding() - pictureWidth();
    const QSize area = textSize(room);
    const int whole = area.width() + pictureWidth();
    QRect picture((width() - whole) / 2, (height() - pictureSize()) / 2, pictureSize(), pictureSize());
    QRect words(picture.left() + pictureWidth(), 0, area.width(), height());
    if (layoutDirection() == Qt::RightToLeft) {
        picture.moveRight(width() - picture.left());
        words.moveLeft((width() - whole) / 2);
    }
    if (!m_picture.isEmpty())
        painter.drawPixmap(picture.topLeft(), lineIcon(m_picture, pictureSize(), c.ink, this));
    if (m_isTextHidden)
        return;
    QFont f = font();
    f.setUnderline(m_kind == Kind::Quiet && isReady() && underMouse());
    painter.setFont(f);
    painter.setPen(c.ink);
    // The rounding of metrics must not break a line that fits.
    words.adjust(-2, 0, 2, 0);
    if (m_words.text() != text())
        m_words.setText(text());
    if (m_words.textWidth() != words.width())
        m_words.setTextWidth(words.width());
    painter.drawStaticText(words.left(), (height() - area.height()) / 2, m_words);
}

void Button::focusInEvent(QFocusEvent* event)
{
    QPushButton::focusInEvent(event);
    const auto reason = event->reason();
    if (!isReady() && (reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason))
        sayMissing();
}

void Button::keyPressEvent(QKeyEvent* event)
{
    // Space presses any button; here Return does, too.
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QPushButton::keyPressEvent(event);
}

void Button::sayMissing()
{
    QToolTip::showText(mapToGlobal(QPoint(width() / 2, -4 * font().pixelSize())), m_missing, this);
}

} // namespace keydesk
