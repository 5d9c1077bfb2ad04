#pragma once

#include "virtual/phone/virtualphone.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QSpinBox;
class QStackedWidget;

namespace keydesk {

class CodeRing;

/// The virtual phone's screen: account, code, time left, next code, and a clock that can be set wrong. It says of
/// itself that it is a stand-in. Scans what is on the screen, a picture file, or the clipboard.
class PhoneWindow : public QWidget
{
    Q_OBJECT
public:
    /// The clock must outlive the window. The habits apply to every account that is scanned later.
    PhoneWindow(const Clock& clock, const AppHabits& habits, QWidget* parent = nullptr);

    void show(const VirtualPhone& phone);
    using QWidget::show;
    /// Takes the text of a scanned code; says in the window why it cannot.
    void scan(const QByteArray& text);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* makeEmptyScreen();
    QWidget* makeCodeScreen();
    QWidget* makeClock();
    QWidget* makeScanButtons();
    QLabel* addLabel(QWidget* parent, const QString& style);

    void scanScreens();
    void openPicture();
    void paste();
    void setClockOffset(int seconds);
    void tick();

    const Clock& m_clock;
    AppHabits m_habits;
    std::optional<VirtualPhone> m_phone;
    QTimer m_ticking;

    QStackedWidget* m_screens = nullptr;
    QLabel* m_issuer = nullptr;
    QLabel* m_account = nullptr;
    QLabel* m_code = nullptr;
    CodeRing* m_ring = nullptr;
    QLabel* m_next = nullptr;
    QSpinBox* m_offset = nullptr;
    QLabel* m_message = nullptr;
};

/// "right", "3 min 20 s slow", "45 s fast".
QString clockWords(std::chrono::seconds offset);

} // namespace keydesk
