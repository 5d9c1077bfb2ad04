#include "widgets/card.h"

#include "widgets/accessible.h"
#include "widgets/style.h"

#include <QPainter>

namespace keydesk {

Card::Card(QWidget* parent) : QWidget(parent), m_body(new QVBoxLayout(this))
{
    setAccessibleRole(this, QAccessible::Grouping);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_body->setContentsMargins(24, 24, 24, 24);
    m_body->setSpacing(8);
}

void Card::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokensOf(this);
    QPainter painter(this);
    drawPanel(painter, rect(), t.cardRadius, t.card, t.line);
}

Hairline::Hairline(QWidget* parent) : QWidget(parent)
{
    setFixedHeight(1);
}

void Hairline::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), tokensOf(this).line);
}

} // namespace keydesk
