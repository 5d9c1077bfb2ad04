#pragma once

#include "widgets/field.h"

namespace keydesk {

/// A code of digits, drawn as one box per digit but one field for the keyboard, the clipboard and the screen reader.
/// Spaces and anything else that is no digit are dropped, so that "123 456" may be pasted or typed.
class CodeField : public Field
{
    Q_OBJECT
public:
    explicit CodeField(QWidget* parent = nullptr);

    /// Six boxes stand there; up to this many digits are taken, a box appearing for each (apps that make eight digits).
    void setMostDigits(int most);
    int digits() const { return static_cast<int>(text().size()); }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

Q_SIGNALS:
    void digitsChanged(int digits);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void placeFocus(); ///< The focus ring stands round one box.
    void keepDigits(const QString& typed);
    int boxes() const;
    QRect box(int index) const;
    QSize boxSize(int width) const;

    int m_most = 6;
};

} // namespace keydesk
