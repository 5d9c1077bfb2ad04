#include "widgets/notice.h"

#include "widgets/accessible.h"
#include "widgets/button.h"
#include "widgets/foldlayout.h"
#include "widgets/icons.h"
#include "widgets/label.h"
#include "widgets/settle.h"
#include "widgets/style.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>

namespace keydesk {
namespace {

constexpr int least = 220; ///< With less room for the words, the button goes below them.

Tone toneOf(Notice::Kind kind)
{
    switch (kind) {
    case Notice::Kind::Tip:
        return Tone::Accent;
    case Notice::Kind::Good:
        return Tone::Good;
    case Notice::Kind::Warning:
        return Tone::Warning;
    case Notice::Kind::Harm:
        return Tone::Harm;
    }
    return Tone::Accent;
}

QString iconOf(Notice::Kind kind)
{
    switch (kind) {
    case Notice::Kind::Tip:
        return QStringLiteral("tip");
    case Notice::Kind::Good:
        return QStringLiteral("good");
    case Notice::Kind::Warning:
        return QStringLiteral("warning");
    case Notice::Kind::Harm:
        return QStringLiteral("harm");
    }
    return {};
}

} // namespace

Notice::Notice(QWidget* parent)
    : QWidget(parent),
      m_icon(new Drawing(QStringLiteral("tip"), {24, 24}, this)),
      m_text(new Label(TextRole::Help, this)),
      m_detail(new Label(TextRole::Detail, this)),
      m_action(new Button(Button::Kind::Quiet, this))
{
    setAccessibleRole(this, QAccessible::Notification);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_text);
    words->addWidget(m_detail);
    auto* fold = new FoldLayout(FoldLayout::Shape::Row, 8);
    fold->setFilling(false);
    fold->addLayoutItem(words, 1);
    fold->addWidget(m_action);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 12, 16, 12);
    row->setSpacing(12);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addLayout(fold, 1);
    m_action->hide();
    hide();
    connect(m_action, &Button::chosen, this, &Notice::actionChosen);
}

void Notice::show(Kind kind, const Words& words)
{
    const bool isNew = words != m_words || isHidden();
    m_kind = kind;
    m_words = words;
    m_icon->setName(iconOf(kind));
    const QString lead =
        words.lead.isEmpty() ? QString() : QStringLiteral("<b>") + words.lead.toHtmlEscaped() + QStringLiteral("</b> ");
    m_text->setMarkup(lead + words.text.toHtmlEscaped());
    m_detail->setTextOrHide(words.detail);
    setAccessibleName(spoken());
    restyle();
    setVisible(true);
    if (isNew) {
        QAccessibleEvent event(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

void Notice::reveal()
{
    // Once the page has found room for it.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (!isVisible())
                return; // A page opens at its top.
            settleLayouts(window());
            for (QWidget* w = parentWidget(); w != nullptr; w = w->parentWidget()) {
                if (auto* area = qobject_cast<QScrollArea*>(w))
                    area->ensureWidgetVisible(this, 0, 8);
            }
        },
        Qt::QueuedConnection);
}

void Notice::clear()
{
    m_words = {};
    hide();
}

void Notice::setAction(const QString& text)
{
    m_action->setText(text);
    m_action->setVisible(!text.isEmpty());
    m_text->setMinimumWidth(text.isEmpty() ? 0 : least);
}

QString Notice::spoken() const
{
    QStringList parts{m_words.lead, m_words.text, m_words.detail};
    parts.removeAll(QString());
    return parts.join(QLatin1Char(' '));
}

void Notice::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::StyleChange)
        restyle();
    QWidget::changeEvent(event);
}

void Notice::restyle()
{
    m_icon->setTone(toneOf(m_kind));
    m_text->setTone(toneOf(m_kind));
    m_action->setTone(toneOf(m_kind));
    m_detail->setTone(toneOf(m_kind));
    update();
}

void Notice::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokensOf(this);
    const Tone tone = toneOf(m_kind);
    const QColor line = t.scheme == Scheme::HighContrast ? t.colour(tone) : t.soft(tone);
    QPainter painter(this);
    drawPanel(painter, rect(), t.controlRadius, t.soft(tone), line);
}

} // namespace keydesk
