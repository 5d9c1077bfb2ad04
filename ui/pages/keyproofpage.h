#pragma once

#include "pages/keypromptpage.h"
#include "presenters/keyproofpresenter.h"

namespace keydesk {

/// A security key proves who signs in, or that it is still the same person.
class KeyProofPage : public KeyPromptPage
{
    Q_OBJECT
public:
    explicit KeyProofPage(QWidget* parent = nullptr);

    void render(const KeyProofView& view);
    void retranslate() override;
    void clear() override;

Q_SIGNALS:
    void retried();
    void anotherWanted();

private:
    void renderTalk();
    void renderEnd();
    void renderHelp();

    KeyProofView m_view;
    Button* m_another;
};

} // namespace keydesk
