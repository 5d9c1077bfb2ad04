#pragma once

#include "pages/keywords.h"
#include "widgets/pageframe.h"

namespace keydesk {

class KeyPanel;

/// A page that talks with a plugged-in key: title, sentence, panel, help and the time that is left follow the prompt.
class KeyPromptPage : public PageFrame
{
    Q_OBJECT
public:
    explicit KeyPromptPage(QWidget* parent = nullptr);

    void clear() override;
    void focusFirst() override;

Q_SIGNALS:
    void pinEntered(const keydesk::SharedSecret& pin);
    void pinChosen(const keydesk::SharedSecret& current, const keydesk::SharedSecret& pin,
                   const keydesk::SharedSecret& repeated);
    void accountChosen(const QByteArray& credentialId);
    /// The primary button, where no PIN is asked for.
    void wentOn();

protected:
    /// Title, sentence, panel and time left; the primary button where a PIN is asked for. Hidden otherwise.
    void showPrompt(const KeyPrompt& prompt, const QString& helpDesk);
    /// The same for what is no prompt of the key's.
    void showScene(const KeyWords::Scene& scene);
    /// Nothing of all that: the page shows something else.
    void hidePanel();
    /// To be called when everything is shown: the keyboard goes where the prompt needs it, if it is another one.
    void followPrompt();
    void checkPin();
    bool hasForm() const;
    /// What is known of the key, and what helps with what it asks.
    QList<HelpTopic> keyHelp(const KeyPrompt& prompt) const;

    QWidget* firstField() override;
    void resizeEvent(QResizeEvent* event) override;
    void narrowChanged(bool isNarrow) override;

private:
    void arrange();
    void put(const KeyWords::Scene& scene, const KeyPrompt& prompt);

    KeyPanel* m_panel;
    QString m_shown; ///< The title of the prompt that has the keyboard.
    KeyPrompt::PinProblem m_problem = KeyPrompt::PinProblem::None;
    std::optional<int> m_triesLeft;
    bool m_isNews = false;
};

} // namespace keydesk
