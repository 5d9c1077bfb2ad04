#pragma once

#include "presenters/keyregisteredpresenter.h"
#include "widgets/pageframe.h"

namespace keydesk {

class Captioned;
class FactList;
class Field;
class Notice;

/// It worked: what the key is, the name its owner knows it by, and what would be good to do next.
class KeyRegisteredPage : public PageFrame
{
    Q_OBJECT
public:
    explicit KeyRegisteredPage(QWidget* parent = nullptr);

    void render(const KeyRegisteredView& view);
    void retranslate() override;
    void clear() override;

Q_SIGNALS:
    void finished(const QString& name);
    void keyWanted();
    void phoneWanted();

protected:
    QWidget* firstField() override;

private:
    void buildCard();
    void renderName();
    void renderFactors();
    void checkReady();

    KeyRegisteredView m_view;
    Field* m_name;
    Captioned* m_nameRow;
    Notice* m_problem;
    FactList* m_facts;
    Notice* m_factors;
    Button* m_next;
};

} // namespace keydesk
