#include "widgets/contrast.h"

#include <algorithm>
#include <cmath>

namespace keydesk {
namespace {

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

bool reaches(const QColor& colour, const QList<QColor>& grounds, double ratio)
{
    return std::all_of(grounds.begin(), grounds.end(),
                       [&](const QColor& ground) { return contrastRatio(colour, ground) >= ratio; });
}

} // namespace

double contrastRatio(const QColor& one, const QColor& other)
{
    const double a = luminance(one) + 0.05;
    const double b = luminance(other) + 0.05;
    return std::max(a, b) / std::min(a, b);
}

QColor withContrast(const QColor& colour, const QList<QColor>& grounds, double ratio)
{
    if (reaches(colour, grounds, ratio))
        return colour;
    float hue = 0, saturation = 0, lightness = 0;
    colour.getHslF(&hue, &saturation, &lightness);
    hue = std::max(hue, 0.0F); // Greys have no hue.
    for (int step = 1; step <= 100; ++step) {
        for (const float direction : {-0.01F, 0.01F}) {
            const float shade = lightness + direction * static_cast<float>(step);
            if (shade < 0 || shade > 1)
                continue;
            const QColor candidate = QColor::fromHslF(hue, saturation, shade).toRgb();
            if (reaches(candidate, grounds, ratio))
                return candidate;
        }
    }
    const QColor black(Qt::black);
    return reaches(black, grounds, ratio) ? black : QColor(Qt::white);
}

QColor mixed(const QColor& top, const QColor& ground, double share)
{
    const auto channel = [share](int a, int b) { return static_cast<int>(std::lround(a * share + b * (1 - share))); };
    return {channel(top.red(), ground.red()), channel(top.green(), ground.green()), channel(top.blue(), ground.blue())};
}

} // namespace keydesk
