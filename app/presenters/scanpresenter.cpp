#include "presenters/scanpresenter.h"

#include "base/onetimepassword.h"

#include <algorithm>

namespace keydesk {

using namespace std::chrono_literals;
using Problem = ScanView::Problem;
using State = ScanView::State;

namespace {

SharedSecret groupsOfFour(QByteArrayView text)
{
    if (text.isEmpty())
        return nullptr;
    QByteArray groups;
    groups.reserve(text.size() + text.size() / 4);
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (i > 0 && i % 4 == 0)
            groups.append(' ');
        groups.append(text[i]);
    }
    return share(Secret::take(groups));
}

} // namespace

ScanPresenter::ScanPresenter(PanelSession& session, PhoneApi& phones, QObject* parent)
    : PagePresenter(parent), m_session(session), m_api(phones)
{
    m_expiry.setSingleShot(true);
    connect(&m_expiry, &QTimer::timeout, this, [this] {
        if (!isBusy()) // The service decides about a code that is on its way.
            end(State::Expired);
        publish();
    });
}

void ScanPresenter::enter()
{
    m_view = {};
    start();
}

void ScanPresenter::resume()
{
    if (m_code)
        verify();
    else if (!m_registration)
        start();
    else
        publish();
}

void ScanPresenter::leave()
{
    giveUp();
    m_view = {};
    PagePresenter::leave();
}

void ScanPresenter::start()
{
    m_view.state = State::Preparing;
    await(m_api.startRegistration(), [this](const Result<PhoneRegistration>& result) {
        if (result) {
            show(*result);
        } else if (result.error().code == ErrorCode::StepUpRequired) {
            Q_EMIT happened(FlowEvent::StepUpNeeded);
        } else if (result.error().code == ErrorCode::LimitReached) {
            m_view.state = State::LimitReached;
        } else if (result.error().code == ErrorCode::Cancelled) {
            cancelled();
        } else {
            Q_EMIT troubled(troubleFrom(result.error(), m_session.now()));
        }
    });
}

void ScanPresenter::show(const PhoneRegistration& registration)
{
    m_registration = registration.id;
    QByteArray text = base32(registration.secret->view());
    m_view = {.state = State::Ready,
              .triesLeft = registration.triesLeft,
              .code = QrMatrix::encode(registration.uri->view()),
              .issuer = registration.issuer,
              .account = registration.account,
              .secretGroups = groupsOfFour(text),
              .canCopy = !m_session.isKiosk(),
              .expires = registration.expires};
    wipe(text);
    m_expiry.start(std::max(registration.expires - m_session.serviceNow(), std::chrono::milliseconds{0}));
}

void ScanPresenter::submit(SharedSecret code)
{
    if (isBusy() || m_view.state != State::Ready)
        return;
    m_view.refusal.reset();
    if (!code || !mayGoOn(static_cast<int>(code->size()))) {
        m_view.problem = Problem::CodeMissing;
        return publish();
    }
    m_view.problem = Problem::None;
    m_code = std::move(code);
    verify();
}

void ScanPresenter::verify()
{
    await(m_api.verifyRegistration(*m_registration, m_code), [this](const Result<Phone>& result) {
        if (result)
            verified(*result);
        else
            refused(result.error());
    });
}

void ScanPresenter::verified(const Phone& phone)
{
    m_registration.reset();
    Q_EMIT registered(phone);
    Q_EMIT happened(FlowEvent::PhoneRegistered);
}

void ScanPresenter::refused(const Error& error)
{
    m_view.requestId = error.requestId;
    switch (error.code) {
    case ErrorCode::CodeRefused:
        m_code.reset();
        m_view.problem = Problem::Refused;
        m_view.refusal = CodeRefusal::fromDetails(error.details);
        m_view.triesLeft = m_view.refusal->triesLeft;
        if (m_view.triesLeft <= 0)
            end(State::OutOfTries);
        return;
    case ErrorCode::InvalidRequest:
        m_code.reset();
        m_view.problem = Problem::Refused;
        m_view.refusal = CodeRefusal{.reason = CodeRefusal::Reason::WrongLength, .triesLeft = m_view.triesLeft};
        return;
    case ErrorCode::RateLimited:
        m_code.reset();
        m_view.problem = Problem::TooOften;
        m_view.retryIn = error.retryAfter;
        return;
    case ErrorCode::CeremonyEnded:
    case ErrorCode::NotFound:
    case ErrorCode::Conflict:
        m_code.reset();
        if (m_mayBeVerified)
            return findVerified();
        return end(m_session.serviceNow() >= m_view.expires ? State::Expired : State::OutOfTries);
    case ErrorCode::Cancelled:
        return cancelled();
    default:
        break;
    }
    const Trouble trouble = troubleFrom(error, m_session.now());
    m_mayBeVerified = true;
    if (!canRetry(trouble.kind))
        m_code.reset();
    Q_EMIT troubled(trouble);
}

void ScanPresenter::findVerified()
{
    // An answer was lost on the way: the phone may stand in the list already.
    await(m_api.phones(), [this](const Result<QList<Phone>>& result) {
        const auto phones = result ? *result : QList<Phone>{};
        const auto found = std::find_if(phones.begin(), phones.end(),
                                        [this](const Phone& phone) { return phone.id == m_registration; });
        if (found != phones.end())
            verified(*found);
        else
            end(State::Expired);
    });
}

void ScanPresenter::renew()
{
    if (isBusy())
        return;
    giveUp();
    m_view = {};
    start();
}

void ScanPresenter::end(State state)
{
    giveUp();
    const Problem problem = m_view.problem;
    const auto refusal = m_view.refusal;
    m_view = {.state = state, .problem = problem, .refusal = refusal, .requestId = m_view.requestId};
}

void ScanPresenter::giveUp()
{
    // Nobody waits for the answer: what is not cancelled now expires by itself and never becomes a factor.
    if (m_registration)
        m_api.cancelRegistration(*m_registration);
    m_registration.reset();
    m_mayBeVerified = false;
    m_code.reset();
    m_expiry.stop();
}

void ScanPresenter::cancelled()
{
    if (m_code)
        m_mayBeVerified = true;
    m_code.reset();
    if (!m_registration)
        Q_EMIT happened(FlowEvent::WentBack);
}

void ScanPresenter::back()
{
    Q_EMIT happened(FlowEvent::WentBack);
}

void ScanPresenter::publish()
{
    m_view.phonesAllowed = m_session.account() ? m_session.account()->phonesAllowed : 0;
    m_view.authenticatorName = m_session.authenticatorName();
    m_view.helpDesk = m_session.branding().helpDesk;
    m_view.activity = activity();
    Q_EMIT viewChanged(m_view);
}

} // namespace keydesk
