#pragma once

#include "virtual/key/virtualkey.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace keydesk::virtualkey {

class KeyPicture;

/// The virtual key to look at: the place to touch, a light that says when, and taking it out and putting it back.
class KeyWindow : public QWidget
{
    Q_OBJECT
public:
    /// The key must outlive the window.
    explicit KeyWindow(VirtualKey& key, QWidget* parent = nullptr);

private:
    QLabel* addLabel(const QString& role);
    QPushButton* addButton(const QString& name);
    void togglePlug();
    void render();

    VirtualKey& m_key;
    KeyPicture* m_picture = nullptr;
    QLabel* m_state = nullptr;
    QLabel* m_details = nullptr;
    QPushButton* m_touch = nullptr;
    QPushButton* m_deny = nullptr;
    QPushButton* m_plug = nullptr;
};

} // namespace keydesk::virtualkey
