#pragma once

#include <QPixmap>
#include <QWidget>

namespace keydesk {

struct Tokens;
enum class Tone;

/// One of Keydesk's own line drawings, recoloured: the drawing's black becomes the ink, its light grey the soft ground,
/// its white the card. Cached by name, size, colours and device pixel ratio. Names are the files' in resources/icons
/// and resources/drawings, without ending.
struct IconColours
{
    QColor ink, soft, card;
};
QPixmap lineIcon(const QString& name, QSize size, const IconColours& colours, qreal devicePixelRatio);

/// An icon of a square size in one colour, for painting inside a widget.
QPixmap lineIcon(const QString& name, int size, const QColor& ink, const QWidget* widget);

/// A drawing in the colours of the theme; decoration, so it is silent for a screen reader.
class Drawing : public QWidget
{
    Q_OBJECT
public:
    /// size: logical pixels at the desk's text size.
    Drawing(const QString& name, QSize size, QWidget* parent = nullptr);

    void setName(const QString& name);
    void setTone(Tone tone);
    /// Smaller, where there is little height.
    void setCompact(bool isCompact);
    int usualHeight() const { return m_size.height(); }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_name;
    QSize m_size;
    Tone m_tone;
    bool m_isCompact = false;
};

} // namespace keydesk
