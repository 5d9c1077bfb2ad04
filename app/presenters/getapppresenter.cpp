#include "presenters/getapppresenter.h"

namespace keydesk {

GetAppPresenter::GetAppPresenter(PanelSession& session, QObject* parent) : PagePresenter(parent), m_session(session) {}

void GetAppPresenter::enter()
{
    publish();
}

void GetAppPresenter::next()
{
    Q_EMIT happened(FlowEvent::AppAtHand);
}
void GetAppPresenter::back()
{
    Q_EMIT happened(FlowEvent::WentBack);
}

void GetAppPresenter::publish()
{
    const Branding& branding = m_session.branding();
    const auto codeOf = [](GetAppView::Store store, const QUrl& url) {
        return GetAppView::StoreCode{.store = store, .url = url, .code = QrMatrix::encode(url.toEncoded())};
    };
    m_view = {.authenticatorName = m_session.authenticatorName(), .helpDesk = branding.helpDesk};
    if (!branding.appStore.isEmpty())
        m_view.stores.append(codeOf(GetAppView::Store::AppStore, branding.appStore));
    if (!branding.playStore.isEmpty())
        m_view.stores.append(codeOf(GetAppView::Store::PlayStore, branding.playStore));
    Q_EMIT viewChanged(m_view);
}

} // namespace keydesk
