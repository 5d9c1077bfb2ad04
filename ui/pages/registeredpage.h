#pragma once

#include "presenters/registeredpresenter.h"
#include "widgets/pageframe.h"

namespace keydesk {

class Captioned;
class Card;
class FactList;
class Field;
class Notice;

/// It worked: the registration's details, a name for the phone, and what would be good to do next.
class RegisteredPage : public PageFrame
{
    Q_OBJECT
public:
    explicit RegisteredPage(QWidget* parent = nullptr);

    void render(const RegisteredView& view);
    void retranslate() override;
    void clear() override;

Q_SIGNALS:
    void renamingStarted();
    void renamingStopped();
    void renamed(const QString& name);
    void anotherWanted();
    void finished();

protected:
    QWidget* firstField() override;

private:
    void buildNaming();
    void renderNaming();
    void renderFactors();

    RegisteredView m_view;
    FactList* m_facts;
    Button* m_rename;
    QWidget* m_naming;
    Field* m_name;
    Captioned* m_nameRow;
    Button* m_save;
    Button* m_keep;
    Notice* m_problem;
    Notice* m_factors;
    Button* m_another;
};

} // namespace keydesk
