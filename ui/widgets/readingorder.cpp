#include "widgets/readingorder.h"

#include "widgets/pageframe.h"

#include <QScrollArea>
#include <algorithm>

namespace keydesk {
namespace {

struct Stop
{
    QWidget* widget;
    int section; ///< 0 header, 1 what scrolls, 2 the rest of the page.
    QRect area;  ///< In the section's own coordinates.
};

Stop stopFor(QWidget* widget, const QWidget* window)
{
    const QWidget* page = nullptr;
    for (QWidget* w = widget; w != nullptr && w != window; w = w->parentWidget()) {
        auto* viewport = w->parentWidget();
        if (viewport != nullptr && qobject_cast<QScrollArea*>(viewport->parentWidget()) != nullptr)
            return {widget, 1, QRect(widget->mapTo(w, QPoint()), widget->size())};
        if (qobject_cast<PageFrame*>(w) != nullptr)
            page = w;
    }
    return {widget, page != nullptr ? 2 : 0, QRect(widget->mapTo(window, QPoint()), widget->size())};
}

bool isSameRow(const QRect& a, const QRect& b)
{
    const int shared = qMin(a.bottom(), b.bottom()) - qMax(a.top(), b.top());
    return shared * 2 > qMin(a.height(), b.height());
}

} // namespace

QList<QWidget*> readingOrder(const QWidget* window)
{
    QList<Stop> stops;
    for (QWidget* widget : window->findChildren<QWidget*>()) {
        const bool isStop = widget->isVisible() && widget->isEnabled() && !widget->isWindow() &&
                            widget->window() == window && (widget->focusPolicy() & Qt::TabFocus) != 0;
        if (isStop)
            stops.append(stopFor(widget, window));
    }
    std::stable_sort(stops.begin(), stops.end(), [](const Stop& a, const Stop& b) {
        return a.section != b.section ? a.section < b.section : a.area.top() < b.area.top();
    });
    const bool isMirrored = window->layoutDirection() == Qt::RightToLeft;
    QList<QWidget*> order;
    for (auto row = stops.begin(); row != stops.end();) {
        auto end = std::find_if(row, stops.end(), [row](const Stop& stop) {
            return stop.section != row->section || !isSameRow(stop.area, row->area);
        });
        std::stable_sort(row, end, [isMirrored](const Stop& a, const Stop& b) {
            return isMirrored ? a.area.right() > b.area.right() : a.area.left() < b.area.left();
        });
        for (; row != end; ++row)
            order.append(row->widget);
    }
    return order;
}

bool focusInReadingOrder(QWidget* window, bool isForward)
{
    const QList<QWidget*> order = readingOrder(window);
    if (order.isEmpty())
        return false;
    const qsizetype count = order.size();
    const qsizetype now = order.indexOf(window->focusWidget());
    const qsizetype next = now < 0 ? (isForward ? 0 : count - 1) : (now + (isForward ? 1 : count - 1)) % count;
    order[next]->setFocus(isForward ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    for (QWidget* w = order[next]->parentWidget(); w != nullptr; w = w->parentWidget()) {
        if (auto* area = qobject_cast<QScrollArea*>(w))
            area->ensureWidgetVisible(order[next], 0, 16);
    }
    return true;
}

} // namespace keydesk
