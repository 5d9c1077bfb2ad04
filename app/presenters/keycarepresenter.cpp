#include "presenters/keycarepresenter.h"

namespace keydesk {

KeyCarePresenter::KeyCarePresenter(PanelSession& session, WebAuthnApi& keys, KeyDevices& devices, QObject* parent)
    : PagePresenter(parent), m_session(session), m_api(keys), m_devices(devices)
{
}

void KeyCarePresenter::enter()
{
    publish();
}

void KeyCarePresenter::resume()
{
    publish();
}

void KeyCarePresenter::comeBack()
{
    publish();
}

void KeyCarePresenter::leave()
{
    PagePresenter::leave();
}

void KeyCarePresenter::startPin() {}

void KeyCarePresenter::startContents() {}

void KeyCarePresenter::askReset() {}

void KeyCarePresenter::confirmReset() {}

void KeyCarePresenter::enterPin(SharedSecret) {}

void KeyCarePresenter::setPin(SharedSecret, SharedSecret, SharedSecret) {}

void KeyCarePresenter::choose(int, bool) {}

void KeyCarePresenter::cleanUp() {}

void KeyCarePresenter::retry() {}

void KeyCarePresenter::back()
{
    Q_EMIT happened(FlowEvent::WentBack);
}

void KeyCarePresenter::publish()
{
    m_view.helpDesk = m_session.branding().helpDesk;
    m_view.activity = activity();
    Q_EMIT viewChanged(m_view);
}

} // namespace keydesk
