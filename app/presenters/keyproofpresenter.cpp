#include "presenters/keyproofpresenter.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;
using Problem = KeyProofView::Problem;
using Purpose = KeyProofView::Purpose;
using State = KeyProofView::State;

KeyProofPresenter::KeyProofPresenter(PanelSession& session, SignInApi& api, KeyDevices& devices,
                                     SignInCeremony& ceremony, QObject* parent)
    : PagePresenter(parent), m_session(session), m_api(api), m_devices(devices), m_ceremony(ceremony), m_talk(devices)
{
    connect(&m_talk, &KeyTalk::changed, this, &KeyProofPresenter::publish);
    connect(&m_talk, &KeyTalk::finished, this, &KeyProofPresenter::ended);
    connect(&m_talk, &KeyTalk::keyReturned, this, [this](const KeyDevice& key) { talk(key.id); });
}

void KeyProofPresenter::enter()
{
    m_view = {};
    talk();
}

void KeyProofPresenter::resume()
{
    if (m_answer)
        answer();
    else if (m_isRenewing)
        renew();
    else
        publish();
}

void KeyProofPresenter::comeBack()
{
    cancelled();
    publish();
}

void KeyProofPresenter::giveUp()
{
    m_talk.stop();
    m_answer.reset();
    m_isRenewing = false;
}

void KeyProofPresenter::leave()
{
    giveUp();
    m_view = {};
    PagePresenter::leave();
}

/// Asks the key; with a fresh request where the last one is used up.
void KeyProofPresenter::talk(const std::optional<KeyDeviceId>& key)
{
    const auto& step = m_ceremony.step();
    if (!step || !step->assertion || m_session.serviceNow() >= step->assertion->expires)
        return renew();
    m_view = {.state = State::Talking};
    const auto budget = budgetUntil(step->assertion->expires, m_session.serviceNow());
    m_talk.follow(m_devices.makeAssertion(*step->assertion, key, budget), {.key = key, .budget = budget});
}

void KeyProofPresenter::renew()
{
    if (!m_ceremony.step())
        return failed({.code = ErrorCode::CeremonyEnded, .context = u"no sign-in"_s});
    m_talk.stop();
    m_isRenewing = true;
    m_view = {};
    await(m_api.sendCode(m_ceremony.step()->ceremony, Method::WebAuthn), [this](const Result<SignInStep>& result) {
        if (!result)
            return refused(result.error());
        m_isRenewing = false;
        m_ceremony.advance(*result);
        if (result->assertion && m_session.serviceNow() < result->assertion->expires)
            talk();
        else
            end(Problem::Refused);
    });
}

void KeyProofPresenter::ended(const KeyOutcome& outcome)
{
    if (const auto* signedByKey = std::get_if<AssertionAnswer>(&outcome)) {
        m_answer = answerText(*signedByKey);
        answer();
    } else {
        end(Problem::Key);
    }
}

void KeyProofPresenter::answer()
{
    m_view.state = State::Checking;
    SignInStep used = *m_ceremony.step();
    used.assertion.reset(); // Good for one answer, right or wrong.
    m_ceremony.advance(used);
    await(m_api.answerFactor({.ceremony = used.ceremony, .method = Method::WebAuthn, .answer = m_answer}),
          [this](const Result<SignInStep>& result) {
              if (!result)
                  return refused(result.error());
              m_answer.reset();
              m_ceremony.advance(*result);
              stepped();
          });
}

void KeyProofPresenter::stepped()
{
    if (!m_ceremony.step()->isDone) {
        // The next factor. A second key is a second question on this page.
        const FlowEvent need = m_ceremony.need();
        if (need == FlowEvent::KeyNeeded)
            return talk();
        Q_EMIT happened(need);
        return;
    }
    const bool isStepUp = m_ceremony.isStepUp();
    m_ceremony.end();
    Q_EMIT happened(isStepUp ? FlowEvent::StepUpProved : FlowEvent::SignedIn);
}

void KeyProofPresenter::refused(const Error& error)
{
    m_view.requestId = error.requestId;
    switch (error.code) {
    case ErrorCode::SignInRefused:
    case ErrorCode::CodeRefused:
    case ErrorCode::AuthenticatorRefused:
    case ErrorCode::InvalidRequest:
    case ErrorCode::Conflict:
    case ErrorCode::TooLarge:
        m_view.triesLeft = error.details["triesLeft"_L1].toInt();
        return end(Problem::Refused);
    case ErrorCode::RateLimited:
        m_view.retryIn = error.retryAfter;
        return end(Problem::TooOften);
    default:
        failed(error);
    }
}

void KeyProofPresenter::failed(const Error& error)
{
    switch (error.code) {
    case ErrorCode::CeremonyEnded:
    case ErrorCode::NotFound:
        giveUp();
        m_ceremony.end();
        Q_EMIT happened(FlowEvent::SignInEnded);
        return;
    case ErrorCode::Cancelled:
        return cancelled();
    default:
        break;
    }
    const Trouble trouble = troubleFrom(error, m_session.now());
    if (!canRetry(trouble.kind))
        m_answer.reset();
    Q_EMIT troubled(trouble);
}

void KeyProofPresenter::end(Problem problem)
{
    m_answer.reset();
    m_isRenewing = false;
    m_view.state = State::Ended;
    m_view.problem = problem;
    publish();
}

/// Nothing is under way any more, and the page offers another try.
void KeyProofPresenter::cancelled()
{
    if (m_view.state != State::Ended)
        m_talk.fail(KeyProblem::Cancelled);
}

void KeyProofPresenter::enterPin(SharedSecret pin)
{
    m_talk.answerPin(pin);
}

void KeyProofPresenter::chooseAccount(const QByteArray& credentialId)
{
    m_talk.chooseAccount(credentialId);
}

void KeyProofPresenter::retry()
{
    if (!isBusy() && m_view.state == State::Ended)
        renew();
}

void KeyProofPresenter::chooseAnother()
{
    if (isBusy() || !m_view.canChooseAnother)
        return;
    m_talk.stop();
    Q_EMIT happened(m_ceremony.need());
}

void KeyProofPresenter::back()
{
    if (m_ceremony.step())
        m_api.cancelSignIn(m_ceremony.step()->ceremony);
    m_ceremony.end();
    Q_EMIT happened(FlowEvent::WentBack);
}

void KeyProofPresenter::publish()
{
    m_view.prompt = m_talk.prompt();
    m_view.helpDesk = m_session.branding().helpDesk;
    m_view.activity = activity();
    if (const auto& step = m_ceremony.step()) {
        m_view.purpose = m_ceremony.isStepUp() ? Purpose::StepUp : Purpose::SignIn;
        m_view.isNameless = m_ceremony.isNameless();
        m_view.canChooseAnother = m_ceremony.hasOtherThanKey();
        m_view.factor = {step->factor, step->factorCount};
    }
    Q_EMIT viewChanged(m_view);
}

} // namespace keydesk
