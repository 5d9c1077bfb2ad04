#pragma once

#include <QObject>

namespace keydesk {

/// What a kiosk's person cannot do, for the whole application while this object lives: close a window, open a context
/// menu, drag, copy or cut (also by the keys that delete to the end of a line and keep the text), paste, or mark text
/// with mouse or keys, which would write the primary selection of X11. GUI thread.
class LockDown : public QObject
{
    Q_OBJECT
public:
    explicit LockDown(QObject* parent = nullptr);

    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace keydesk
