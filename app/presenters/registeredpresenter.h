#pragma once

#include "presenters/phonepresenter.h"

namespace keydesk {

struct RegisteredView
{
    Phone phone = {};
    bool isRenaming = false;
    PhoneView::Problem problem = PhoneView::Problem::None; ///< Of the name.
    bool isCounted = false;                                ///< goodFactors is known.
    int goodFactors = 0;
    int goodFactorsWanted = 2;
    bool canAddAnother = false;
    QString requestId = {};
    QString authenticatorName = {};
    Activity activity = Activity::Idle;
};

class RegisteredPresenter : public PagePresenter
{
    Q_OBJECT
public:
    RegisteredPresenter(PanelSession& session, PhoneApi& phones, AccountApi& account, QObject* parent = nullptr);

    const RegisteredView& view() const { return m_view; }
    void setPhone(const Phone& phone);
    void enter() override;
    void resume() override;
    void leave() override;

public Q_SLOTS:
    void startRenaming();
    void stopRenaming();
    void rename(const QString& name);
    void addAnother();
    void finish();

Q_SIGNALS:
    void viewChanged(const keydesk::RegisteredView& view);

private:
    void publish() override;
    void cancelled() override;
    void failed(const Error& error);

    PanelSession& m_session;
    PhoneApi& m_api;
    AccountApi& m_account;
    QString m_name; ///< Kept while trouble is shown.
    RegisteredView m_view;
};

} // namespace keydesk
