#include "presenters/enrolmentpresenter.h"

#include "presenters/owncopy.h"

namespace keydesk {

namespace {

bool isAboutTheCode(ErrorCode code)
{
    return code == ErrorCode::CodeRefused || code == ErrorCode::InvalidRequest || code == ErrorCode::NotFound ||
           code == ErrorCode::CeremonyEnded || code == ErrorCode::TooLarge || code == ErrorCode::Conflict;
}

} // namespace

EnrolmentPresenter::EnrolmentPresenter(PanelSession& session, ServiceApi& service, QObject* parent)
    : PagePresenter(parent), m_session(session), m_service(service)
{
}

void EnrolmentPresenter::enter()
{
    m_view = {};
    publish();
}

void EnrolmentPresenter::resume()
{
    if (m_code.isEmpty())
        publish();
    else
        submit(m_code);
}

void EnrolmentPresenter::leave()
{
    m_code.clear();
    m_view = {};
    PagePresenter::leave();
}

void EnrolmentPresenter::submit(const QString& code)
{
    if (isBusy())
        return;
    m_view.problem = mayGoOn(code) ? EnrolmentView::Problem::None : EnrolmentView::Problem::CodeMissing;
    if (m_view.problem != EnrolmentView::Problem::None)
        return publish();
    m_code = ownCopy(code);
    await(m_service.enrol(m_code), [this](const Result<InstallationIdentity>& result) {
        if (result) {
            m_code.clear();
            m_session.setInstallation(*result);
            Q_EMIT happened(FlowEvent::Enrolled);
        } else {
            failed(result.error());
        }
    });
}

void EnrolmentPresenter::failed(const Error& error)
{
    m_view.requestId = error.requestId;
    if (isAboutTheCode(error.code)) {
        m_code.clear();
        m_view.problem = EnrolmentView::Problem::CodeWrong;
    } else if (error.code == ErrorCode::RateLimited) {
        m_view.problem = EnrolmentView::Problem::TooOften;
        m_view.retryIn = error.retryAfter;
    } else if (error.code != ErrorCode::Cancelled) {
        Q_EMIT troubled(troubleFrom(error, m_session.now()));
    }
}

void EnrolmentPresenter::back()
{
    Q_EMIT happened(FlowEvent::WentBack);
}

void EnrolmentPresenter::publish()
{
    m_view.helpDesk = m_session.branding().helpDesk;
    m_view.activity = activity();
    Q_EMIT viewChanged(m_view);
}

} // namespace keydesk
