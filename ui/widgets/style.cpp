#include "widgets/style.h"

#include "widgets/field.h"

#include <QApplication>
#include <QPainter>
#include <QPainterPath>
#include <QStyleFactory>
#include <QStyleOption>

namespace keydesk {
namespace {

constexpr int fieldPadding = 16;
constexpr int menuPadding = 16;
constexpr int scrollBarWidth = 12;

} // namespace

Style::Style(const Tokens& tokens) : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))), m_tokens(tokens) {}

void Style::polish(QPalette& palette)
{
    const Tokens& t = m_tokens;
    palette = QPalette();
    palette.setColor(QPalette::Window, t.background);
    palette.setColor(QPalette::WindowText, t.text);
    palette.setColor(QPalette::Base, t.card);
    palette.setColor(QPalette::AlternateBase, t.background);
    palette.setColor(QPalette::Text, t.text);
    palette.setColor(QPalette::PlaceholderText, t.muted);
    palette.setColor(QPalette::Button, t.card);
    palette.setColor(QPalette::ButtonText, t.text);
    palette.setColor(QPalette::BrightText, t.text);
    palette.setColor(QPalette::ToolTipBase, t.card);
    palette.setColor(QPalette::ToolTipText, t.text);
    palette.setColor(QPalette::Highlight, t.accent);
    palette.setColor(QPalette::HighlightedText, t.onAccent);
    palette.setColor(QPalette::Link, t.accent);
    palette.setColor(QPalette::LinkVisited, t.accent);
    for (const auto role : {QPalette::Light, QPalette::Midlight, QPalette::Mid, QPalette::Dark, QPalette::Shadow})
        palette.setColor(role, t.line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, t.onWaiting);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return scrollBarWidth;
    case PM_ScrollView_ScrollBarSpacing:
    case PM_DefaultFrameWidth:
    case PM_MenuDesktopFrameWidth:
        return 0;
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuHMargin:
    case PM_MenuVMargin:
        return 7;
    case PM_ToolTipLabelFrameWidth:
        return 8;
    case PM_TextCursorWidth:
        return 2;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                     QStyleHintReturn* returned) const
{
    switch (hint) {
    case SH_LineEdit_PasswordCharacter:
        return 0x2022;
    case SH_LineEdit_PasswordMaskDelay:
    case SH_EtchDisabledText:
    case SH_Widget_Animation_Duration:
    case SH_ToolTipLabel_Opacity:
        return hint == SH_ToolTipLabel_Opacity ? 255 : 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                              const QWidget* widget) const
{
    if (type == CT_LineEdit)
        return {contents.width() + 2 * fieldPadding, m_tokens.control};
    if (type == CT_MenuItem) {
        const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
        if (item->menuItemType == QStyleOptionMenuItem::Separator)
            return {contents.width(), 17};
        const int mark = item->menuHasCheckableItems ? m_tokens.textSize(TextRole::Help) + 12 : 0;
        return {contents.width() + 2 * menuPadding + mark, m_tokens.target};
    }
    return QProxyStyle::sizeFromContents(type, option, contents, widget);
}

QRect Style::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const
{
    if (element == SE_LineEditContents)
        return option->rect.adjusted(fieldPadding - 2, 1, 2 - fieldPadding, -1);
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                            const QWidget* widget) const
{
    if (control != CC_ScrollBar)
        return QProxyStyle::subControlRect(control, option, part, widget);
    // No arrow buttons: the slider runs over the whole length.
    const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
    const bool isHorizontal = bar->orientation == Qt::Horizontal;
    const int length = isHorizontal ? bar->rect.width() : bar->rect.height();
    const int range = bar->maximum - bar->minimum;
    const int slider = range <= 0 ? length : qMax(48, length * bar->pageStep / (range + bar->pageStep));
    const int start =
        sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - slider, bar->upsideDown);
    const auto piece = [&](int from, int to) {
        return isHorizontal ? QRect(from, 0, to - from, bar->rect.height())
                            : QRect(0, from, bar->rect.width(), to - from);
    };
    switch (part) {
    case SC_ScrollBarSlider:
        return piece(start, start + slider);
    case SC_ScrollBarGroove:
        return piece(0, length);
    case SC_ScrollBarSubPage:
        return piece(0, start);
    case SC_ScrollBarAddPage:
        return piece(start + slider, length);
    default:
        return {};
    }
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget* widget) const
{
    const Tokens& t = m_tokens;
    switch (element) {
    case PE_PanelLineEdit: {
        const auto* field = qobject_cast<const Field*>(widget);
        const QPen edge = field != nullptr ? field->edge() : QPen(t.outline, 1);
        drawPanel(*painter, option->rect, t.controlRadius, t.card, edge.color(), edge.widthF());
        return;
    }
    case PE_FrameFocusRect: // One FocusRing per window draws it.
    case PE_FrameMenu:
    case PE_FrameLineEdit:
        return;
    case PE_PanelMenu:
    case PE_PanelTipLabel:
        drawPanel(*painter, option->rect, element == PE_PanelMenu ? 8 : 6, t.card, t.line);
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                        const QWidget* widget) const
{
    if (element == CE_MenuItem)
        drawMenuItem(option, painter);
    else if (element != CE_MenuEmptyArea)
        QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                               const QWidget* widget) const
{
    if (control == CC_ScrollBar)
        drawScrollBar(option, painter, widget);
    else
        QProxyStyle::drawComplexControl(control, option, painter, widget);
}

void Style::drawMenuItem(const QStyleOption* option, QPainter* painter) const
{
    const Tokens& t = m_tokens;
    const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
    const bool isRightToLeft = item->direction == Qt::RightToLeft;
    if (item->menuItemType == QStyleOptionMenuItem::Separator) {
        painter->fillRect(QRect(item->rect.left() + 8, item->rect.center().y(), item->rect.width() - 16, 1), t.line);
        return;
    }
    if (item->state.testFlag(State_Selected))
        drawPanel(*painter, item->rect, 8, t.accentSoft, t.scheme == Scheme::HighContrast ? t.accent : t.accentSoft, 2);
    QRect inner = item->rect.adjusted(menuPadding, 0, -menuPadding, 0);
    painter->setFont(item->font);
    if (item->menuHasCheckableItems) {
        const int markWidth = t.textSize(TextRole::Help) + 12;
        if (item->checked) {
            const QRect mark =
                visualRect(item->direction, inner, QRect(inner.topLeft(), QSize(markWidth, inner.height())));
            painter->setPen(t.accent);
            painter->drawText(mark, Qt::AlignVCenter | Qt::AlignLeft, QStringLiteral("✓"));
        }
        inner = isRightToLeft ? inner.adjusted(0, 0, -markWidth, 0) : inner.adjusted(markWidth, 0, 0, 0);
    }
    painter->setPen(item->state.testFlag(State_Enabled) ? t.text : t.onWaiting);
    const int flags = Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextHideMnemonic;
    painter->drawText(inner, flags | Qt::AlignLeft, item->text);
}

void Style::drawScrollBar(const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const
{
    const QRect slider = subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, widget);
    painter->fillRect(option->rect, m_tokens.background);
    const bool isHeld = option->state.testFlag(State_Sunken) || option->state.testFlag(State_MouseOver);
    const QColor colour = isHeld ? m_tokens.muted : m_tokens.outline;
    drawPanel(*painter, QRectF(slider).adjusted(3, 3, -3, -3), 3, colour, colour);
}

void drawPanel(QPainter& painter, const QRectF& rectangle, double radius, const QColor& fill, const QColor& line,
               double lineWidth)
{
    if (fill.alpha() == 0 && line.alpha() == 0)
        return;
    // Filled twice instead of outlined: the toolkit's strokes cost five times as much as its fills.
    const QRectF inner = rectangle.adjusted(lineWidth, lineWidth, -lineWidth, -lineWidth);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(line);
    if (fill.alpha() == 0) {
        QPainterPath ring;
        ring.addRoundedRect(rectangle, radius, radius);
        ring.addRoundedRect(inner, radius - lineWidth, radius - lineWidth);
        painter.drawPath(ring);
    } else {
        painter.drawRoundedRect(rectangle, radius, radius);
    }
    if (fill.alpha() != 0 && fill != line) {
        painter.setBrush(fill);
        painter.drawRoundedRect(inner, radius - lineWidth, radius - lineWidth);
    }
    painter.restore();
}

} // namespace keydesk
