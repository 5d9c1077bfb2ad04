#include "widgets/pageframe.h"

#include "widgets/button.h"
#include "widgets/foldlayout.h"
#include "widgets/icons.h"
#include "widgets/label.h"
#include "widgets/settle.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QScrollBar>
#include <utility>

// Where the parts of a page stand.

namespace keydesk {
namespace {

constexpr int narrowPage = 600;
constexpr int widePage = 1100;
constexpr int lowPage = 520;
constexpr int helpWidth = 320;
constexpr int helpGap = 32;
constexpr int columnBesideHelp = 760;
constexpr int widestColumn = 960;
constexpr int tallestPage = 860; ///< On a tall window the foot stays near the content.

} // namespace

int PageFrame::columnWidth(int available) const
{
    if (m_shape == Shape::Centred)
        return qMin(available, m_centredWidth + tokensOf(this).textStep * 60);
    const bool isBesideHelp = m_isWide && !m_help->isEmpty();
    const int room = available - (isBesideHelp ? helpWidth + helpGap : 0);
    const int most = isBesideHelp ? columnBesideHelp + tokensOf(this).textStep * 100 : widestColumn;
    return qMin(room, most);
}

bool PageFrame::isLow() const
{
    return height() < lowPage;
}

void PageFrame::layOutLater()
{
    if (std::exchange(m_isUnsettled, true) || !isVisible())
        return; // A hidden page settles when it is shown.
    QMetaObject::invokeMethod(this, &PageFrame::settle, Qt::QueuedConnection);
}

void PageFrame::settle()
{
    if (!isVisible())
        return;
    // What stands in the page decides where its parts stand, and a scroll bar that appears takes room from both.
    constexpr int mostRounds = 4;
    for (int round = 0; round < mostRounds; ++round) {
        settleLayouts(this);
        if (!std::exchange(m_isUnsettled, false))
            return;
        layOut();
    }
    m_isUnsettled = false;
}

void PageFrame::layOut()
{
    m_isWide = width() >= widePage;
    const bool isLow = this->isLow();
    if (const bool isNarrow = width() < narrowPage; isNarrow != m_isNarrow) {
        m_isNarrow = isNarrow;
        narrowChanged(isNarrow);
    }
    m_title->setNarrow(m_isNarrow || isLow);
    placeHelp();

    const int margin = m_isNarrow ? 16 : 32;
    const int side = m_shape == Shape::Form && m_isWide && !m_help->isEmpty() ? helpWidth + helpGap : 0;
    const int column = columnWidth(width() - 2 * margin);
    const int left = (width() - column - side) / 2;
    const int right = width() - left - column - side;
    const int bar = m_scroll->verticalScrollBar()->isVisible() ? m_scroll->verticalScrollBar()->width() : 0;
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    m_columns->setContentsMargins(left - (isMirrored ? bar : 0),
                                  isLow        ? 12
                                  : m_isNarrow ? 20
                                               : 32,
                                  right - (isMirrored ? 0 : bar), 8);

    const int over = isLow || m_shape == Shape::Form ? 8 : m_isNarrow ? 12 : 20;
    const int under = isLow ? 8 : m_isNarrow ? 16 : 24;
    m_footRow->setContentsMargins(left + (isMirrored ? side : 0), over, right + (isMirrored ? 0 : side), under);
    const int foot = m_footRow->isEmpty() ? 0 : m_footRow->heightForWidth(width());
    placeBlock(m_contents->heightForWidth(width() - bar), foot);
    if (m_shape == Shape::Centred)
        placeCentredHelp();
}

void PageFrame::placeBlock(int content, int foot)
{
    // A form stands at the top, its foot at the bottom of a window that is not too tall; what is centred stands in the
    // middle with its foot. What does not fit scrolls, the foot never.
    if (m_drawing != nullptr) // Gives way before anything scrolls.
        m_drawing->setCompact(isLow() ||
                              content - m_drawing->sizeHint().height() + m_drawing->usualHeight() + foot > height());
    const bool isForm = m_shape == Shape::Form;
    const int block = qMin(height(), isForm ? qMax(tallestPage, content + foot) : content + foot);
    const int top = (height() - block) / (isForm ? 3 : 2);
    m_scroll->setGeometry(0, top, width(), block - foot);
    m_foot->setGeometry(0, top + block - foot, width(), foot);
}

void PageFrame::placeHelp()
{
    const bool isForm = m_shape == Shape::Form;
    const bool isSide = isForm && m_isWide;
    const bool isFloating = !isForm && m_isWide;
    QVBoxLayout* place = isSide ? m_sideHelp : m_inlineHelp;
    if (isFloating) {
        m_inlineHelp->removeWidget(m_help);
        m_help->setParent(this);
    } else if (place->indexOf(m_help) < 0) {
        (isSide ? m_inlineHelp : m_sideHelp)->removeWidget(m_help);
        place->addWidget(m_help, 0, isSide ? Qt::AlignTop : Qt::Alignment());
    }
    m_help->setMinimumWidth(isSide ? helpWidth : 0);
    m_help->setMaximumWidth(isSide ? helpWidth : QWIDGETSIZE_MAX);
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    const int gap = isSide && !m_help->isEmpty() ? helpGap : 0;
    m_sideHelp->setContentsMargins(isMirrored ? 0 : gap, 0, isMirrored ? gap : 0, 0);
    const bool isOpen = m_isHelpOpen && !m_help->isEmpty();
    m_inlineHelp->setContentsMargins(0, 0, 0, !isSide && !isFloating && isOpen ? 24 : 0);
    m_help->setVisible(!m_help->isEmpty() && (isSide || m_isHelpOpen));
    m_helpButton->setVisible(!m_help->isEmpty() && !isSide);
}

void PageFrame::placeCentredHelp()
{
    const int margin = m_isNarrow ? 16 : 32;
    const QSize size = m_helpButton->sizeHint();
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    const auto edge = [&](int wide) { return isMirrored ? margin : width() - margin - wide; };
    m_helpButton->setGeometry(edge(size.width()), m_isNarrow ? 12 : 24, size.width(), size.height());
    if (m_isWide)
        m_help->setGeometry(edge(helpWidth), 24 + size.height() + 12, helpWidth, m_help->heightForWidth(helpWidth));
}

} // namespace keydesk
