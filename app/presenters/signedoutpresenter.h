#pragma once

#include "presenters/pagepresenter.h"
#include "presenters/panelsession.h"
#include "protocol/signin.h"

namespace keydesk {

struct SignedOutView
{
    bool isKiosk = false;   ///< "Nothing of yours stays here."
    bool wasRevoked = true; ///< false: the service did not answer; its token ends by itself.
    QString authenticatorName = {};
    Activity activity = Activity::Idle;
};

class SignedOutPresenter : public PagePresenter
{
    Q_OBJECT
public:
    SignedOutPresenter(PanelSession& session, SignInApi& api, QObject* parent = nullptr);

    const SignedOutView& view() const { return m_view; }
    /// Revokes the token; the page says how that went.
    void enter() override;

public Q_SLOTS:
    void startAgain();

Q_SIGNALS:
    void viewChanged(const keydesk::SignedOutView& view);

private:
    void publish() override;
    void cancelled() override;

    PanelSession& m_session;
    SignInApi& m_api;
    bool m_wasRevoked = true;
    SignedOutView m_view;
};

} // namespace keydesk
