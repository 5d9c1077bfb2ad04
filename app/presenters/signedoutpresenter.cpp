#include "presenters/signedoutpresenter.h"

namespace keydesk {

SignedOutPresenter::SignedOutPresenter(PanelSession& session, SignInApi& api, QObject* parent)
    : PagePresenter(parent), m_session(session), m_api(api)
{
}

void SignedOutPresenter::enter()
{
    m_wasRevoked = true;
    await(m_api.signOut(), [this](const Result<void>& result) {
        // A token that is no longer known is as good as revoked.
        m_wasRevoked = result.isOk() || result.error().code == ErrorCode::TokenInvalid;
    });
}

void SignedOutPresenter::cancelled()
{
    m_wasRevoked = false;
}

void SignedOutPresenter::startAgain()
{
    Q_EMIT happened(FlowEvent::Started);
}

void SignedOutPresenter::publish()
{
    m_view = {.isKiosk = m_session.isKiosk(),
              .wasRevoked = m_wasRevoked,
              .authenticatorName = m_session.authenticatorName(),
              .activity = activity()};
    Q_EMIT viewChanged(m_view);
}

} // namespace keydesk
