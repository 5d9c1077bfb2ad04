#pragma once

#include <QPointer>
#include <QWidget>

namespace keydesk {

/// Shows where the keyboard is: 2 px accent round the focused widget and a 4 px soft halo outside of it. One per
/// window; it follows the focus, also while the page scrolls. A widget with the property "focusArea" has it round that
/// part of itself, one with "focusCorner" has corners of that radius instead of a field's.
class FocusRing : public QObject
{
    Q_OBJECT
public:
    explicit FocusRing(QWidget* window);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void follow(QWidget* target);
    void place();
    void reveal();

    QWidget* m_window;
    QPointer<QWidget> m_ring; ///< A child of the page it is on, and gone with it.
    QPointer<QWidget> m_target;
    QList<QPointer<QWidget>> m_watched;
};

} // namespace keydesk
