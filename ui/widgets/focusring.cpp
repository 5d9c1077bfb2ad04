#include "widgets/focusring.h"

#include "widgets/style.h"

#include <QAbstractButton>
#include <QApplication>
#include <QEvent>
#include <QPainter>
#include <QScrollArea>

namespace keydesk {
namespace {

constexpr int line = 2;
constexpr int halo = 4;

/// On a filled button the line would drown in the fill: there it stands outside, with a gap.
int gapAt(const QWidget* target)
{
    return qobject_cast<const QAbstractButton*>(target) != nullptr ? line : 0;
}

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

class Ring : public QWidget
{
public:
    Ring(QWidget* ground, const QWidget* target)
        : QWidget(ground), m_corner(target->property("focusCorner")), m_gap(gapAt(target))
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setAttribute(Qt::WA_NoSystemBackground);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Tokens& t = tokensOf(this);
        const double corner = (m_corner.isValid() ? m_corner.toInt() : t.controlRadius) + 2 * m_gap;
        const bool hasHalo = t.scheme != Scheme::HighContrast;
        QPainter painter(this);
        if (!hasHalo) {
            // A soft halo would not be seen: a thicker line takes its place.
            drawPanel(painter, QRectF(rect()).adjusted(2, 2, -2, -2), corner + 2, Qt::transparent, t.accent, 3);
            return;
        }
        drawPanel(painter, rect(), corner + halo, Qt::transparent, t.accentSoft, halo);
        drawPanel(painter, QRectF(rect()).adjusted(halo, halo, -halo, -halo), corner, Qt::transparent, t.accent, line);
    }

private:
    QVariant m_corner;
    int m_gap;
};

} // namespace

FocusRing::FocusRing(QWidget* window) : QObject(window), m_window(window)
{
    connect(qApp, &QApplication::focusChanged, this,
            [this](QWidget*, QWidget* now) { follow(now != nullptr && m_window->isAncestorOf(now) ? now : nullptr); });
}

void FocusRing::follow(QWidget* target)
{
    for (const auto& watched : m_watched) {
        if (watched)
            watched->removeEventFilter(this);
    }
    m_watched.clear();
    delete m_ring;
    m_target = target;
    if (!m_target || m_target->property("hasNoRing").toBool())
        return;
    QWidget* ground = groundOf(m_target, m_window);
    for (QWidget* w = m_target; w != nullptr && w != ground; w = w->parentWidget()) {
        w->installEventFilter(this);
        m_watched.append(w);
    }
    m_ring = new Ring(ground, m_target);
    place();
}

void FocusRing::place()
{
    if (!m_ring || !m_target)
        return;
    const QVariant part = m_target->property("focusArea");
    const QRect inner = part.isValid() ? part.toRect() : m_target->rect();
    const QRect area(m_target->mapTo(m_ring->parentWidget(), inner.topLeft()), inner.size());
    const int gap = gapAt(m_target);
    const int outside = gap + (gap > 0 ? line : 0) + halo;
    m_ring->setGeometry(area.adjusted(-outside, -outside, outside, outside));
    m_ring->setVisible(m_target->isVisible());
    m_ring->raise();
}

void FocusRing::reveal()
{
    for (QWidget* w = m_target->parentWidget(); w != nullptr; w = w->parentWidget()) {
        if (auto* area = qobject_cast<QScrollArea*>(w))
            area->ensureWidgetVisible(m_target, 0, 16);
    }
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
        // A page opens at its top, even if its first field is further down; typing brings it into sight.
        if (watched == m_target)
            reveal();
        break;
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::Show:
    case QEvent::Hide:
    case QEvent::DynamicPropertyChange:
        place();
        break;
    default:
        break;
    }
    return false;
}

} // namespace keydesk
