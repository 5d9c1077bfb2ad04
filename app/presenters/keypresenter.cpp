#include "presenters/keypresenter.h"

#include "presenters/owncopy.h"

namespace keydesk {

KeyPresenter::KeyPresenter(PanelSession& session, WebAuthnApi& keys, KeyDevices& devices, QObject* parent)
    : PagePresenter(parent), m_session(session), m_api(keys), m_devices(devices)
{
}

KeyView::Problem KeyPresenter::checkName(const QString& name)
{
    const QString trimmed = ownCopy(name);
    if (trimmed.isEmpty())
        return KeyView::Problem::NameMissing;
    return trimmed.toUcs4().size() > 64 ? KeyView::Problem::NameTooLong : KeyView::Problem::None;
}

void KeyPresenter::setKey(const SecurityKey& key, KeyQuestion question)
{
    m_view = {.key = key, .question = question};
}

void KeyPresenter::enter()
{
    publish();
}

void KeyPresenter::resume()
{
    publish();
}

void KeyPresenter::comeBack()
{
    publish();
}

void KeyPresenter::leave()
{
    PagePresenter::leave();
}

void KeyPresenter::ask(KeyQuestion) {}

void KeyPresenter::dismiss() {}

void KeyPresenter::rename(const QString&) {}

void KeyPresenter::confirm() {}

void KeyPresenter::enterPin(SharedSecret) {}

void KeyPresenter::retryClearing() {}

void KeyPresenter::skipClearing() {}

void KeyPresenter::back()
{
    Q_EMIT happened(FlowEvent::WentBack);
}

void KeyPresenter::publish()
{
    m_view.helpDesk = m_session.branding().helpDesk;
    m_view.activity = activity();
    Q_EMIT viewChanged(m_view);
}

} // namespace keydesk
