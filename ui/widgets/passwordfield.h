#pragma once

#include "widgets/field.h"

namespace keydesk {

class Button;

/// A password: hidden until Show is pressed, hidden again when it is taken.
class PasswordField : public Field
{
    Q_OBJECT
public:
    explicit PasswordField(QWidget* parent = nullptr);

    void setShown(bool isShown);
    bool isShown() const { return echoMode() == Normal; }
    /// What the button says to a screen reader, where it is no password or one of several.
    struct ButtonWords
    {
        QString show, hide;
    };
    void setButtonWords(const ButtonWords& words);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void retranslate();
    void place();

    Button* m_show;
    ButtonWords m_words;
};

} // namespace keydesk
