#include "presenters/registeredpresenter.h"

#include "presenters/owncopy.h"

namespace keydesk {

using Problem = PhoneView::Problem;

RegisteredPresenter::RegisteredPresenter(PanelSession& session, PhoneApi& phones, AccountApi& account, QObject* parent)
    : PagePresenter(parent), m_session(session), m_api(phones), m_account(account)
{
}

void RegisteredPresenter::setPhone(const Phone& phone)
{
    m_view = {.phone = phone};
}

void RegisteredPresenter::enter()
{
    // The success stands whatever the service says now; the count is an addition, no reason for trouble.
    await(m_account.account(), [this](const Result<Account>& result) {
        m_view.isCounted = result.isOk();
        if (result)
            m_session.setAccount(*result);
    });
}

void RegisteredPresenter::resume()
{
    if (m_name.isEmpty())
        publish();
    else
        rename(m_name);
}

void RegisteredPresenter::leave()
{
    m_name.clear();
    m_view = {};
    PagePresenter::leave();
}

void RegisteredPresenter::startRenaming()
{
    m_view.isRenaming = true;
    m_view.problem = Problem::None;
    publish();
}

void RegisteredPresenter::stopRenaming()
{
    if (!m_name.isEmpty())
        cancel();
    m_view.isRenaming = false;
    m_view.problem = Problem::None;
    publish();
}

void RegisteredPresenter::rename(const QString& name)
{
    if (isBusy())
        cancel(); // The count is not waited for.
    m_view.problem = PhonePresenter::checkName(name);
    if (m_view.problem != Problem::None)
        return publish();
    m_name = ownCopy(name);
    await(m_api.renamePhone(m_view.phone.id, m_name), [this](const Result<Phone>& result) {
        if (!result)
            return failed(result.error());
        m_name.clear();
        m_view.phone = *result;
        m_view.isRenaming = false;
    });
}

void RegisteredPresenter::failed(const Error& error)
{
    m_view.requestId = error.requestId;
    switch (error.code) {
    case ErrorCode::InvalidRequest:
    case ErrorCode::TooLarge:
    case ErrorCode::Conflict:
        m_view.problem = Problem::NameRefused;
        break;
    case ErrorCode::NotFound:
        m_view.problem = Problem::Gone;
        break;
    case ErrorCode::Cancelled:
        break;
    default:
        Q_EMIT troubled(troubleFrom(error, m_session.now()));
        return;
    }
    m_name.clear();
}

void RegisteredPresenter::cancelled()
{
    m_name.clear();
}

void RegisteredPresenter::addAnother()
{
    if (m_view.canAddAnother)
        Q_EMIT happened(FlowEvent::PhoneAddWanted);
}

void RegisteredPresenter::finish()
{
    Q_EMIT happened(FlowEvent::Done);
}

void RegisteredPresenter::publish()
{
    m_view.goodFactors = m_session.account() ? m_session.account()->goodFactors : 0;
    m_view.canAddAnother = m_view.isCounted && m_session.canAddPhone();
    m_view.authenticatorName = m_session.authenticatorName();
    // The count is nothing to wait for.
    m_view.activity = m_name.isEmpty() ? Activity::Idle : activity();
    Q_EMIT viewChanged(m_view);
}

} // namespace keydesk
