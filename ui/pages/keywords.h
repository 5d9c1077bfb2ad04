#pragma once

#include "presenters/keyprompt.h"
#include "widgets/notice.h"
#include "widgets/tokens.h"

#include <QCoreApplication>

namespace keydesk {

/// Security keys in words: what they ask for, what is known of them, and what went wrong. Every problem says what
/// happened, what to do, and how many tries are left; codes are small print.
class KeyWords
{
    Q_DECLARE_TR_FUNCTIONS(KeyWords)
public:
    /// A page's title, the sentence under it, and its drawing in resources/drawings.
    struct Scene
    {
        QString title = {}, text = {}, drawing = {};
        Tone tone = Tone::Accent;
        bool isWide = false; ///< The drawing shows the key at the computer.
        QString detail = {}; ///< Small print.
    };
    /// What the person shall do now; or, where the prompt has a failure, how it ended.
    static Scene scene(const KeyPrompt& prompt, const QString& helpDesk);
    static Scene failure(const KeyFailure& failure, const QString& helpDesk);
    /// A step of the service's rules that the key did not meet.
    static Scene refusal(const QString& step, const QString& requestId, const QString& helpDesk);
    /// Of the PIN that was typed last; stands at its field.
    static Notice::Words pin(const KeyPrompt& prompt);
    static QString minimum(const KeyPrompt& prompt); ///< "At least 4 characters."

    static QString model(const KeyDevice& key); ///< "Security key" where it tells nothing of itself.
    /// "PIN is set, 8 tries left. 24 places are free."
    static QString facts(const KeyDevice& key);
    /// How it stands with its PIN, in a sentence.
    static QString pinState(const KeyDevice& key);
    /// What it cannot do, in sentences; empty: nothing.
    static QString lacks(const KeyDevice& key);
    static QString lack(KeyAbility ability);

    static QString alert(const QString& alert); ///< One of SecurityKey::alerts.
    static QString alerts(const QStringList& alerts);
    /// "26 seconds left"; above a minute, minutes are enough.
    static QString timeLeft(std::chrono::seconds time);

private:
    static Scene pinScene(const KeyPrompt& prompt);
    static Scene replugScene(const KeyPrompt& prompt);
    static Scene interruption(KeyProblem problem);
    static Scene trouble(KeyProblem problem, const QString& ask);
    static Scene pinFailure(const KeyFailure& failure);
    static Scene contentFailure(const KeyFailure& failure);
    static Scene modelRefusal(const QString& step, const QString& ask);
};

} // namespace keydesk
