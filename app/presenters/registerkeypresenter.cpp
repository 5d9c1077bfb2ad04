#include "presenters/registerkeypresenter.h"

#include <algorithm>

namespace keydesk {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using Ask = KeyPrompt::Ask;
using Problem = RegisterKeyView::Problem;
using State = RegisterKeyView::State;

RegisterKeyPresenter::RegisterKeyPresenter(PanelSession& session, WebAuthnApi& keys, KeyDevices& devices,
                                           QObject* parent)
    : PagePresenter(parent), m_session(session), m_api(keys), m_devices(devices), m_talk(devices)
{
    connect(&m_talk, &KeyTalk::changed, this, &RegisterKeyPresenter::publish);
    connect(&m_talk, &KeyTalk::finished, this, &RegisterKeyPresenter::ended);
    connect(&m_talk, &KeyTalk::keyReturned, this, &RegisterKeyPresenter::weigh);
    connect(&m_talk, &KeyTalk::pinSet, this, [this] {
        if (const auto key = m_talk.prompt().key)
            make(*key);
        else
            m_talk.fail(KeyProblem::Removed);
    });
    m_expiry.setSingleShot(true);
    connect(&m_expiry, &QTimer::timeout, this, [this] {
        if (m_view.state == State::Talking) // The service decides about what is on its way to it.
            end(Problem::Expired);
    });
}

void RegisterKeyPresenter::enter()
{
    m_view = {};
    m_step = 1;
    start();
}

void RegisterKeyPresenter::resume()
{
    if (m_created)
        store();
    else if (m_creation)
        chooseKey();
    else
        start();
}

void RegisterKeyPresenter::giveUp()
{
    m_talk.stop();
    // Nobody waits for the answer: what is not cancelled now expires by itself.
    if (m_creation)
        m_api.cancelKeyRegistration(m_creation->ceremony);
    m_creation.reset();
    m_created.reset();
    m_mayBeStored = false;
    m_expiry.stop();
}

void RegisterKeyPresenter::leave()
{
    giveUp();
    m_names.reset();
    m_view = {};
    PagePresenter::leave();
}

void RegisterKeyPresenter::start()
{
    m_view.state = State::Preparing;
    await(m_api.startKeyRegistration(), [this](const Result<CredentialCreation>& result) {
        if (result) {
            m_creation = *result;
            m_expiry.start(std::max(m_creation->expires - m_session.serviceNow(), 0ms));
            learnNames();
        } else if (result.error().code == ErrorCode::StepUpRequired) {
            Q_EMIT happened(FlowEvent::StepUpNeeded);
        } else if (result.error().code == ErrorCode::LimitReached) {
            end(Problem::LimitReached);
        } else if (result.error().code == ErrorCode::Cancelled) {
            cancelled();
        } else {
            Q_EMIT troubled(troubleFrom(result.error(), m_session.now()));
        }
    });
}

/// So that no two keys get the same name. Without an answer the service chooses one.
void RegisterKeyPresenter::learnNames()
{
    await(m_api.securityKeys(), [this](const Result<QList<SecurityKey>>& result) {
        m_names.reset();
        if (result) {
            m_names = QStringList();
            for (const SecurityKey& key : *result)
                m_names->append(key.name);
        }
        chooseKey();
    });
}

bool RegisterKeyPresenter::isExpired() const
{
    return !m_creation || m_session.serviceNow() >= m_creation->expires;
}

void RegisterKeyPresenter::chooseKey()
{
    if (isExpired())
        return end(Problem::Expired);
    m_view.state = State::Talking;
    m_view.problem = Problem::None;
    m_step = 1;
    const auto budget = budgetUntil(m_creation->expires, m_session.serviceNow());
    m_talk.follow(m_devices.chooseKey(budget), {.budget = budget});
}

void RegisterKeyPresenter::ended(const KeyOutcome& outcome)
{
    const auto& key = m_talk.prompt().key;
    if (const auto* created = std::get_if<CreatedCredential>(&outcome)) {
        m_created = *created;
        store();
    } else if (const auto* failure = std::get_if<KeyFailure>(&outcome)) {
        const bool isTimeUp = failure->problem == KeyProblem::TimedOut && isExpired();
        m_isPinNeeded = m_isPinNeeded || failure->problem == KeyProblem::PinNotSet;
        if (failure->problem == KeyProblem::PinNotSet && key)
            m_talk.askNewPin(*key);
        else if (failure->problem == KeyProblem::PinMustChange && key)
            m_talk.askChangePin(*key);
        else
            end(isTimeUp ? Problem::Expired : Problem::Key);
    } else if (key) {
        m_isPinNeeded = m_creation->userVerification == Requirement::Required;
        weigh(*key);
    } else {
        m_talk.fail(KeyProblem::Removed); // Between the choice and its news.
    }
}

/// What is missing before this key can be asked.
void RegisterKeyPresenter::weigh(const KeyDevice& key)
{
    const bool shallVerify = m_creation->userVerification != Requirement::Discouraged;
    if (shallVerify && key.pin == PinState::NotSet && !key.verifiesByItself)
        m_talk.askNewPin(key);
    else if (shallVerify && key.pin == PinState::MustChange)
        m_talk.askChangePin(key);
    else
        make(key);
}

void RegisterKeyPresenter::make(const KeyDevice& key)
{
    const auto budget = budgetUntil(m_creation->expires, m_session.serviceNow());
    m_talk.follow(m_devices.makeCredential(*m_creation, key.id, budget),
                  {.key = key.id, .budget = budget, .keepsPin = true});
}

QString RegisterKeyPresenter::defaultName() const
{
    const QString model = m_talk.prompt().key ? m_talk.prompt().key->model : QString();
    if (model.isEmpty() || !m_names)
        return {};
    QString name = model;
    for (int number = 2; m_names->contains(name, Qt::CaseInsensitive); ++number)
        name = model.left(60) % u' ' % QString::number(number);
    return name;
}

void RegisterKeyPresenter::store()
{
    m_view.state = State::Storing;
    m_step = 3;
    await(m_api.finishKeyRegistration(*m_created, defaultName()), [this](const Result<SecurityKey>& result) {
        if (result)
            stored(*result);
        else
            refused(result.error());
    });
}

void RegisterKeyPresenter::stored(const SecurityKey& key)
{
    m_creation.reset();
    m_created.reset();
    Q_EMIT registered(key);
    Q_EMIT happened(FlowEvent::KeyRegistered);
}

void RegisterKeyPresenter::refused(const Error& error)
{
    m_view.requestId = error.requestId;
    switch (error.code) {
    case ErrorCode::AuthenticatorRefused:
    case ErrorCode::InvalidRequest:
    case ErrorCode::TooLarge:
        m_view.refusedStep = error.details["step"_L1].toString();
        return end(Problem::Refused);
    case ErrorCode::LimitReached:
        return end(Problem::LimitReached);
    case ErrorCode::StepUpRequired:
        Q_EMIT happened(FlowEvent::StepUpNeeded);
        return;
    case ErrorCode::CeremonyEnded:
    case ErrorCode::NotFound:
    case ErrorCode::Conflict:
        return m_mayBeStored ? findStored() : end(Problem::Expired);
    case ErrorCode::Cancelled:
        return cancelled();
    default:
        m_mayBeStored = true;
        Q_EMIT troubled(troubleFrom(error, m_session.now()));
    }
}

void RegisterKeyPresenter::findStored()
{
    // An answer was lost on the way: the key may stand in the list already.
    await(m_api.securityKeys(), [this](const Result<QList<SecurityKey>>& result) {
        const auto keys = result ? *result : QList<SecurityKey>{};
        const auto found = std::find_if(keys.begin(), keys.end(), [this](const SecurityKey& key) {
            return key.credentialId == m_created->credentialId;
        });
        if (found != keys.end())
            stored(*found);
        else
            end(Problem::Expired);
    });
}

void RegisterKeyPresenter::end(Problem problem)
{
    if (problem != Problem::Key) // Then the ceremony is as good as before, and the prompt says what happened.
        giveUp();
    m_view.state = State::Ended;
    m_view.problem = problem;
    publish();
}

void RegisterKeyPresenter::cancelled()
{
    Q_EMIT happened(FlowEvent::WentBack);
}

void RegisterKeyPresenter::enterPin(SharedSecret pin)
{
    m_talk.answerPin(pin);
}

void RegisterKeyPresenter::setPin(SharedSecret current, SharedSecret pin, SharedSecret repeated)
{
    m_talk.setPin(current, pin, repeated);
}

void RegisterKeyPresenter::skipPin()
{
    if (m_view.canSkipPin)
        make(*m_talk.prompt().key);
}

void RegisterKeyPresenter::retry()
{
    if (isBusy() || !m_view.canRetry)
        return;
    m_view = {};
    if (!isExpired())
        return chooseKey();
    giveUp();
    start();
}

void RegisterKeyPresenter::care()
{
    Q_EMIT happened(FlowEvent::KeyCareWanted);
}

void RegisterKeyPresenter::back()
{
    Q_EMIT happened(FlowEvent::WentBack);
}

void RegisterKeyPresenter::publish()
{
    m_view.prompt = m_talk.prompt();
    switch (m_view.prompt.ask) {
    case Ask::Pin:
    case Ask::NewPin:
    case Ask::ChangePin:
        m_step = 2;
        break;
    case Ask::Touch:
    case Ask::FollowSystem:
        m_step = 3;
        break;
    default:
        break;
    }
    m_view.canSkipPin = m_view.prompt.ask == Ask::NewPin && !m_isPinNeeded;
    m_view.canRetry = m_view.state == State::Ended && m_view.problem != Problem::LimitReached;
    m_view.keysAllowed = m_session.account() ? m_session.account()->securityKeysAllowed : 0;
    m_view.isKiosk = m_session.isKiosk();
    m_view.helpDesk = m_session.branding().helpDesk;
    m_view.activity = activity();
    Q_EMIT viewChanged(m_view);
}

} // namespace keydesk
