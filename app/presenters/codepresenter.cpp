#include "presenters/codepresenter.h"

#include <algorithm>

namespace keydesk {

using namespace std::chrono_literals;
using Problem = CodeView::Problem;

namespace {

QList<MethodChoice> codesOf(const SignInStep& step)
{
    QList<MethodChoice> choices = step.choices;
    choices.removeIf([](const MethodChoice& choice) { return choice.method == Method::Password; });
    return choices;
}

bool isSentByService(Method method)
{
    return method == Method::MailCode || method == Method::SmsCode;
}

} // namespace

CodePresenter::CodePresenter(PanelSession& session, SignInApi& api, SignInCeremony& ceremony, QObject* parent)
    : PagePresenter(parent), m_session(session), m_api(api), m_ceremony(ceremony)
{
    m_second.setInterval(1s);
    connect(&m_second, &QTimer::timeout, this, [this] {
        if (m_resendAt.hasExpired())
            m_second.stop();
        publish();
    });
}

void CodePresenter::enter()
{
    m_view = {};
    m_method.reset();
    m_interrupted = nullptr;
    if (m_purpose == CodeView::Purpose::StepUp && !m_ceremony.isStepUp())
        beginStepUp();
    else
        present();
}

void CodePresenter::resume()
{
    if (m_interrupted)
        m_interrupted();
    else
        publish();
}

void CodePresenter::comeBack()
{
    m_code.reset();
    const auto& step = m_ceremony.step();
    // Nothing was sent: the method's button asks for it again.
    if (m_method && isSentByService(*m_method) && !(step && step->delivery))
        m_method.reset();
    publish();
}

void CodePresenter::leave()
{
    m_code.reset();
    m_method.reset();
    m_interrupted = nullptr;
    m_second.stop();
    m_purpose = CodeView::Purpose::SignIn;
    m_view = {};
    PagePresenter::leave();
}

void CodePresenter::beginStepUp()
{
    m_interrupted = [this] { beginStepUp(); };
    await(m_api.startStepUp(), [this](const Result<SignInStep>& result) {
        if (!result)
            return failed(result.error());
        m_ceremony.beginStepUp(*result);
        present();
    });
}

void CodePresenter::present()
{
    const SignInStep& step = *m_ceremony.step();
    m_interrupted = nullptr;
    m_method.reset();
    m_view.triesLeft = 0;
    if (step.delivery) {
        delivered(*step.delivery);
    } else if (const auto choices = codesOf(step); choices.size() == 1) {
        return use(choices.first().method);
    }
    publish();
}

void CodePresenter::delivered(const CodeDelivery& delivery)
{
    m_method = delivery.method;
    m_resendAt = QDeadlineTimer(delivery.resendAfter);
    m_second.start();
}

void CodePresenter::choose(Method method)
{
    if (!isBusy() && m_ceremony.step())
        use(method);
}

void CodePresenter::use(Method method)
{
    if (method == Method::WebAuthn) {
        Q_EMIT happened(FlowEvent::KeyNeeded);
        return;
    }
    m_method = method;
    m_view.problem = Problem::None;
    const auto& delivery = m_ceremony.step()->delivery;
    if (isSentByService(method) && !(delivery && delivery->method == method))
        send(method);
    else
        publish();
}

void CodePresenter::chooseAnother()
{
    if (isBusy() || !m_view.canChooseAnother)
        return;
    m_method.reset();
    m_view.problem = Problem::None;
    publish();
}

void CodePresenter::resend()
{
    if (isBusy() || !m_method || !m_view.canResend)
        return;
    if (!m_resendAt.hasExpired()) {
        m_view.problem = Problem::TooSoon;
        return publish();
    }
    m_view.problem = Problem::None;
    send(*m_method);
}

void CodePresenter::send(Method method)
{
    m_interrupted = [this, method] { send(method); };
    await(m_api.sendCode(m_ceremony.step()->ceremony, method), [this](const Result<SignInStep>& result) {
        if (!result)
            return notSent(result.error());
        m_interrupted = nullptr;
        m_ceremony.advance(*result);
        if (result->delivery)
            delivered(*result->delivery);
    });
}

void CodePresenter::notSent(const Error& error)
{
    m_view.requestId = error.requestId;
    const auto& delivery = m_ceremony.step()->delivery;
    switch (error.code) {
    case ErrorCode::RateLimited:
        if (error.retryAfter > 0s && delivery) {
            m_resendAt = QDeadlineTimer(error.retryAfter);
            m_second.start();
            m_view.problem = Problem::TooSoon;
            return;
        }
        m_view.retryIn = error.retryAfter;
        m_view.problem = error.retryAfter > 0s ? Problem::TooOften : Problem::NoMoreSends;
        break;
    case ErrorCode::LimitReached:
        m_view.problem = Problem::NoMoreSends;
        break;
    case ErrorCode::InvalidRequest:
    case ErrorCode::Conflict:
        m_view.problem = Problem::NotSent;
        break;
    default:
        return failed(error);
    }
    if (!delivery)
        m_method.reset(); // Nothing to type: the methods are shown again.
}

void CodePresenter::submit(SharedSecret code)
{
    if (isBusy() || !m_method || !m_ceremony.step())
        return;
    if (!code || !mayGoOn(static_cast<int>(code->size()))) {
        m_view.problem = Problem::CodeMissing;
        return publish();
    }
    m_view.problem = Problem::None;
    m_code = std::move(code);
    answer();
}

void CodePresenter::answer()
{
    m_interrupted = [this] { answer(); };
    await(m_api.answerFactor({.ceremony = m_ceremony.step()->ceremony, .method = *m_method, .answer = m_code}),
          [this](const Result<SignInStep>& result) {
              if (!result)
                  return refused(result.error());
              m_code.reset();
              m_ceremony.advance(*result);
              stepped();
          });
}

void CodePresenter::stepped()
{
    if (m_ceremony.step()->isDone) {
        const bool isStepUp = m_ceremony.isStepUp();
        m_ceremony.end();
        Q_EMIT happened(isStepUp ? FlowEvent::StepUpProved : FlowEvent::SignedIn);
    } else if (m_ceremony.asksForPassword()) {
        Q_EMIT happened(FlowEvent::PasswordNeeded);
    } else {
        present();
    }
}

void CodePresenter::refused(const Error& error)
{
    const auto& delivery = m_ceremony.step()->delivery;
    switch (error.code) {
    case ErrorCode::CodeRefused:
    case ErrorCode::SignInRefused:
    case ErrorCode::InvalidRequest:
        m_code.reset();
        m_view.requestId = error.requestId;
        m_view.triesLeft = error.details[QStringLiteral("triesLeft")].toInt();
        m_view.problem = delivery && delivery->method == m_method && m_session.serviceNow() >= delivery->expires
                             ? Problem::Expired
                             : Problem::Refused;
        return;
    case ErrorCode::RateLimited:
        m_code.reset();
        m_view.requestId = error.requestId;
        m_view.retryIn = error.retryAfter;
        m_view.problem = Problem::TooOften;
        return;
    default:
        failed(error);
    }
}

void CodePresenter::failed(const Error& error)
{
    switch (error.code) {
    case ErrorCode::CeremonyEnded:
    case ErrorCode::NotFound:
        m_code.reset();
        m_ceremony.end();
        Q_EMIT happened(FlowEvent::SignInEnded);
        return;
    case ErrorCode::Cancelled:
        cancelled();
        return;
    default:
        break;
    }
    const Trouble trouble = troubleFrom(error, m_session.now());
    if (!canRetry(trouble.kind))
        m_code.reset();
    Q_EMIT troubled(trouble);
}

void CodePresenter::cancelled()
{
    m_interrupted = nullptr;
    if (!m_ceremony.step()) // The step-up itself was cancelled: nothing stands on this page.
        Q_EMIT happened(FlowEvent::WentBack);
    else
        comeBack();
}

void CodePresenter::back()
{
    if (m_ceremony.step())
        m_api.cancelSignIn(m_ceremony.step()->ceremony);
    m_ceremony.end();
    Q_EMIT happened(FlowEvent::WentBack);
}

CodeView::State CodePresenter::state() const
{
    const auto& step = m_ceremony.step();
    if (!step)
        return CodeView::State::Sending;
    if (!m_method)
        return CodeView::State::Choosing;
    const bool isThere = !isSentByService(*m_method) || (step->delivery && step->delivery->method == *m_method);
    return isThere ? CodeView::State::Entering : CodeView::State::Sending;
}

void CodePresenter::publish()
{
    m_view.purpose = m_purpose;
    m_view.state = state();
    m_view.authenticatorName = m_session.authenticatorName();
    m_view.helpDesk = m_session.branding().helpDesk;
    m_view.activity = activity();
    if (m_ceremony.step())
        fill(*m_ceremony.step());
    Q_EMIT viewChanged(m_view);
}

void CodePresenter::fill(const SignInStep& step)
{
    const bool isSent = step.delivery && m_method == step.delivery->method;
    m_view.choices = codesOf(step);
    m_view.chosen.reset();
    for (const MethodChoice& choice : std::as_const(m_view.choices))
        if (m_method == choice.method)
            m_view.chosen = choice;
    if (m_view.chosen && isSent && !step.delivery->hint.isEmpty())
        m_view.chosen->hint = step.delivery->hint;
    m_view.isSent = isSent;
    m_view.canResend = isSent && step.delivery->sendsLeft > 0;
    m_view.resendIn = std::chrono::ceil<std::chrono::seconds>(m_resendAt.remainingTimeAsDuration());
    m_view.canChooseAnother = m_method && m_view.choices.size() > 1;
    m_view.factor = {step.factor, step.factorCount};
}

} // namespace keydesk
