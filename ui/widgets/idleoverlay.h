#pragma once

#include <QWidget>
#include <chrono>
#include <optional>

namespace keydesk {

class Button;
class CountdownBar;
class Drawing;
class Label;

/// "Are you still there?" over everything else, before an unattended screen is cleared.
class IdleOverlay : public QWidget
{
    Q_OBJECT
public:
    explicit IdleOverlay(QWidget* parent);

    /// nullopt hides it.
    void show(std::optional<std::chrono::seconds> left);

Q_SIGNALS:
    void stayed();
    void finished(); ///< Clear the screen now.

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void retranslate();

    Drawing* m_drawing;
    Label* m_title;
    Label* m_text;
    CountdownBar* m_countdown;
    Button* m_finish;
    Button* m_stay;
    std::chrono::seconds m_whole{0};
};

} // namespace keydesk
