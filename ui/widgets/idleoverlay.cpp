#include "widgets/idleoverlay.h"

#include "widgets/accessible.h"
#include "widgets/button.h"
#include "widgets/card.h"
#include "widgets/countdownbar.h"
#include "widgets/foldlayout.h"
#include "widgets/icons.h"
#include "widgets/label.h"

#include <QKeyEvent>
#include <QPainter>

namespace keydesk {
namespace {

constexpr int pictureHeight = 680;

} // namespace

IdleOverlay::IdleOverlay(QWidget* parent)
    : QWidget(parent),
      m_drawing(new Drawing(QStringLiteral("hourglass"), {72, 72})),
      m_title(new Label(TextRole::Title)),
      m_text(new Label(TextRole::Body)),
      m_countdown(new CountdownBar),
      m_finish(new Button(Button::Kind::Secondary)),
      m_stay(new Button(Button::Kind::Primary))
{
    setAccessibleRole(this, QAccessible::AlertMessage);
    auto* card = new Card(this);
    card->setMaximumWidth(560);
    card->body()->setSpacing(16);
    card->body()->addWidget(m_drawing, 0, Qt::AlignHCenter);
    for (Label* label : {m_title, m_text}) {
        label->setAlignment(Qt::AlignHCenter);
        label->setNarrow(true);
        card->body()->addWidget(label);
    }
    card->body()->addWidget(m_countdown);
    auto* buttons = new FoldLayout(FoldLayout::Shape::Even, 12);
    buttons->addWidget(m_finish);
    buttons->addWidget(m_stay);
    card->body()->addSpacing(8);
    card->body()->addLayout(buttons);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(card, 1000);
    row->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->addStretch(1);
    column->addLayout(row);
    column->addStretch(1);
    connect(m_stay, &Button::chosen, this, &IdleOverlay::stayed);
    connect(m_finish, &Button::chosen, this, &IdleOverlay::finished);
    retranslate();
    hide();
}

void IdleOverlay::show(std::optional<std::chrono::seconds> left)
{
    if (!left) {
        hide();
        return;
    }
    const bool isNew = isHidden();
    m_whole = isNew ? *left : qMax(m_whole, *left);
    m_countdown->show(*left, m_whole);
    if (!isNew)
        return;
    raise();
    setVisible(true);
    m_stay->setFocus(Qt::OtherFocusReason);
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void IdleOverlay::retranslate()
{
    m_title->setText(tr("Are you still there?"));
    m_text->setText(tr("To protect your account, this screen will be cleared and you will be signed out."));
    m_stay->setText(tr("I am still here"));
    m_finish->setText(tr("Finish now"));
    describe(this, m_title->text(), m_text->text());
}

void IdleOverlay::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void IdleOverlay::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT stayed();
    event->accept(); // Nothing reaches the page behind.
}

bool IdleOverlay::focusNextPrevChild(bool)
{
    // The keyboard stays on the two buttons.
    (m_stay->hasFocus() ? m_finish : m_stay)->setFocus(Qt::TabFocusReason);
    return true;
}

void IdleOverlay::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_drawing->setVisible(height() >= pictureHeight); // The words and buttons come first.
}

void IdleOverlay::paintEvent(QPaintEvent*)
{
    QColor veil = tokensOf(this).scheme == Scheme::Light ? QColor(0x17202A) : QColor(Qt::black);
    veil.setAlphaF(0.62F);
    QPainter painter(this);
    painter.fillRect(rect(), veil);
}

} // namespace keydesk
