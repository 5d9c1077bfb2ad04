#include "presenters/keyproofpresenter.h"

namespace keydesk {

KeyProofPresenter::KeyProofPresenter(PanelSession& session, SignInApi& api, KeyDevices& devices,
                                     SignInCeremony& ceremony, QObject* parent)
    : PagePresenter(parent), m_session(session), m_api(api), m_devices(devices), m_ceremony(ceremony)
{
}

void KeyProofPresenter::enter()
{
    publish();
}

void KeyProofPresenter::resume()
{
    publish();
}

void KeyProofPresenter::comeBack()
{
    publish();
}

void KeyProofPresenter::giveUp() {}

void KeyProofPresenter::leave()
{
    PagePresenter::leave();
}

void KeyProofPresenter::enterPin(SharedSecret) {}

void KeyProofPresenter::chooseAccount(const QByteArray&) {}

void KeyProofPresenter::retry() {}

void KeyProofPresenter::chooseAnother() {}

void KeyProofPresenter::back()
{
    Q_EMIT happened(FlowEvent::WentBack);
}

void KeyProofPresenter::publish()
{
    m_view.helpDesk = m_session.branding().helpDesk;
    m_view.activity = activity();
    Q_EMIT viewChanged(m_view);
}

} // namespace keydesk
