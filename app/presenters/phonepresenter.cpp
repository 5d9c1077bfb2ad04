#include "presenters/phonepresenter.h"

#include "presenters/owncopy.h"

namespace keydesk {

using Problem = PhoneView::Problem;

PhonePresenter::PhonePresenter(PanelSession& session, PhoneApi& phones, QObject* parent)
    : PagePresenter(parent), m_session(session), m_api(phones)
{
}

Problem PhonePresenter::checkName(const QString& name)
{
    const QString trimmed = ownCopy(name);
    if (trimmed.isEmpty())
        return Problem::NameMissing;
    return trimmed.toUcs4().size() > 64 ? Problem::NameTooLong : Problem::None;
}

void PhonePresenter::setPhone(const Phone& phone, PhoneQuestion question)
{
    m_view = {.phone = phone, .question = question};
}

void PhonePresenter::enter()
{
    publish();
}

void PhonePresenter::resume()
{
    if (m_interrupted)
        m_interrupted();
    else
        publish();
}

void PhonePresenter::comeBack()
{
    m_interrupted = nullptr;
    publish();
}

void PhonePresenter::leave()
{
    m_interrupted = nullptr;
    m_view = {};
    PagePresenter::leave();
}

void PhonePresenter::ask(PhoneQuestion question)
{
    if (isBusy())
        return;
    m_view.question = question;
    m_view.problem = Problem::None;
    m_view.wasRenamed = false;
    publish();
}

void PhonePresenter::dismiss()
{
    ask(PhoneQuestion::None);
}

void PhonePresenter::rename(const QString& name)
{
    if (isBusy())
        return;
    m_view.problem = checkName(name);
    if (m_view.problem != Problem::None)
        return publish();
    m_interrupted = [this, trimmed = name.trimmed()] {
        await(m_api.renamePhone(m_view.phone.id, trimmed), [this](const Result<Phone>& result) {
            if (!result)
                return failed(result.error());
            m_interrupted = nullptr;
            m_view.phone = *result;
            m_view.question = PhoneQuestion::None;
            m_view.wasRenamed = true;
        });
    };
    m_interrupted();
}

void PhonePresenter::confirm()
{
    if (isBusy() || (m_view.question != PhoneQuestion::Remove && m_view.question != PhoneQuestion::Lost))
        return;
    m_view.problem = Problem::None;
    m_interrupted = [this, isLost = m_view.question == PhoneQuestion::Lost] {
        const PhoneId& id = m_view.phone.id;
        await(isLost ? m_api.reportLost(id) : m_api.removePhone(id), [this, isLost](const Result<void>& result) {
            if (!result)
                return failed(result.error());
            m_interrupted = nullptr;
            if (isLost)
                Q_EMIT reportedLost(m_view.phone);
            else
                Q_EMIT removed(m_view.phone);
            Q_EMIT happened(FlowEvent::Done);
        });
    };
    m_interrupted();
}

void PhonePresenter::failed(const Error& error)
{
    m_view.requestId = error.requestId;
    if (error.code == ErrorCode::StepUpRequired) {
        Q_EMIT happened(FlowEvent::StepUpNeeded); // m_interrupted is done again after it.
        return;
    }
    const Trouble trouble = troubleFrom(error, m_session.now());
    switch (error.code) {
    case ErrorCode::LastFactor:
        m_view.problem = Problem::LastFactor;
        m_view.question = PhoneQuestion::None;
        break;
    case ErrorCode::NotFound:
        m_view.problem = Problem::Gone;
        m_view.question = PhoneQuestion::None;
        break;
    case ErrorCode::InvalidRequest:
    case ErrorCode::TooLarge:
    case ErrorCode::Conflict:
        m_view.problem = Problem::NameRefused;
        break;
    case ErrorCode::Cancelled:
        break;
    default:
        Q_EMIT troubled(trouble);
        return;
    }
    m_interrupted = nullptr;
}

void PhonePresenter::cancelled()
{
    m_interrupted = nullptr;
}

void PhonePresenter::back()
{
    Q_EMIT happened(FlowEvent::WentBack);
}

void PhonePresenter::publish()
{
    m_view.isLastFactor = m_session.account() && m_session.account()->goodFactors <= 1 && !m_view.phone.isLost;
    m_view.helpDesk = m_session.branding().helpDesk;
    m_view.activity = activity();
    Q_EMIT viewChanged(m_view);
}

} // namespace keydesk
