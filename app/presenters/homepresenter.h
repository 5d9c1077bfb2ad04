#pragma once

#include "presenters/pagepresenter.h"
#include "presenters/panelsession.h"

namespace keydesk {

struct HomeView
{
    enum class Door { Authenticator, WebAuthn };
    struct DoorView
    {
        Door door = Door::Authenticator;
        int count = 0; ///< Phones, or security keys.
    };
    bool isLoaded = false; ///< Until then the rest is empty.
    QString displayName = {};
    QString userName = {};
    int goodFactors = 0;
    int goodFactorsWanted = 2;
    QList<DoorView> doors = {}; ///< Only those that the service and this program can both open.
    QString authenticatorName = {};
    QString helpDesk = {};
    bool isKiosk = false;
    Activity activity = Activity::Idle;
};

class HomePresenter : public PagePresenter
{
    Q_OBJECT
public:
    HomePresenter(PanelSession& session, AccountApi& account, QObject* parent = nullptr);

    const HomeView& view() const { return m_view; }
    void enter() override;
    void leave() override;

public Q_SLOTS:
    void open(keydesk::HomeView::Door door);

Q_SIGNALS:
    void viewChanged(const keydesk::HomeView& view);

private:
    void publish() override;
    void cancelled() override;

    PanelSession& m_session;
    AccountApi& m_account;
    bool m_isShown = false; ///< What the page shows is gone with the page, whether the person is or not.
    HomeView m_view;
};

} // namespace keydesk
