#include "widgets/foldlayout.h"

#include <QStyle>
#include <QWidget>
#include <algorithm>
#include <iterator>

namespace keydesk {

FoldLayout::FoldLayout(Shape shape, int gap, QWidget* parent) : QLayout(parent), m_shape(shape), m_gap(gap)
{
    setContentsMargins(0, 0, 0, 0);
}

FoldLayout::~FoldLayout()
{
    while (!m_items.isEmpty())
        delete m_items.takeLast().item;
}

void FoldLayout::addItem(QLayoutItem* item)
{
    m_items.append({item, 0});
}

void FoldLayout::addLayoutItem(QLayout* layout, int stretch)
{
    addChildLayout(layout);
    m_items.append({layout, stretch});
}

void FoldLayout::setApart(QLayout* layout)
{
    for (Item& item : m_items) {
        if (item.item == layout)
            item.isApart = true;
    }
}

void FoldLayout::setApart(QWidget* widget)
{
    for (Item& item : m_items) {
        if (item.item->widget() == widget)
            item.isApart = true;
    }
}

void FoldLayout::addStretch()
{
    m_items.append({new QSpacerItem(0, 0, QSizePolicy::Expanding), 1});
}

void FoldLayout::setStretch(QWidget* widget, int stretch)
{
    for (Item& item : m_items) {
        if (item.item->widget() == widget)
            item.stretch = stretch;
    }
}

void FoldLayout::insertBefore(QWidget* successor, QWidget* widget)
{
    addWidget(widget);
    const qsizetype from = m_items.size() - 1;
    for (qsizetype to = 0; to < from; ++to) {
        if (m_items[to].item->widget() == successor) {
            m_items.move(from, to);
            return;
        }
    }
}

QLayoutItem* FoldLayout::itemAt(int index) const
{
    return index >= 0 && index < m_items.size() ? m_items[index].item : nullptr;
}

QLayoutItem* FoldLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index).item : nullptr;
}

FoldLayout::Items FoldLayout::present() const
{
    Items items;
    for (const Item& item : m_items) {
        if (item.item->spacerItem() != nullptr || !item.item->isEmpty())
            items.append(item);
    }
    return items;
}

int FoldLayout::preferredWidth(const Item& item) const
{
    // What stretches may be narrower than it would like.
    return item.stretch > 0 ? item.item->minimumSize().width() : item.item->sizeHint().width();
}

bool FoldLayout::fits(const Items& items, int width) const
{
    int widest = 0;
    int sum = -m_gap;
    int shown = 0;
    for (const Item& item : items) {
        const bool isSpacer = item.item->spacerItem() != nullptr;
        const int preferred = preferredWidth(item);
        widest = qMax(widest, preferred);
        sum += (isSpacer ? 0 : preferred) + m_gap;
        shown += isSpacer ? 0 : 1;
    }
    if (m_shape == Shape::Even)
        sum = shown * widest + (shown - 1) * m_gap;
    return shown < 2 || sum <= width;
}

QList<int> FoldLayout::rowWidths(const Items& items, int width) const
{
    QList<int> widths;
    int fixed = m_gap * qMax<int>(0, static_cast<int>(items.size()) - 1);
    int stretch = 0;
    for (const Item& item : items) {
        stretch += m_shape == Shape::Even ? 1 : item.stretch;
        fixed += m_shape == Shape::Even || item.stretch > 0 ? 0 : preferredWidth(item);
    }
    for (const Item& item : items) {
        const int share = m_shape == Shape::Even ? 1 : item.stretch;
        widths.append(share > 0 ? qMax(0, width - fixed) * share / stretch : qMin(width, preferredWidth(item)));
    }
    return widths;
}

int FoldLayout::heightOf(const QLayoutItem* item, int width)
{
    return item->hasHeightForWidth() ? item->heightForWidth(width) : item->sizeHint().height();
}

void FoldLayout::put(QLayoutItem* item, const QRect& area, const QRect& place) const
{
    const auto direction = parentWidget() != nullptr ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    item->setGeometry(QStyle::visualRect(direction, area, place));
}

int FoldLayout::inColumn(const Items& items, const QRect& area, bool isReal) const
{
    const int below = qMin(m_gap, 12);
    int y = area.top();
    for (const Item& item : items) {
        if (item.item->spacerItem() != nullptr)
            continue;
        const int width = m_isFilling ? area.width() : qMin(area.width(), item.item->sizeHint().width());
        const int height = heightOf(item.item, width);
        if (isReal)
            put(item.item, area, {area.left(), y, width, height});
        y += height + below;
    }
    return qMax(0, y - below - area.top());
}

int FoldLayout::inRow(const Items& items, const QRect& area, bool isReal) const
{
    const QList<int> widths = rowWidths(items, area.width());
    int height = 0;
    for (qsizetype i = 0; i < items.size(); ++i)
        height = qMax(height, heightOf(items[i].item, widths[i]));
    int x = area.left();
    for (qsizetype i = 0; i < items.size(); ++i) {
        const int own = m_shape == Shape::Even ? height : heightOf(items[i].item, widths[i]);
        const bool isTop = items[i].item->alignment().testFlag(Qt::AlignTop);
        if (isReal)
            put(items[i].item, area, {x, area.top() + (isTop ? 0 : (height - own) / 2), widths[i], own});
        x += widths[i] + m_gap;
    }
    return height;
}

int FoldLayout::arrange(const QRect& area, bool isReal) const
{
    const QMargins margins = contentsMargins();
    QRect inner = area.marginsRemoved(margins);
    const int outside = margins.top() + margins.bottom();
    Items items = present();
    if (fits(items, inner.width()))
        return inRow(items, inner, isReal) + outside;
    Items rest;
    std::copy_if(items.cbegin(), items.cend(), std::back_inserter(rest),
                 [](const Item& item) { return !item.isApart; });
    if (rest.size() == items.size() || !fits(rest, inner.width()))
        return inColumn(items, inner, isReal) + outside;
    items.removeIf([](const Item& item) { return !item.isApart; });
    const int above = inColumn(items, inner, isReal) + qMin(m_gap, 12);
    inner.setTop(inner.top() + above);
    return above + inRow(rest, inner, isReal) + outside;
}

QSize FoldLayout::sizeHint() const
{
    int width = -m_gap;
    int height = 0;
    for (const Item& item : present()) {
        width += item.item->sizeHint().width() + m_gap;
        height = qMax(height, item.item->sizeHint().height());
    }
    return QSize(qMax(0, width), height).grownBy(contentsMargins());
}

QSize FoldLayout::minimumSize() const
{
    QSize least;
    for (const Item& item : present())
        least = least.expandedTo(item.item->minimumSize());
    return least.grownBy(contentsMargins());
}

int FoldLayout::heightForWidth(int width) const
{
    return arrange({0, 0, width, 0}, false);
}

void FoldLayout::setGeometry(const QRect& area)
{
    QLayout::setGeometry(area);
    arrange(area, true);
}

} // namespace keydesk
