#include "widgets/settle.h"

#include <QCoreApplication>
#include <QEvent>
#include <QLayout>
#include <QWidget>

namespace keydesk {

void settleLayouts(QWidget* widget)
{
    for (QObject* child : widget->children()) {
        if (!child->isWidgetType())
            continue;
        auto* inner = static_cast<QWidget*>(child);
        if (inner->isVisible() && !inner->isWindow())
            settleLayouts(inner);
    }
    if (widget->layout() == nullptr || !widget->layout()->activate())
        return;
    // Others watch for the request: scroll areas, the page. Sending posted events from here would draw what was posted
    // meanwhile into this round of the event loop.
    QCoreApplication::removePostedEvents(widget, QEvent::LayoutRequest);
    QEvent request(QEvent::LayoutRequest);
    QCoreApplication::sendEvent(widget, &request);
}

} // namespace keydesk
