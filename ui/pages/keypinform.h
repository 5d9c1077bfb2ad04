#pragma once

#include "presenters/keyprompt.h"
#include "widgets/card.h"

namespace keydesk {

class Captioned;
class Drawing;
class Notice;
class PasswordField;

/// The fields in which a key's PIN is typed: one, or two for a new PIN, or three for a change. What is typed leaves
/// them as secrets.
class KeyPinForm : public Card
{
    Q_OBJECT
public:
    explicit KeyPinForm(QWidget* parent = nullptr);

    void show(const KeyPrompt& prompt);
    /// What is not typed yet, as a sentence; empty: nothing.
    QString missing() const;
    void submit();
    void wipe();
    void setNarrow(bool isNarrow);
    /// The first empty field, or that of the problem.
    QWidget* firstField();
    void revealProblem();

Q_SIGNALS:
    void edited();
    void completed(); ///< Return in the last field.
    void entered(const keydesk::SharedSecret& pin);
    /// current is null where the key has none.
    void chosen(const keydesk::SharedSecret& current, const keydesk::SharedSecret& pin,
                const keydesk::SharedSecret& repeated);

private:
    struct Row
    {
        QWidget* area = nullptr;
        PasswordField* field = nullptr;
        Captioned* caption = nullptr;
    };
    Row makeRow();
    void leaveRow(const Row& row);
    void say();
    void mark();
    /// The field that the problem is about.
    const Row& refused() const;
    QList<Row> shown() const;

    KeyPrompt m_prompt;
    Row m_current; ///< The only one where the PIN is asked for.
    Row m_new;
    Row m_repeated;
    Notice* m_problem;
    Drawing* m_drawing;
};

} // namespace keydesk
