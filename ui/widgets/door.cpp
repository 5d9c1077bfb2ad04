#include "widgets/door.h"

#include "widgets/breaks.h"
#include "widgets/contrast.h"
#include "widgets/icons.h"
#include "widgets/style.h"
#include "widgets/tag.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

namespace keydesk {
namespace {

constexpr int padding = 24;
constexpr int tile = 48;
constexpr int gap = 18;
constexpr int chevron = 20;
constexpr int wrapped = Qt::TextWordWrap | Qt::AlignTop;

} // namespace

Door::Door(const QString& picture, QWidget* parent) : QAbstractButton(parent), m_picture(picture)
{
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setProperty("focusCorner", tokensOf(this).cardRadius);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void Door::show(const QString& title, const QString& sentence, const QString& state, Tone stateTone)
{
    setText(title);
    m_sentence = sentence;
    m_state = state;
    m_stateTone = stateTone;
    m_places.clear();
    setAccessibleDescription(state.isEmpty() ? sentence : QString(state + QStringLiteral(". ") + sentence));
    updateGeometry();
    update();
}

const Door::Places& Door::places(int width) const
{
    auto known = m_places.constFind(width);
    if (known == m_places.constEnd())
        known = m_places.insert(width, measure(width));
    return *known;
}

Door::Places Door::measure(int width) const
{
    const Tokens& t = tokensOf(this);
    const int left = padding + tile + gap;
    const int room = qMax(40, width - left - padding - chevron - 8);
    const auto height = [room](const QFont& font, const QString& text) {
        const QFontMetrics metrics(font);
        const QRect most(0, 0, room, 10000);
        return metrics.boundingRect(most, wrapped, breakable(text, metrics, room)).height();
    };
    Places p;
    p.title = {left, padding, room, height(t.font(TextRole::Heading), text())};
    p.sentence = {left, p.title.bottom() + 7, room, height(t.font(TextRole::Help), m_sentence)};
    if (!m_state.isEmpty())
        p.state = QRect(QPoint(left, p.sentence.bottom() + 13), tagSize(m_state, t));
    p.height = qMax(qMax(p.state.bottom(), p.sentence.bottom()) + 1 + padding, tile + 2 * padding);
    return p;
}

QSize Door::sizeHint() const
{
    return {480, heightForWidth(480)};
}
QSize Door::minimumSizeHint() const
{
    return {272, heightForWidth(2000)};
} // Least height, not height at least width.
int Door::heightForWidth(int width) const
{
    return places(width).height;
}

void Door::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::StyleChange) {
        m_places.clear();
        updateGeometry();
    }
    QAbstractButton::changeEvent(event);
}

void Door::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

void Door::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokensOf(this);
    const Places& p = places(width());
    const auto mirrored = [this](const QRect& r) { return QStyle::visualRect(layoutDirection(), rect(), r); };
    QPainter painter(this);

    const QColor ground = isDown() ? t.accentSoft : underMouse() ? mixed(t.accentSoft, t.card, 0.4) : t.card;
    drawPanel(painter, rect(), t.cardRadius, ground, underMouse() ? t.accent : t.line);
    const QRect square = mirrored({padding, padding, tile, tile});
    drawPanel(painter, square, t.controlRadius, t.accentSoft, t.accentSoft);
    painter.drawPixmap(square.center() - QPoint(13, 13), lineIcon(m_picture, 28, t.accent, this));
    const bool isRightToLeft = layoutDirection() == Qt::RightToLeft;
    painter.drawPixmap(mirrored({width() - padding - chevron, padding, chevron, chevron}).topLeft(),
                       lineIcon(isRightToLeft ? QStringLiteral("chevron-left") : QStringLiteral("chevron-right"),
                                chevron, t.muted, this));

    painter.setPen(t.text);
    painter.setFont(t.font(TextRole::Heading));
    painter.drawText(mirrored(p.title), wrapped | Qt::AlignLeft,
                     breakable(text(), painter.fontMetrics(), p.title.width()));
    painter.setPen(t.muted);
    painter.setFont(t.font(TextRole::Help));
    painter.drawText(mirrored(p.sentence), wrapped | Qt::AlignLeft,
                     breakable(m_sentence, painter.fontMetrics(), p.sentence.width()));
    if (!m_state.isEmpty())
        drawTag(painter, mirrored(p.state), m_state, m_stateTone, t);
}

} // namespace keydesk
