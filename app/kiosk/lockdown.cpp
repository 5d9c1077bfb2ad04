#include "kiosk/lockdown.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWindow>

namespace keydesk {

namespace {

bool isClipboardKey(const QKeyEvent& event)
{
    for (const auto key : {QKeySequence::Copy, QKeySequence::Cut, QKeySequence::Paste, QKeySequence::DeleteEndOfLine,
                           QKeySequence::DeleteCompleteLine})
        if (event.matches(key))
            return true;
    return false;
}

/// Marking by keys writes the primary selection at once.
bool marksText(const QKeyEvent& event)
{
    switch (event.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        return event.modifiers().testFlag(Qt::ShiftModifier);
    default:
        return event.matches(QKeySequence::SelectAll);
    }
}

/// Menus and lists that drop down do close.
bool isMainWindow(const QObject& object)
{
    const auto* window = qobject_cast<const QWindow*>(&object);
    return window != nullptr && window->type() == Qt::Window;
}

/// A widget that selects text under the mouse. The toolkit's classes are known by name: this module has no widgets.
bool selectsText(const QObject& object)
{
    return object.inherits("QLineEdit") || object.inherits("QLabel") || object.inherits("QTextEdit") ||
           object.inherits("QPlainTextEdit");
}

bool selects(const QMouseEvent& event)
{
    switch (event.type()) {
    case QEvent::MouseMove:
        return event.buttons() != Qt::NoButton;
    case QEvent::MouseButtonDblClick:
        return true;
    case QEvent::MouseButtonRelease:
        return event.button() != Qt::LeftButton; // The middle button pastes.
    default:
        return event.button() != Qt::LeftButton || event.modifiers().testFlag(Qt::ShiftModifier);
    }
}

/// A line edit writes what is marked when a button is let go over it, however it was marked.
void unmark(QObject& object)
{
    if (object.property("hasSelectedText").toBool())
        object.setProperty("cursorPosition", object.property("cursorPosition"));
}

} // namespace

LockDown::LockDown(QObject* parent) : QObject(parent)
{
    QCoreApplication::instance()->installEventFilter(this);
}

bool LockDown::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::Close:
        if (!isMainWindow(*watched))
            return false;
        event->ignore();
        return true;
    case QEvent::ContextMenu:
    case QEvent::DragEnter:
    case QEvent::Drop:
        return true;
    case QEvent::KeyPress:
    case QEvent::ShortcutOverride:
        return isClipboardKey(*static_cast<QKeyEvent*>(event)) ||
               (selectsText(*watched) && marksText(*static_cast<QKeyEvent*>(event)));
    case QEvent::MouseButtonRelease:
        unmark(*watched);
        [[fallthrough]];
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
    case QEvent::MouseMove:
        return selectsText(*watched) && selects(*static_cast<QMouseEvent*>(event));
    default:
        return false;
    }
}

} // namespace keydesk
