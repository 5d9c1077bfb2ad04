#pragma once

class QWidget;

namespace keydesk {

/// Lays out anew whatever waits for it and is visible in this widget, from the innermost out. Left to the event loop,
/// each level of nesting takes a round of its own, and the window is painted after every one.
void settleLayouts(QWidget* widget);

} // namespace keydesk
