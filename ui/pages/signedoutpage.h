#pragma once

#include "presenters/signedoutpresenter.h"
#include "widgets/pageframe.h"

namespace keydesk {

class Notice;

/// The end of a visit.
class SignedOutPage : public PageFrame
{
    Q_OBJECT
public:
    explicit SignedOutPage(QWidget* parent = nullptr);

    void render(const SignedOutView& view);
    void retranslate() override;

Q_SIGNALS:
    void startedAgain();

private:
    SignedOutView m_view;
    Notice* m_notice;
};

} // namespace keydesk
