#pragma once

#include "devices/keydevices.h"
#include "presenters/pagepresenter.h"
#include "presenters/panelsession.h"

namespace keydesk {

/// What shall happen to one registered key; a question that its page asks before it does it.
enum class KeyQuestion { None, Rename, Remove, Lost };

struct KeyListView
{
    enum class Notice {
        None,
        Removed,     ///< The key noticeName was removed here and, where it was kept there, on the key.
        RemovedHere, ///< Removed here; its credential is still on the key.
        Lost,        ///< The key noticeName was reported lost.
        NotProved,   ///< The strong proof was not given, so nothing was changed.
    };
    bool isLoaded = false;
    QList<SecurityKey> keys = {}; ///< Lost ones stand last.
    int keysAllowed = 0;
    bool canAdd = false;       ///< false: as many as policy allows.
    int keysPluggedIn = 0;     ///< Now, at this computer.
    QString pluggedModel = {}; ///< Of the only one that is plugged in; may be empty.
    Notice notice = Notice::None;
    QString noticeName = {};
    QString helpDesk = {};
    Activity activity = Activity::Idle;
};

/// The security keys that are registered for the person.
class KeyListPresenter : public PagePresenter
{
    Q_OBJECT
public:
    KeyListPresenter(PanelSession& session, AccountApi& account, WebAuthnApi& keys, KeyDevices& devices,
                     QObject* parent = nullptr);

    const KeyListView& view() const { return m_view; }
    void enter() override;
    void leave() override;
    /// Shown once, at the next visit of the page.
    void setNotice(KeyListView::Notice notice, const QString& keyName);

public Q_SLOTS:
    void add();
    void open(const keydesk::SecurityKeyId& id);
    void care(); ///< PIN, accounts and reset of a key that is plugged in.
    void back();

Q_SIGNALS:
    void viewChanged(const keydesk::KeyListView& view);
    void opened(const keydesk::SecurityKey& key);

private:
    void publish() override;
    void load();
    void failed(const Error& error);
    void cancelled() override;
    void showPluggedIn();

    PanelSession& m_session;
    AccountApi& m_account;
    WebAuthnApi& m_api;
    KeyDevices& m_devices;
    bool m_isShown = false;
    std::optional<QList<SecurityKey>> m_keys;
    KeyListView::Notice m_notice = KeyListView::Notice::None;
    QString m_noticeName;
    KeyListView m_view;
};

} // namespace keydesk
