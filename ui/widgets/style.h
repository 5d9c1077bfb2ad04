#pragma once

#include "widgets/tokens.h"

#include <QProxyStyle>

namespace keydesk {

/// Draws the toolkit's own widgets (fields, menus, scroll bars, tips) from the tokens; Keydesk's widgets draw
/// themselves and find the tokens here. One style per theme: Theme sets a new one on the application when anything
/// changes.
class Style : public QProxyStyle
{
    Q_OBJECT
public:
    explicit Style(const Tokens& tokens);

    const Tokens& tokens() const { return m_tokens; }

    void polish(QPalette& palette) override;
    using QProxyStyle::polish;
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* returned) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                           const QWidget* widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                         const QWidget* widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;

private:
    void drawMenuItem(const QStyleOption* option, QPainter* painter) const;
    void drawScrollBar(const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const;

    Tokens m_tokens;
};

/// A filled, outlined rounded rectangle whose line lies wholly inside the rectangle.
void drawPanel(QPainter& painter, const QRectF& rectangle, double radius, const QColor& fill, const QColor& line,
               double lineWidth = 1);

} // namespace keydesk
