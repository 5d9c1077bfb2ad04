#pragma once

#include <QTimer>
#include <QWidget>

namespace keydesk::virtualkey {

/// A drawing of the key: in its socket or beside it, with a light that blinks while a touch is needed.
class KeyPicture : public QWidget
{
    Q_OBJECT
public:
    explicit KeyPicture(QWidget* parent = nullptr);

    void setPlugged(bool isPlugged);
    void setBlinking(bool isBlinking);
    /// A few quick blinks, to be found among others.
    void wink();
    bool isLit() const { return m_isLit; }

    QSize sizeHint() const override { return {280, 220}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void tick();

    bool m_isPlugged = false;
    bool m_isBlinking = false;
    bool m_isLit = false;
    int m_winksLeft = 0;
    QTimer m_ticking;
};

} // namespace keydesk::virtualkey
