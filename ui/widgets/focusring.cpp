#include "widgets/focusring.h"

#include "widgets/style.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QApplication>
#include <QEvent>
#include <QPainter>
#include <QScrollArea>

namespace keydesk {
namespace {

constexpr int line = 2;
constexpr int halo = 4;

/// The ring is drawn inside what scrolls, so that it moves and is cut with it.
QWidget* groundOf(QWidget* target, QWidget* window)
{
    for (QWidget* w = target->parentWidget(); w != nullptr && w != window; w = w->parentWidget()) {
        auto* viewport = w->parentWidget();
        if (viewport != nullptr && qobject_cast<QScrollArea*>(viewport->parentWidget()) != nullptr)
            return w;
    }
    return window;
}

} // namespace

FocusRing::FocusRing(QWidget* window) : QWidget(window), m_window(window)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    hide();
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
        follow(now != nullptr && m_window && m_window->isAncestorOf(now) ? now : nullptr);
    });
}

int FocusRing::gap() const { return qobject_cast<QAbstractButton*>(m_target) != nullptr ? line : 0; }

void FocusRing::follow(QWidget* target)
{
    for (const auto& watched : m_watched) {
        if (watched)
            watched->removeEventFilter(this);
    }
    m_watched.clear();
    const bool isShown = target != nullptr && !target->property("hasOwnFocus").toBool()
                         && qobject_cast<QAbstractScrollArea*>(target) == nullptr;
    m_target = isShown ? target : nullptr;
    if (!m_target) {
        hide();
        return;
    }
    QWidget* ground = groundOf(m_target, m_window);
    for (QWidget* w = m_target; w != nullptr && w != ground; w = w->parentWidget()) {
        w->installEventFilter(this);
        m_watched.append(w);
    }
    setParent(ground);
    place();
}

void FocusRing::place()
{
    if (!m_target || !m_target->isVisible()) {
        hide();
        return;
    }
    const int outside = gap() + (gap() > 0 ? line : 0) + halo;
    const QRect area(m_target->mapTo(parentWidget(), QPoint()), m_target->size());
    setGeometry(area.adjusted(-outside, -outside, outside, outside));
    show();
    raise();
}

bool FocusRing::eventFilter(QObject*, QEvent* event)
{
    switch (event->type()) {
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::Show:
    case QEvent::Hide:
        place();
        break;
    default:
        break;
    }
    return false;
}

void FocusRing::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokensOf(this);
    const double corner = t.controlRadius;
    QPainter painter(this);
    drawPanel(painter, rect(), corner + halo + 2 * gap(), Qt::transparent, t.scheme == Scheme::HighContrast ? t.background : t.accentSoft, halo);
    drawPanel(painter, QRectF(rect()).adjusted(halo, halo, -halo, -halo), corner + gap() * 2, Qt::transparent, t.accent, line);
}

} // namespace keydesk
