#include "presenters/homepresenter.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

HomePresenter::HomePresenter(PanelSession& session, AccountApi& account, QObject* parent)
    : PagePresenter(parent), m_session(session), m_account(account)
{
}

void HomePresenter::enter()
{
    m_isShown = true;
    publish();
    await(m_account.account(), [this](const Result<Account>& result) {
        if (result)
            m_session.setAccount(*result);
        else
            Q_EMIT troubled(troubleFrom(result.error(), m_session.now()));
    });
}

void HomePresenter::leave()
{
    m_isShown = false;
    PagePresenter::leave();
}

void HomePresenter::cancelled()
{
    // Without an account the page is empty: the way on is the one of a service that did not answer.
    if (!m_session.account())
        Q_EMIT troubled({.kind = Trouble::Kind::TooSlow});
}

void HomePresenter::open(HomeView::Door door)
{
    if (door == HomeView::Door::Authenticator)
        Q_EMIT happened(FlowEvent::PhonesOpened);
    else
        Q_EMIT happened(FlowEvent::KeysOpened);
}

void HomePresenter::publish()
{
    m_view = {.authenticatorName = m_session.authenticatorName(),
              .helpDesk = m_session.branding().helpDesk,
              .isKiosk = m_session.isKiosk(),
              .activity = activity()};
    if (const auto& account = m_session.account(); account && m_isShown) {
        m_view.isLoaded = true;
        m_view.displayName = account->displayName;
        m_view.userName = account->userName;
        m_view.goodFactors = account->goodFactors;
        if (m_session.offers("phones"_L1))
            m_view.doors.append({.door = HomeView::Door::Authenticator, .count = account->phones});
        if (m_session.offers("webauthn"_L1))
            m_view.doors.append({.door = HomeView::Door::WebAuthn, .count = account->securityKeys});
    }
    Q_EMIT viewChanged(m_view);
}

} // namespace keydesk
