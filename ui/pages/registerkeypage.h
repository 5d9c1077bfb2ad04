#pragma once

#include "pages/keypromptpage.h"
#include "presenters/registerkeypresenter.h"

namespace keydesk {

/// A security key is registered: insert, PIN, touch, in the order the key asks for.
class RegisterKeyPage : public KeyPromptPage
{
    Q_OBJECT
public:
    explicit RegisterKeyPage(QWidget* parent = nullptr);

    void render(const RegisterKeyView& view);
    void retranslate() override;
    void clear() override;

Q_SIGNALS:
    void pinSkipped();
    void retried();
    void careWanted();

private:
    void renderEnd();
    void renderButtons();
    void renderHelp();
    /// The key is in the way of itself; its own page helps.
    bool needsCare() const;

    RegisterKeyView m_view;
    Button* m_skip;
    Button* m_another;
};

} // namespace keydesk
