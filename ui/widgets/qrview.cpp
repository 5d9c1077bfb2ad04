#include "widgets/qrview.h"

#include "widgets/accessible.h"
#include "widgets/style.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

namespace keydesk {
namespace {

constexpr int quiet = 4;
constexpr int frame = 4; ///< Logical pixels of white outside the quiet zone, with the edge.
constexpr int leastWidth = 170;
constexpr int leastModulePixels = 3;

} // namespace

QrView::QrView(QWidget* parent) : QWidget(parent)
{
    setAccessibleRole(this, QAccessible::Graphic);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QrView::~QrView()
{
    clear();
}

void QrView::show(int modules, const std::function<bool(int, int)>& isDark)
{
    clear();
    if (modules > 0) {
        m_modules = QImage(modules, modules, QImage::Format_Grayscale8);
        for (int row = 0; row < modules; ++row) {
            for (int column = 0; column < modules; ++column)
                m_modules.scanLine(row)[column] = isDark(column, row) ? 0 : 255;
        }
    }
    updateGeometry();
    update();
}

void QrView::clear()
{
    if (!m_modules.isNull())
        m_modules.fill(Qt::white);
    m_modules = {};
    update();
}

void QrView::setWish(int pixels)
{
    if (pixels == m_wish)
        return;
    m_wish = pixels;
    updateGeometry();
    update();
}

int QrView::side() const
{
    return m_modules.width() + 2 * quiet;
}

int QrView::modulePixels() const
{
    const double ratio = devicePixelRatioF();
    const int least = static_cast<int>(std::ceil(leastWidth * ratio / side()));
    const int wished = static_cast<int>(std::floor((m_wish - 2 * frame) * ratio / side()));
    return qMax(qMax(leastModulePixels, least), wished);
}

QSize QrView::sizeHint() const
{
    if (m_modules.isNull())
        return {m_wish, m_wish};
    const int pixels = static_cast<int>(std::ceil(side() * modulePixels() / devicePixelRatioF()));
    return QSize(pixels, pixels).grownBy({frame, frame, frame, frame});
}

void QrView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    drawPanel(painter, rect(), 8, Qt::white, tokensOf(this).line);
    if (m_modules.isNull())
        return;
    // In physical pixels, from a whole one on: an edge between two pixels would blur every module.
    const double ratio = devicePixelRatioF();
    const int pixels = modulePixels();
    const auto start = [&](int logical) { return static_cast<int>(std::floor(logical * ratio - side() * pixels)) / 2; };
    painter.scale(1 / ratio, 1 / ratio);
    const QPoint origin(start(width()) + quiet * pixels, start(height()) + quiet * pixels);
    for (int row = 0; row < m_modules.height(); ++row) {
        const uchar* line = m_modules.constScanLine(row);
        const uchar* end = line + m_modules.width();
        for (const uchar* dark = std::find(line, end, 0); dark != end; dark = std::find(dark, end, 0)) {
            const uchar* light = std::find(dark, end, 255);
            painter.fillRect(origin.x() + static_cast<int>(dark - line) * pixels, origin.y() + row * pixels,
                             static_cast<int>(light - dark) * pixels, pixels, Qt::black);
            dark = light;
        }
    }
}

} // namespace keydesk
