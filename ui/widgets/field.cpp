#include "widgets/field.h"

#include <QContextMenuEvent>
#include <QEvent>
#include <QKeyEvent>
#include <QVariant>

namespace keydesk {
namespace {

constexpr int longestText = 512;

} // namespace

Field::Field(QWidget* parent) : QLineEdit(parent)
{
    setMaxLength(longestText);
    setDragEnabled(false);
    setAttribute(Qt::WA_MacShowFocusRect, false);
    reserve();
    restyle();
}

void Field::reserve()
{
    // An empty text is kept with its buffer. Typing then writes into that one buffer and leaves no outgrown copies of
    // half a password behind on the heap.
    QString room;
    room.reserve(longestText);
    setText(room);
}

void Field::setRefused(bool isRefused, const QString& why, Tone tone)
{
    m_refusal = isRefused ? std::optional(tone) : std::nullopt;
    setAccessibleDescription(why);
    update();
}

QPen Field::edge() const
{
    const Tokens& t = tokensOf(this);
    return m_refusal ? QPen(t.colour(*m_refusal), 2) : QPen(t.outline, 1);
}

Secret Field::takeSecret()
{
    QString typed = text();
    reserve(); // Also forgets the undo history.
    return Secret::takeText(typed);
}

void Field::wipe()
{
    takeSecret().clear();
}

void Field::keyPressEvent(QKeyEvent* event)
{
    const bool leaves = event->matches(QKeySequence::Copy) || event->matches(QKeySequence::Cut);
    if (leaves && tokensOf(this).isKiosk) {
        event->accept();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

// Marking with the mouse writes the primary selection, which outlives the visit.
void Field::mouseMoveEvent(QMouseEvent* event)
{
    if (!tokensOf(this).isKiosk)
        QLineEdit::mouseMoveEvent(event);
}

void Field::mouseReleaseEvent(QMouseEvent* event)
{
    if (tokensOf(this).isKiosk)
        deselect();
    QLineEdit::mouseReleaseEvent(event);
}

void Field::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (!tokensOf(this).isKiosk)
        QLineEdit::mouseDoubleClickEvent(event);
}

void Field::contextMenuEvent(QContextMenuEvent* event)
{
    if (tokensOf(this).isKiosk)
        event->accept();
    else
        QLineEdit::contextMenuEvent(event);
}

void Field::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::StyleChange)
        restyle();
    QLineEdit::changeEvent(event);
}

void Field::restyle()
{
    setFont(tokensOf(this).font(TextRole::Body));
    updateGeometry();
}

} // namespace keydesk
