#pragma once

#include "presenters/troublepresenter.h"
#include "widgets/pageframe.h"

namespace keydesk {

/// Something stands in the way: what it is, what to do, and always a way on.
class TroublePage : public PageFrame
{
    Q_OBJECT
public:
    explicit TroublePage(QWidget* parent = nullptr);

    void render(const TroubleView& view);
    void retranslate() override;

Q_SIGNALS:
    void retried();
    void signInWanted();
    void enrolmentWanted();
    void startedOver();

private:
    TroubleView m_view;
    Label* m_advice;
    Label* m_wait;
    Label* m_detail;
    Button* m_startOver;
};

} // namespace keydesk
