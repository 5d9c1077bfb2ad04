#pragma once

#include "presenters/fewfactorspresenter.h"
#include "widgets/pageframe.h"

namespace keydesk {

class Door;

/// Before somebody leaves with fewer good factors than everybody should have: how many there are, and what to add.
class FewFactorsPage : public PageFrame
{
    Q_OBJECT
public:
    explicit FewFactorsPage(QWidget* parent = nullptr);

    void render(const FewFactorsView& view);
    void retranslate() override;

Q_SIGNALS:
    void phoneWanted();
    void keyWanted();
    void leftAnyway();

protected:
    QWidget* firstField() override;

private:
    FewFactorsView m_view;
    Door* m_phone;
    Door* m_key;
    Button* m_leave;
};

} // namespace keydesk
