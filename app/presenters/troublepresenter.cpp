#include "presenters/troublepresenter.h"

namespace keydesk {

using namespace std::chrono_literals;

TroublePresenter::TroublePresenter(PanelSession& session, QObject* parent) : PagePresenter(parent), m_session(session)
{
    m_second.setInterval(1s);
    connect(&m_second, &QTimer::timeout, this, [this] {
        if (m_view.retryIn <= 1s)
            m_second.stop();
        m_view.retryIn = std::max(m_view.retryIn - 1s, 0s);
        Q_EMIT viewChanged(m_view);
    });
}

void TroublePresenter::setTrouble(const Trouble& trouble, bool canGoBack)
{
    m_view = {.trouble = trouble,
              .canRetry = keydesk::canRetry(trouble.kind),
              .retryIn = keydesk::canRetry(trouble.kind) ? trouble.retryIn : 0s,
              .canGoBack = canGoBack && trouble.kind != Trouble::Kind::SignInExpired,
              .canSignInAgain = trouble.kind == Trouble::Kind::SignInExpired,
              .canEnrol = trouble.kind == Trouble::Kind::NotEnrolled};
}

void TroublePresenter::enter()
{
    if (m_view.retryIn > 0s)
        m_second.start();
    publish();
}

void TroublePresenter::leave()
{
    m_second.stop();
    m_view = {};
    PagePresenter::leave();
}

void TroublePresenter::retry()
{
    if (m_view.canRetry)
        Q_EMIT happened(FlowEvent::Retried);
}

void TroublePresenter::back()
{
    if (m_view.canGoBack)
        Q_EMIT happened(FlowEvent::WentBack);
}

void TroublePresenter::signInAgain()
{
    Q_EMIT happened(FlowEvent::SignInWanted);
}
void TroublePresenter::enrol()
{
    Q_EMIT happened(FlowEvent::EnrolmentWanted);
}
void TroublePresenter::startOver()
{
    Q_EMIT happened(FlowEvent::Reset);
}

void TroublePresenter::publish()
{
    m_view.isKiosk = m_session.isKiosk();
    m_view.helpDesk = m_session.branding().helpDesk;
    Q_EMIT viewChanged(m_view);
}

} // namespace keydesk
