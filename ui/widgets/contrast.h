#pragma once

#include <QColor>
#include <QList>

namespace keydesk {

/// Contrast ratio of two opaque colours, 1 to 21 (WCAG 2.2, "contrast ratio").
double contrastRatio(const QColor& one, const QColor& other);

/// The colour nearest in lightness (same hue) that reaches the ratio against every one of the grounds; black or white
/// when no shade of the hue does.
QColor withContrast(const QColor& colour, const QList<QColor>& grounds, double ratio);

/// share of top over ground, 0 to 1; opaque.
QColor mixed(const QColor& top, const QColor& ground, double share);

} // namespace keydesk
