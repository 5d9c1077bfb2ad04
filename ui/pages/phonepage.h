#pragma once

#include "presenters/phonepresenter.h"
#include "widgets/pageframe.h"

namespace keydesk {

class Captioned;
class Card;
class FactList;
class Field;
class Notice;
class PictureCard;

/// One phone: what it is, another name, remove it, or report it lost. Each is asked on a page of its own.
class PhonePage : public PageFrame
{
    Q_OBJECT
public:
    explicit PhonePage(QWidget* parent = nullptr);

    void render(const PhoneView& view);
    void retranslate() override;
    void clear() override;

Q_SIGNALS:
    void asked(keydesk::PhoneQuestion question);
    void dismissed();
    void renamed(const QString& name);
    void confirmed();
    void leftFor(); ///< Back to the list.

protected:
    QWidget* firstField() override;

private:
    void buildOverview();
    void renderOverview();
    void renderRename();
    void renderRemove();
    void renderLost();
    void renderProblem();
    void checkReady();

    PhoneView m_view;
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
};

} // namespace keydesk
