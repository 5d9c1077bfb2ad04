#pragma once

#include "base/secret.h"
#include "widgets/tokens.h"

#include <QLineEdit>
#include <QPen>

namespace keydesk {

/// A one-line text field. At a kiosk nothing typed leaves it for the clipboard, and there is no context menu.
class Field : public QLineEdit
{
    Q_OBJECT
public:
    explicit Field(QWidget* parent = nullptr);

    /// Marks the field as the one that a notice of this tone speaks of; its words become the description.
    void setRefused(bool isRefused, const QString& why = {}, Tone tone = Tone::Harm);
    /// The edge's colour and width, in the style and in fields that draw themselves.
    QPen edge() const;
    /// Takes the text out: field empty, undo history gone, the bytes wiped once they are in the Secret.
    Secret takeSecret();
    /// Empties the field and wipes what it held.
    void wipe();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;
    /// Gives the field one buffer that is long enough from the start.
    void reserve();

private:
    void restyle();

    std::optional<Tone> m_refusal;
};

} // namespace keydesk
