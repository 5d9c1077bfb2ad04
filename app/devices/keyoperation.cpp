#include "devices/keyoperation.h"

#include <algorithm>

namespace keydesk {

namespace {

QList<KeyDevice> inState(const QList<KeyDevice>& keys, KeyDevice::State state)
{
    QList<KeyDevice> matching;
    std::copy_if(keys.begin(), keys.end(), std::back_inserter(matching),
                 [state](const KeyDevice& key) { return key.state == state; });
    return matching;
}

/// A request of this type as a command with the PIN in it, where it takes one.
template <typename Request>
KeyCommand withPin(Request request, const SharedSecret& pin)
{
    if constexpr (requires { request.pin; } && !std::is_same_v<Request, SetPinCommand>)
        request.pin = pin;
    return request;
}

KeyCommand commandOf(const KeyOperation::Request& request, const SharedSecret& pin)
{
    return std::visit(
        [&pin](const auto& kind) -> KeyCommand {
            if constexpr (std::is_same_v<std::decay_t<decltype(kind)>, KeyOperation::ChooseRequest>)
                return AwaitTouchCommand();
            else
                return withPin(kind, pin);
        },
        request);
}

bool isSameModel(const KeyDevice& left, const KeyDevice& right)
{
    return left.aaguid == right.aaguid && left.model == right.model && left.maker == right.maker;
}

} // namespace

KeyOperation::KeyOperation(PluggedKeys& keys, Order order, Times times, QObject* parent)
    : QObject(parent), m_keys(keys), m_order(std::move(order)), m_times(times), m_deadline(m_order.budget)
{
    m_end.setSingleShot(true);
    m_end.start(m_order.budget);
    connect(&m_end, &QTimer::timeout, this, &KeyOperation::timeOut);
    m_touchPrompt.setSingleShot(true);
    m_touchPrompt.setInterval(m_times.beforeTouchPrompt);
    connect(&m_touchPrompt, &QTimer::timeout, this, [this] {
        if (m_phase == Phase::Choosing)
            want(KeyAction::TouchOne);
        else
            want(KeyAction::Touch, m_key);
    });
}

void KeyOperation::watchKeys()
{
    connect(&m_keys, &PluggedKeys::appeared, this, &KeyOperation::keyChanged);
    connect(&m_keys, &PluggedKeys::changed, this, &KeyOperation::keyChanged);
    connect(&m_keys, &PluggedKeys::removed, this, &KeyOperation::keyRemoved);
    connect(&m_keys, &PluggedKeys::touchNeeded, this, &KeyOperation::touchNeeded);
    connect(&m_keys, &PluggedKeys::touchEnded, this, &KeyOperation::touchEnded);
    connect(&m_keys, &PluggedKeys::answered, this, &KeyOperation::answered);
}

void KeyOperation::begin()
{
    if (m_phase == Phase::Over)
        return;
    watchKeys();
    if (m_order.key)
        use(*m_order.key);
    else
        look();
}

void KeyOperation::want(KeyAction action, const KeyDeviceId& key)
{
    const auto wanted = std::make_pair(action, key);
    if (m_wanted == wanted)
        return;
    m_wanted = wanted;
    Q_EMIT actionWanted(action, key);
}

/// Which key? Decided only when all that are plugged in have been read.
void KeyOperation::look()
{
    const QList<KeyDevice> keys = m_keys.keys();
    const QList<KeyDevice> ready = inState(keys, KeyDevice::State::Ready);
    if (keys.isEmpty())
        want(KeyAction::Insert);
    else if (!inState(keys, KeyDevice::State::Reading).isEmpty())
        want(KeyAction::Wait);
    else if (ready.isEmpty())
        fail(keys.constFirst().problem.value_or(KeyProblem::Internal));
    else if (ready.size() == 1)
        use(ready.constFirst().id);
    else
        choose(ready);
}

/// All blink; the first that is touched is used, the others stop.
void KeyOperation::choose(const QList<KeyDevice>& ready)
{
    m_phase = Phase::Choosing;
    want(KeyAction::Wait);
    for (const KeyDevice& key : ready)
        m_jobs.insert(m_keys.submit(key.id, AwaitTouchCommand(), m_deadline), key.id);
}

void KeyOperation::use(const KeyDeviceId& key)
{
    m_key = key;
    if (std::holds_alternative<ChooseRequest>(m_order.request)) {
        finish(key);
        return;
    }
    if (std::holds_alternative<ResetCommand>(m_order.request)) {
        prepareReset();
        return;
    }
    work();
    const auto device = m_keys.find(key);
    want(device && device->isPlatform ? KeyAction::FollowSystem : KeyAction::Wait, key);
}

void KeyOperation::work()
{
    m_phase = Phase::Working;
    m_jobs.insert(m_keys.submit(m_key, commandOf(m_order.request, {}), m_deadline), m_key);
}

void KeyOperation::prepareReset()
{
    const auto device = m_keys.find(m_key);
    if (!device) {
        fail(KeyProblem::Removed);
        return;
    }
    if (device->state == KeyDevice::State::Ready && !device->can(KeyAbility::Reset)) {
        finish(KeyFailure{.problem = KeyProblem::NotSupported, .missing = KeyAbility::Reset});
        return;
    }
    m_phase = Phase::AwaitingRemoval;
    m_resetKey = *device;
    want(KeyAction::TakeOut, m_key);
}

/// A key takes a reset only within seconds of being plugged in: at once, and the right key.
void KeyOperation::resetReturned(const KeyDevice& key)
{
    if (key.state == KeyDevice::State::Reading || m_others.contains(key.id))
        return;
    if (key.state == KeyDevice::State::Unusable) {
        fail(key.problem.value_or(KeyProblem::Internal));
        return;
    }
    if (m_resetKey.state == KeyDevice::State::Ready && !isSameModel(m_resetKey, key)) {
        fail(KeyProblem::DifferentKey);
        return;
    }
    m_key = key.id;
    want(KeyAction::Wait, m_key);
    work();
}

void KeyOperation::keyChanged(const KeyDevice& key)
{
    if (m_phase == Phase::AwaitingKey)
        look();
    else if (m_phase == Phase::AwaitingReturn)
        resetReturned(key);
    else if (m_phase == Phase::Choosing && key.state == KeyDevice::State::Ready && !m_jobs.values().contains(key.id))
        m_jobs.insert(m_keys.submit(key.id, AwaitTouchCommand(), m_deadline), key.id);
}

void KeyOperation::keyRemoved(const KeyDeviceId& key)
{
    if (m_phase == Phase::AwaitingKey) {
        look();
    } else if (m_phase == Phase::AwaitingRemoval && key == m_key) {
        for (const KeyDevice& other : m_keys.keys())
            m_others.insert(other.id);
        m_phase = Phase::AwaitingReturn;
        want(KeyAction::PutBack);
    } else if (key == m_key && m_phase != Phase::AwaitingReturn && m_phase != Phase::Over) {
        fail(KeyProblem::Removed);
    }
}

void KeyOperation::touchNeeded(KeyJobId job)
{
    const bool isTheSystems = m_wanted && m_wanted->first == KeyAction::FollowSystem;
    if (m_jobs.contains(job) && !m_touchPrompt.isActive() && !isTheSystems)
        m_touchPrompt.start();
}

void KeyOperation::touchEnded(KeyJobId job)
{
    if (!m_jobs.contains(job) || m_phase != Phase::Working)
        return;
    m_touchPrompt.stop();
    want(KeyAction::Wait, m_key);
}

void KeyOperation::answered(KeyJobId job, const KeyAnswer& answer)
{
    if (!m_jobs.contains(job))
        return;
    const KeyDeviceId key = m_jobs.take(job);
    if (m_phase == Phase::Choosing)
        choiceAnswered(key, answer);
    else if (m_phase == Phase::Working)
        workAnswered(answer);
}

void KeyOperation::choiceAnswered(const KeyDeviceId& key, const KeyAnswer& answer)
{
    if (const auto* failure = std::get_if<KeyFailure>(&answer)) {
        // A key stops waiting after half a minute or so; the person has longer.
        if (failure->problem == KeyProblem::TimedOut && !m_deadline.hasExpired())
            m_jobs.insert(m_keys.submit(key, AwaitTouchCommand(), m_deadline), key);
        else if (m_jobs.isEmpty())
            finish(*failure);
        return;
    }
    m_touchPrompt.stop();
    cancelJobs();
    use(key);
}

void KeyOperation::workAnswered(const KeyAnswer& answer)
{
    m_touchPrompt.stop();
    if (const auto* failure = std::get_if<KeyFailure>(&answer)) {
        finish(*failure);
    } else if (const auto* pin = std::get_if<PinNeeded>(&answer)) {
        m_phase = Phase::AwaitingPin;
        want(KeyAction::Wait, m_key);
        Q_EMIT pinWanted({.key = m_key, .reason = pin->reason, .triesLeft = pin->triesLeft});
    } else if (const auto* accounts = std::get_if<QList<SignedAccount>>(&answer)) {
        m_accounts = *accounts;
        if (m_accounts.size() == 1) {
            finish(m_accounts.constFirst().answer);
            return;
        }
        m_phase = Phase::AwaitingAccount;
        QList<KeyCredential> choice;
        for (const SignedAccount& account : std::as_const(m_accounts))
            choice.append(account.account);
        Q_EMIT accountWanted(choice);
    } else if (const auto* created = std::get_if<CreatedCredential>(&answer)) {
        finish(*created);
    } else if (const auto* credentials = std::get_if<QList<KeyCredential>>(&answer)) {
        finish(*credentials);
    } else {
        finish(KeyDone());
    }
}

void KeyOperation::answerPin(const SharedSecret& pin)
{
    if (m_phase != Phase::AwaitingPin)
        return;
    m_phase = Phase::Working;
    m_jobs.insert(m_keys.submit(m_key, commandOf(m_order.request, pin), m_deadline), m_key);
}

void KeyOperation::chooseAccount(const QByteArray& credentialId)
{
    if (m_phase != Phase::AwaitingAccount)
        return;
    for (const SignedAccount& account : std::as_const(m_accounts)) {
        if (account.account.id == credentialId) {
            finish(AssertionAnswer(account.answer));
            return;
        }
    }
}

void KeyOperation::timeOut()
{
    const bool isRunning = m_phase == Phase::Choosing || m_phase == Phase::Working;
    // The key's thread ends by the same deadline and knows more: perhaps it was done in the last moment. But nobody
    // waits for a thread that does not come back.
    if (isRunning && m_end.intervalAsDuration() != m_times.grace)
        m_end.start(m_times.grace);
    else
        fail(KeyProblem::TimedOut);
}

void KeyOperation::cancel()
{
    if (m_phase != Phase::Over)
        fail(KeyProblem::Cancelled);
}

void KeyOperation::cancelJobs()
{
    const auto jobs = std::exchange(m_jobs, {});
    for (auto job = jobs.keyBegin(); job != jobs.keyEnd(); ++job)
        m_keys.cancel(*job);
}

void KeyOperation::finish(const KeyOutcome& outcome)
{
    m_phase = Phase::Over;
    m_end.stop();
    m_touchPrompt.stop();
    cancelJobs();
    disconnect(&m_keys, nullptr, this, nullptr);
    Q_EMIT finished(outcome);
}

} // namespace keydesk
