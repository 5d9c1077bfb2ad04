#include "presenters/fewfactorspresenter.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

FewFactorsPresenter::FewFactorsPresenter(PanelSession& session, QObject* parent)
    : PagePresenter(parent), m_session(session)
{
}

bool FewFactorsPresenter::hasSomethingToSay(const PanelSession& session)
{
    const auto& account = session.account();
    return account && account->goodFactors < FewFactorsView().goodFactorsWanted &&
           (canAddPhone(session) || canAddKey(session));
}

bool FewFactorsPresenter::canAddPhone(const PanelSession& session)
{
    return session.offers("phones"_L1) && session.canAddPhone();
}

bool FewFactorsPresenter::canAddKey(const PanelSession& session)
{
    return session.offers("webauthn"_L1) && session.canAddKey();
}

void FewFactorsPresenter::enter()
{
    publish();
}

void FewFactorsPresenter::addPhone()
{
    if (m_view.canAddPhone)
        Q_EMIT happened(FlowEvent::PhoneAddWanted);
}

void FewFactorsPresenter::addKey()
{
    if (m_view.canAddKey)
        Q_EMIT happened(FlowEvent::KeyAddWanted);
}

void FewFactorsPresenter::leaveAnyway()
{
    Q_EMIT happened(FlowEvent::SignedOut);
}

void FewFactorsPresenter::back()
{
    Q_EMIT happened(FlowEvent::WentBack);
}

void FewFactorsPresenter::publish()
{
    m_view = {.goodFactors = m_session.account() ? m_session.account()->goodFactors : 0,
              .canAddPhone = canAddPhone(m_session),
              .canAddKey = canAddKey(m_session),
              .authenticatorName = m_session.authenticatorName(),
              .helpDesk = m_session.branding().helpDesk};
    Q_EMIT viewChanged(m_view);
}

} // namespace keydesk
