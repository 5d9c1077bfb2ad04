#pragma once

#include "presenters/keypresenter.h"

namespace keydesk {

struct KeyRegisteredView
{
    SecurityKey key = {};
    KeyView::Problem problem = KeyView::Problem::None; ///< Of the name.
    bool isCounted = false;                            ///< goodFactors is known.
    int goodFactors = 0;
    int goodFactorsWanted = 2;
    bool canAddKey = false;
    bool canAddPhone = false;
    QString requestId = {};
    QString authenticatorName = {};
    Activity activity = Activity::Idle;
};

/// The key is registered under its model's name; here it gets the name its owner knows it by.
class KeyRegisteredPresenter : public PagePresenter
{
    Q_OBJECT
public:
    KeyRegisteredPresenter(PanelSession& session, WebAuthnApi& keys, AccountApi& account, QObject* parent = nullptr);

    const KeyRegisteredView& view() const { return m_view; }
    void setKey(const SecurityKey& key);
    void enter() override;
    void resume() override;
    void leave() override;

public Q_SLOTS:
    /// Keeps the name, where it is another one, and goes on.
    void finish(const QString& name);
    void addKey();
    void addPhone();

Q_SIGNALS:
    void viewChanged(const keydesk::KeyRegisteredView& view);

private:
    void publish() override;
    void cancelled() override;
    void failed(const Error& error);

    PanelSession& m_session;
    WebAuthnApi& m_api;
    AccountApi& m_account;
    QString m_name; ///< Kept while trouble is shown.
    KeyRegisteredView m_view;
};

} // namespace keydesk
