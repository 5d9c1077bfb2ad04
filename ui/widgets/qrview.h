#pragma once

#include <QImage>
#include <QWidget>
#include <functional>

namespace keydesk {

/// A QR code: black on white with four modules of quiet zone in every theme, at least 170 logical pixels wide and 3
/// physical pixels per module, each module a whole number of physical pixels.
class QrView : public QWidget
{
    Q_OBJECT
public:
    explicit QrView(QWidget* parent = nullptr);
    ~QrView() override;

    /// modules: per side, without the quiet zone; 0: nothing is shown.
    void show(int modules, const std::function<bool(int column, int row)>& isDark);
    /// Overwrites the modules: they may carry a secret.
    void clear();
    /// Logical pixels that the page would like the code to be wide; the rules above come first.
    void setWish(int pixels);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int side() const;         ///< Modules with the quiet zone.
    int modulePixels() const; ///< Physical.

    QImage m_modules;
    int m_wish = 208;
};

} // namespace keydesk
