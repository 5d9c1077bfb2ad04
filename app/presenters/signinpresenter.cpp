#include "presenters/signinpresenter.h"

#include "presenters/owncopy.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

SignInPresenter::SignInPresenter(PanelSession& session, SignInApi& api, SignInCeremony& ceremony, QObject* parent)
    : PagePresenter(parent), m_session(session), m_api(api), m_ceremony(ceremony)
{
}

SignInView::Problem SignInPresenter::missing(const QString& userName, bool hasPassword)
{
    if (userName.trimmed().isEmpty())
        return SignInView::Problem::UserNameMissing;
    return hasPassword ? SignInView::Problem::None : SignInView::Problem::PasswordMissing;
}

void SignInPresenter::enter()
{
    const bool isLaterFactor = m_ceremony.asksForPassword();
    m_view = {.problem = std::exchange(m_noted, SignInView::Problem::None),
              .userName = isLaterFactor ? m_ceremony.userName() : m_userName,
              .isUserNameFixed = isLaterFactor,
              .isNameless = isLaterFactor && m_ceremony.isNameless()};
    publish();
    if (!isLaterFactor)
        return;
    m_userName = m_ceremony.userName();
    m_password = m_ceremony.takePassword();
    if (m_password)
        answer();
}

void SignInPresenter::resume()
{
    if (m_isByKey)
        return start();
    if (!m_password)
        return publish();
    if (m_ceremony.asksForPassword())
        answer();
    else
        start();
}

void SignInPresenter::comeBack()
{
    m_password.reset();
    m_isByKey = false;
    m_view.userName = m_userName;
    publish();
}

void SignInPresenter::leave()
{
    m_password.reset();
    m_isByKey = false;
    m_view = {};
    PagePresenter::leave();
}

void SignInPresenter::forget()
{
    m_userName.clear();
    m_noted = SignInView::Problem::None;
}

void SignInPresenter::submit(const QString& userName, SharedSecret password)
{
    if (isBusy())
        return;
    const bool hasPassword = password && !password->isEmpty();
    if (m_view.isNameless)
        m_view.problem = hasPassword ? SignInView::Problem::None : SignInView::Problem::PasswordMissing;
    else
        m_view.problem = missing(userName, hasPassword);
    if (m_view.problem != SignInView::Problem::None)
        return publish();
    m_userName = m_view.isNameless ? QString() : ownCopy(userName);
    m_password = std::move(password);
    const auto& step = m_ceremony.step();
    if (step && m_ceremony.asksForPassword() && m_ceremony.userName() == m_userName &&
        m_session.serviceNow() < step->expires)
        return answer();
    abandon();
    start();
}

void SignInPresenter::useKey()
{
    if (isBusy() || !m_view.canUseKey)
        return;
    m_view.problem = SignInView::Problem::None;
    if (m_ceremony.asksForKey()) {
        Q_EMIT happened(FlowEvent::KeyNeeded);
        return;
    }
    m_password.reset();
    abandon();
    m_isByKey = true;
    start();
}

void SignInPresenter::start()
{
    const QString userName = m_isByKey ? QString() : m_userName;
    await(m_api.startSignIn({.userName = userName, .locale = m_session.language()}),
          [this, userName](const Result<SignInStep>& result) {
              if (!result)
                  return failed(result.error());
              m_isByKey = false;
              m_ceremony.begin(userName, *result);
              stepped();
          });
}

void SignInPresenter::answer()
{
    await(
        m_api.answerFactor({.ceremony = m_ceremony.step()->ceremony, .method = Method::Password, .answer = m_password}),
        [this](const Result<SignInStep>& result) {
            if (!result)
                return failed(result.error());
            m_password.reset();
            m_ceremony.advance(*result);
            stepped();
        });
}

void SignInPresenter::stepped()
{
    if (m_ceremony.step()->isDone) {
        m_password.reset();
        m_ceremony.end();
        Q_EMIT happened(FlowEvent::SignedIn);
    } else if (!m_ceremony.asksForPassword()) {
        // The profile may ask for the password after a code: it is not asked for twice.
        m_ceremony.keepPassword(std::move(m_password));
        Q_EMIT happened(m_ceremony.need());
    } else if (m_password) {
        answer();
    }
}

void SignInPresenter::failed(const Error& error)
{
    using Problem = SignInView::Problem;
    m_view.requestId = error.requestId;
    m_view.userName = m_userName;
    switch (error.code) {
    case ErrorCode::SignInRefused:
    case ErrorCode::CodeRefused:
    case ErrorCode::InvalidRequest: // A name that no user can have is no more than a name that did not match.
    case ErrorCode::TooLarge:
        m_view.triesLeft = error.details[QStringLiteral("triesLeft")].toInt();
        return refuse(Problem::NotMatched);
    case ErrorCode::CeremonyEnded:
    case ErrorCode::NotFound:
        m_ceremony.end();
        return refuse(Problem::Ended);
    case ErrorCode::RateLimited:
        m_view.retryIn = error.retryAfter;
        return refuse(Problem::TooOften);
    case ErrorCode::FactorsUnsatisfiable:
        m_ceremony.end();
        return refuse(Problem::FactorsUnsatisfiable);
    case ErrorCode::NoRegistrationProfile:
        m_ceremony.end();
        return refuse(Problem::Closed);
    default:
        break;
    }
    const Trouble trouble = troubleFrom(error, m_session.now());
    if (error.code == ErrorCode::Cancelled || !canRetry(trouble.kind))
        cancelled();
    if (error.code != ErrorCode::Cancelled)
        Q_EMIT troubled(trouble);
}

void SignInPresenter::refuse(SignInView::Problem problem)
{
    cancelled();
    m_view.problem = problem;
}

void SignInPresenter::cancelled()
{
    m_password.reset();
    m_isByKey = false;
}

void SignInPresenter::abandon()
{
    // Nobody waits for the answer: a ceremony that is not ended now ends by itself.
    if (m_ceremony.step())
        m_api.cancelSignIn(m_ceremony.step()->ceremony);
    m_ceremony.end();
}

void SignInPresenter::back()
{
    abandon();
    Q_EMIT happened(FlowEvent::WentBack);
}

void SignInPresenter::publish()
{
    const bool isLaterFactor = m_ceremony.asksForPassword() && m_view.isUserNameFixed;
    m_view.canUseKey = isLaterFactor ? m_ceremony.asksForKey() : m_session.offers("webauthn-usernameless"_L1);
    m_view.helpDesk = m_session.branding().helpDesk;
    m_view.activity = activity();
    Q_EMIT viewChanged(m_view);
}

} // namespace keydesk
