#include "presenters/registerkeypresenter.h"

namespace keydesk {

RegisterKeyPresenter::RegisterKeyPresenter(PanelSession& session, WebAuthnApi& keys, KeyDevices& devices,
                                           QObject* parent)
    : PagePresenter(parent), m_session(session), m_api(keys), m_devices(devices)
{
}

void RegisterKeyPresenter::enter()
{
    publish();
}

void RegisterKeyPresenter::giveUp() {}

void RegisterKeyPresenter::leave()
{
    PagePresenter::leave();
}

void RegisterKeyPresenter::enterPin(SharedSecret) {}

void RegisterKeyPresenter::setPin(SharedSecret, SharedSecret, SharedSecret) {}

void RegisterKeyPresenter::skipPin() {}

void RegisterKeyPresenter::retry() {}

void RegisterKeyPresenter::care()
{
    Q_EMIT happened(FlowEvent::KeyCareWanted);
}

void RegisterKeyPresenter::back()
{
    Q_EMIT happened(FlowEvent::WentBack);
}

void RegisterKeyPresenter::publish()
{
    m_view.helpDesk = m_session.branding().helpDesk;
    m_view.activity = activity();
    Q_EMIT viewChanged(m_view);
}

} // namespace keydesk
