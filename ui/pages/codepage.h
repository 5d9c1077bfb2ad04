#pragma once

#include "presenters/codepresenter.h"
#include "widgets/pageframe.h"

namespace keydesk {

class Captioned;
class Card;
class CodeField;
class Door;
class Notice;
class PictureCard;

/// A code by mail, by SMS or from the phone; a choice between them where there is one.
class CodePage : public PageFrame
{
    Q_OBJECT
public:
    explicit CodePage(QWidget* parent = nullptr);

    void render(const CodeView& view);
    void retranslate() override;
    void clear() override;

Q_SIGNALS:
    void methodChosen(keydesk::Method method);
    void anotherWanted();
    void resendWanted();
    void submitted(const keydesk::SharedSecret& code);

protected:
    QWidget* firstField() override;
    void narrowChanged(bool isNarrow) override;

private:
    void buildEntry();
    void renderWords();
    void renderChoices();
    void renderEntry();
    void renderHelp();
    void checkReady();
    Method method() const;

    CodeView m_view;
    QVBoxLayout* m_choices;
    QList<Door*> m_doors;
    QList<Method> m_doorMethods;
    Card* m_entry;
    Drawing* m_drawing;
    PictureCard* m_sending;
    CodeField* m_code;
    Captioned* m_codeRow;
    Notice* m_notice;
    Button* m_resend;
    Button* m_another;
};

} // namespace keydesk
