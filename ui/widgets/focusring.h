#pragma once

#include <QPointer>
#include <QWidget>

namespace keydesk {

/// Shows where the keyboard is: 2 px accent round the focused widget and a 4 px soft halo outside of it. One per window; it
/// follows the focus, also while the page scrolls.
class FocusRing : public QWidget
{
    Q_OBJECT
public:
    explicit FocusRing(QWidget* window);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void follow(QWidget* target);
    void place();
    int gap() const; ///< Between the widget's edge and the line.

    QPointer<QWidget> m_window;
    QPointer<QWidget> m_target;
    QList<QPointer<QWidget>> m_watched;
};

} // namespace keydesk
