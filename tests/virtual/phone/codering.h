#pragma once

#include <QWidget>
#include <chrono>

namespace keydesk {

/// A ring that empties while the code's time runs, with the seconds left in its middle.
class CodeRing : public QWidget
{
    Q_OBJECT
public:
    explicit CodeRing(QWidget* parent = nullptr);
    void setTime(std::chrono::milliseconds left, std::chrono::milliseconds period);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::chrono::milliseconds m_left{0};
    std::chrono::milliseconds m_period{1};
};

} // namespace keydesk
