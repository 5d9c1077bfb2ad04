#pragma once

#include "pages/keypromptpage.h"
#include "presenters/keypresenter.h"

namespace keydesk {

class Captioned;
class Card;
class FactList;
class Field;
class PictureCard;

/// One security key: what it is, another name, remove it here and on the key, or report it lost.
class KeyPage : public KeyPromptPage
{
    Q_OBJECT
public:
    explicit KeyPage(QWidget* parent = nullptr);

    void render(const KeyView& view);
    void retranslate() override;
    void clear() override;

Q_SIGNALS:
    void asked(keydesk::KeyQuestion question);
    void dismissed();
    void renamed(const QString& name);
    void confirmed();
    void retried();
    void skipped();
    void leftFor(); ///< Back to the list.

protected:
    QWidget* firstField() override;

private:
    void buildOverview();
    void connectParts();
    void goOn();
    void renderQuestion();
    void renderOverview();
    void renderRename();
    void renderRemove();
    void renderLost();
    void renderClearing();
    void renderNotice();
    void renderHelp();
    void checkReady();
    bool isClearing() const { return m_view.state == KeyView::State::Clearing; }
    bool isAsked(KeyQuestion question) const { return !isClearing() && m_view.question == question; }

    KeyView m_view;
    Notice* m_notice;
    Card* m_overview;
    FactList* m_facts;
    QWidget* m_actions;
    Button* m_rename;
    Button* m_remove;
    Button* m_lost;
    Card* m_naming;
    Field* m_name;
    Captioned* m_nameRow;
    PictureCard* m_question;
    Button* m_skip;
};

} // namespace keydesk
