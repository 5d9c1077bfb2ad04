#pragma once

#include "presenters/pagepresenter.h"
#include "presenters/panelsession.h"
#include "presenters/qrmatrix.h"

namespace keydesk {

struct GetAppView
{
    enum class Store { AppStore, PlayStore };
    struct StoreCode
    {
        Store store = Store::AppStore;
        QUrl url = {};
        QrMatrix code = {};
    };
    QList<StoreCode> stores = {}; ///< Empty: ask the help desk.
    QString authenticatorName = {};
    QString helpDesk = {}; ///< May be empty.
};

class GetAppPresenter : public PagePresenter
{
    Q_OBJECT
public:
    explicit GetAppPresenter(PanelSession& session, QObject* parent = nullptr);

    const GetAppView& view() const { return m_view; }
    void enter() override;

public Q_SLOTS:
    void next(); ///< The app is on the phone.
    void back();

Q_SIGNALS:
    void viewChanged(const keydesk::GetAppView& view);

private:
    void publish() override;

    PanelSession& m_session;
    GetAppView m_view;
};

} // namespace keydesk
