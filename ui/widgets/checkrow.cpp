#include "widgets/checkrow.h"

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

constexpr int padding = 20;
constexpr int boxSize = 28;
constexpr int gap = 18;
constexpr int wrapped = Qt::TextWordWrap | Qt::AlignTop;

} // namespace

CheckRow::CheckRow(QWidget* parent) : QAbstractButton(parent)
{
    setCheckable(true);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setProperty("focusCorner", tokensOf(this).cardRadius);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void CheckRow::setChoosable(bool isChoosable)
{
    setCheckable(isChoosable);
    setEnabled(isChoosable);
}

void CheckRow::show(const QString& title, const QString& sentence, const QString& state, Tone stateTone)
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

const CheckRow::Places& CheckRow::places(int width) const
{
    auto known = m_places.constFind(width);
    if (known == m_places.constEnd())
        known = m_places.insert(width, measure(width));
    return *known;
}

CheckRow::Places CheckRow::measure(int width) const
{
    const Tokens& t = tokensOf(this);
    const int left = padding + boxSize + gap;
    const int room = qMax(40, width - left - padding);
    const auto height = [room](const QFont& font, const QString& text) {
        const QFontMetrics metrics(font);
        const QRect most(0, 0, room, 10000);
        return metrics.boundingRect(most, wrapped, breakable(text, metrics, room)).height();
    };
    Places p;
    p.title = {left, padding, room, height(t.font(TextRole::Strong), text())};
    p.sentence = {left, p.title.bottom() + 5, room, height(t.font(TextRole::Help), m_sentence)};
    if (!m_state.isEmpty())
        p.state = QRect(QPoint(left, p.sentence.bottom() + 11), tagSize(m_state, t));
    p.height = qMax(p.state.bottom(), p.sentence.bottom()) + 1 + padding;
    return p;
}

QSize CheckRow::sizeHint() const
{
    return {480, heightForWidth(480)};
}

QSize CheckRow::minimumSizeHint() const
{
    return {272, heightForWidth(2000)}; // Least height, not height at least width.
}

int CheckRow::heightForWidth(int width) const
{
    return places(width).height;
}

void CheckRow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::StyleChange) {
        m_places.clear();
        updateGeometry();
    }
    QAbstractButton::changeEvent(event);
}

void CheckRow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

void CheckRow::drawBox(QPainter& painter, const QRect& box) const
{
    const Tokens& t = tokensOf(this);
    drawPanel(painter, box, 7, isChecked() ? t.accent : t.card, isChecked() ? t.accent : t.outline, 2);
    if (!isChecked())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(t.onAccent, 2.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF corner = box.topLeft();
    painter.drawPolyline(QPolygonF{corner + QPointF(7.5, 14.5), corner + QPointF(12, 19), corner + QPointF(20.5, 9.5)});
    painter.restore();
}

void CheckRow::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokensOf(this);
    const Places& p = places(width());
    const auto mirrored = [this](const QRect& r) { return QStyle::visualRect(layoutDirection(), rect(), r); };
    QPainter painter(this);
    const QColor ground = isDown() ? t.accentSoft : underMouse() ? mixed(t.accentSoft, t.card, 0.4) : t.card;
    drawPanel(painter, rect(), t.cardRadius, ground, isChecked() || underMouse() ? t.accent : t.line);
    const QRect box = mirrored({padding, padding, boxSize, boxSize});
    if (isCheckable())
        drawBox(painter, box);
    else
        painter.drawPixmap(box.topLeft(), lineIcon(QStringLiteral("key"), boxSize, t.muted, this));
    painter.setPen(t.text);
    painter.setFont(t.font(TextRole::Strong));
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
