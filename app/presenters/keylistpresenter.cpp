#include "presenters/keylistpresenter.h"

#include <algorithm>

namespace keydesk {

KeyListPresenter::KeyListPresenter(PanelSession& session, AccountApi& account, WebAuthnApi& keys, KeyDevices& devices,
                                   QObject* parent)
    : PagePresenter(parent), m_session(session), m_account(account), m_api(keys), m_devices(devices)
{
    connect(&m_devices, &KeyDevices::appeared, this, &KeyListPresenter::showPluggedIn);
    connect(&m_devices, &KeyDevices::changed, this, &KeyListPresenter::showPluggedIn);
    connect(&m_devices, &KeyDevices::removed, this, &KeyListPresenter::showPluggedIn);
}

void KeyListPresenter::enter()
{
    m_isShown = true;
    publish();
    // The account first: it knows the limit, and how many good factors a change has left.
    await(m_account.account(), [this](const Result<Account>& result) {
        if (!result)
            return failed(result.error());
        m_session.setAccount(*result);
        load();
    });
}

void KeyListPresenter::load()
{
    await(m_api.securityKeys(), [this](const Result<QList<SecurityKey>>& result) {
        if (!result)
            return failed(result.error());
        m_keys = *result;
        std::stable_partition(m_keys->begin(), m_keys->end(), [](const SecurityKey& key) { return !key.isLost; });
    });
}

void KeyListPresenter::failed(const Error& error)
{
    if (error.code == ErrorCode::Cancelled)
        cancelled();
    else
        Q_EMIT troubled(troubleFrom(error, m_session.now()));
}

void KeyListPresenter::cancelled()
{
    if (!m_keys)
        Q_EMIT happened(FlowEvent::WentBack);
}

void KeyListPresenter::leave()
{
    m_isShown = false;
    m_keys.reset();
    setNotice(KeyListView::Notice::None, {});
    PagePresenter::leave();
}

void KeyListPresenter::setNotice(KeyListView::Notice notice, const QString& keyName)
{
    m_notice = notice;
    m_noticeName = keyName;
}

void KeyListPresenter::add()
{
    if (m_view.canAdd)
        Q_EMIT happened(FlowEvent::KeyAddWanted);
}

void KeyListPresenter::open(const SecurityKeyId& id)
{
    const auto keys = m_keys.value_or(QList<SecurityKey>{});
    const auto found = std::find_if(keys.begin(), keys.end(), [&](const SecurityKey& key) { return key.id == id; });
    if (found == keys.end())
        return;
    Q_EMIT opened(*found);
    Q_EMIT happened(FlowEvent::KeyOpened);
}

void KeyListPresenter::care()
{
    Q_EMIT happened(FlowEvent::KeyCareWanted);
}

void KeyListPresenter::back()
{
    Q_EMIT happened(FlowEvent::WentBack);
}

void KeyListPresenter::showPluggedIn()
{
    if (m_isShown)
        publish();
}

void KeyListPresenter::publish()
{
    const QList<KeyDevice> plugged = m_devices.keys();
    m_view = {.isLoaded = m_keys.has_value(),
              .keys = m_keys.value_or(QList<SecurityKey>{}),
              .keysAllowed = m_session.account() ? m_session.account()->securityKeysAllowed : 0,
              .canAdd = m_keys.has_value() && m_session.canAddKey(),
              .keysPluggedIn = static_cast<int>(plugged.size()),
              .pluggedModel = plugged.size() == 1 ? plugged.constFirst().model : QString(),
              .notice = m_notice,
              .noticeName = m_noticeName,
              .helpDesk = m_session.branding().helpDesk,
              .activity = activity()};
    Q_EMIT viewChanged(m_view);
}

} // namespace keydesk
