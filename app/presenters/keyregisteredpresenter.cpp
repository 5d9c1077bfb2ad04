#include "presenters/keyregisteredpresenter.h"

#include "presenters/owncopy.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;
using Problem = KeyView::Problem;

KeyRegisteredPresenter::KeyRegisteredPresenter(PanelSession& session, WebAuthnApi& keys, AccountApi& account,
                                               QObject* parent)
    : PagePresenter(parent), m_session(session), m_api(keys), m_account(account)
{
}

void KeyRegisteredPresenter::setKey(const SecurityKey& key)
{
    m_view = {.key = key};
}

void KeyRegisteredPresenter::enter()
{
    // The success stands whatever the service says now; the count is an addition, no reason for trouble.
    await(m_account.account(), [this](const Result<Account>& result) {
        m_view.isCounted = result.isOk();
        if (result)
            m_session.setAccount(*result);
    });
}

void KeyRegisteredPresenter::resume()
{
    if (m_name.isEmpty())
        publish();
    else
        finish(m_name);
}

void KeyRegisteredPresenter::leave()
{
    m_name.clear();
    m_view = {};
    PagePresenter::leave();
}

void KeyRegisteredPresenter::finish(const QString& name)
{
    if (isBusy())
        cancel(); // The count is not waited for.
    const bool isGone = m_view.problem == Problem::Gone;
    m_view.problem = KeyPresenter::checkName(name);
    if (m_view.problem != Problem::None)
        return publish();
    m_name = ownCopy(name);
    if (isGone || m_name == m_view.key.name) {
        Q_EMIT happened(FlowEvent::Done);
        return;
    }
    await(m_api.renameKey(m_view.key.id, m_name), [this](const Result<SecurityKey>& result) {
        if (!result)
            return failed(result.error());
        m_name.clear();
        m_view.key = *result;
        Q_EMIT happened(FlowEvent::Done);
    });
}

void KeyRegisteredPresenter::failed(const Error& error)
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

void KeyRegisteredPresenter::cancelled()
{
    m_name.clear();
}

void KeyRegisteredPresenter::addKey()
{
    if (m_view.canAddKey)
        Q_EMIT happened(FlowEvent::KeyAddWanted);
}

void KeyRegisteredPresenter::addPhone()
{
    if (m_view.canAddPhone)
        Q_EMIT happened(FlowEvent::PhoneAddWanted);
}

void KeyRegisteredPresenter::publish()
{
    m_view.goodFactors = m_session.account() ? m_session.account()->goodFactors : 0;
    m_view.canAddKey = m_view.isCounted && m_session.canAddKey();
    m_view.canAddPhone = m_view.isCounted && m_session.offers("phones"_L1) && m_session.canAddPhone();
    m_view.authenticatorName = m_session.authenticatorName();
    // The count is nothing to wait for.
    m_view.activity = m_name.isEmpty() ? Activity::Idle : activity();
    Q_EMIT viewChanged(m_view);
}

} // namespace keydesk
