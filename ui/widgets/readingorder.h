#pragma once

#include <QList>

class QWidget;

namespace keydesk {

/// The widgets of a window that Tab visits, in the order in which one reads: the header, what scrolls (from its top,
/// even where it is scrolled away), then the foot; row by row, each from the side where reading begins.
QList<QWidget*> readingOrder(const QWidget* window);

/// Moves the keyboard one step in that order, round at the ends. For a window's focusNextPrevChild().
bool focusInReadingOrder(QWidget* window, bool isForward);

} // namespace keydesk
