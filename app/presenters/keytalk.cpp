#include "presenters/keytalk.h"

#include "devices/pinrules.h"

#include <algorithm>

namespace keydesk {

using namespace std::chrono_literals;
using Ask = KeyPrompt::Ask;
using PinProblem = KeyPrompt::PinProblem;

namespace {

Ask askFor(KeyAction action)
{
    switch (action) {
    case KeyAction::Wait:
        return Ask::Nothing;
    case KeyAction::Insert:
        return Ask::Insert;
    case KeyAction::TouchOne:
        return Ask::TouchOne;
    case KeyAction::Touch:
        return Ask::Touch;
    case KeyAction::TakeOut:
        return Ask::TakeOut;
    case KeyAction::PutBack:
        return Ask::PutBack;
    case KeyAction::FollowSystem:
        return Ask::FollowSystem;
    }
    return Ask::Nothing;
}

/// What is wrong with a PIN before the key has seen it: no try is spent on it.
PinProblem problemOf(const SharedSecret& pin, int minimumLength)
{
    if (!pin || pin->isEmpty())
        return PinProblem::Missing;
    switch (checkPin(pin->view(), minimumLength)) {
    case PinCheck::TooShort:
        return PinProblem::TooShort;
    case PinCheck::TooLong:
        return PinProblem::TooLong;
    case PinCheck::Fits:
        break;
    }
    return PinProblem::None;
}

bool isSame(const SharedSecret& left, const SharedSecret& right)
{
    return left && right && left->equals(right->view());
}

/// What a form can be corrected for; nothing for failures that end it.
PinProblem problemOf(const KeyFailure& failure)
{
    switch (failure.problem) {
    case KeyProblem::PinWrong:
        return PinProblem::Wrong;
    case KeyProblem::PinTooShort:
        return PinProblem::TooShort;
    case KeyProblem::PinTooLong:
        return PinProblem::TooLong;
    case KeyProblem::PinRefused:
        return PinProblem::Refused;
    default:
        return PinProblem::None;
    }
}

} // namespace

std::chrono::milliseconds budgetUntil(Instant expires, Instant serviceNow)
{
    return std::clamp<std::chrono::milliseconds>(expires - serviceNow, 0ms, KeyDevices::defaultBudget);
}

KeyTalk::KeyTalk(KeyDevices& devices, QObject* parent) : QObject(parent), m_devices(devices)
{
    m_second.setInterval(1s);
    connect(&m_second, &QTimer::timeout, this, [this] {
        if (m_awaitsReturn && m_deadline.hasExpired())
            fail(KeyProblem::TimedOut);
        else if (m_prompt.timeLeft)
            publish();
    });
    connect(&m_devices, &KeyDevices::appeared, this, &KeyTalk::keyChanged);
    connect(&m_devices, &KeyDevices::changed, this, &KeyTalk::keyChanged);
    connect(&m_devices, &KeyDevices::removed, this, &KeyTalk::keyRemoved);
    connect(&m_devices, &KeyDevices::actionWanted, this, &KeyTalk::acted);
    connect(&m_devices, &KeyDevices::pinWanted, this, &KeyTalk::wantPin);
    connect(&m_devices, &KeyDevices::accountWanted, this, &KeyTalk::wantAccount);
    connect(&m_devices, &KeyDevices::finished, this, &KeyTalk::end);
}

std::chrono::seconds KeyTalk::running() const
{
    return m_operation || m_awaitsReturn ? std::chrono::ceil<std::chrono::seconds>(m_terms.budget) : 0s;
}

std::optional<KeyDevice> KeyTalk::find(const KeyDeviceId& id) const
{
    const auto keys = m_devices.keys();
    const auto found = std::find_if(keys.begin(), keys.end(), [&](const KeyDevice& key) { return key.id == id; });
    return found == keys.end() ? std::nullopt : std::optional(*found);
}

void KeyTalk::follow(const KeyOperationId& operation, const Terms& terms)
{
    rest();
    m_operation = operation;
    if (!terms.keepsPin)
        m_kept.reset();
    m_terms = terms;
    m_prompt = {};
    if (terms.key)
        m_prompt.key = find(*terms.key);
    begin(terms.budget);
    publish();
}

void KeyTalk::begin(std::chrono::milliseconds budget)
{
    m_isActive = true;
    m_deadline = QDeadlineTimer(budget);
    m_second.start();
}

void KeyTalk::askForm(Ask ask, const KeyDevice& key)
{
    rest();
    m_kept.reset();
    m_isActive = true;
    m_prompt = {.ask = ask, .key = key, .triesLeft = key.triesLeft, .mustChange = key.pin == PinState::MustChange};
    if (ask == Ask::NewPin)
        m_prompt.triesLeft.reset();
    publish();
}

void KeyTalk::watch(const KeyDevice& key)
{
    rest();
    m_kept.reset();
    m_isActive = true;
    m_prompt = {.key = key};
    publish();
}

void KeyTalk::awaitReturn(const KeyDevice& key, const KeyFailure& reason)
{
    rest();
    m_kept.reset();
    m_awaitsReturn = true;
    m_terms = {.key = key.id};
    m_prompt = {.ask = Ask::TakeOut, .key = key, .pinProblem = PinProblem::Wrong, .triesLeft = reason.triesLeft};
    begin(m_terms.budget);
    if (!find(key.id))
        keyRemoved(key.id); // Somebody was quick.
    else
        publish();
}

void KeyTalk::fail(KeyProblem problem, std::optional<KeyAbility> missing)
{
    rest();
    m_kept.reset();
    failed({.problem = problem, .missing = missing}, false);
}

void KeyTalk::stop()
{
    rest();
    m_kept.reset();
    m_isActive = false;
    m_prompt = {};
}

void KeyTalk::rest()
{
    cancelOperation();
    m_second.stop();
    m_awaitsReturn = false;
    m_isSettingPin = false;
    m_others.clear();
    m_typed.reset();
}

void KeyTalk::cancelOperation()
{
    if (m_operation)
        m_devices.cancel(*std::exchange(m_operation, std::nullopt));
}

bool KeyTalk::isForm() const
{
    return m_prompt.ask == Ask::NewPin || m_prompt.ask == Ask::ChangePin;
}

void KeyTalk::acted(const KeyOperationId& operation, KeyAction action, const KeyDeviceId& key)
{
    if (m_operation != operation)
        return;
    m_prompt.ask = askFor(action);
    if (!key.isEmpty())
        m_prompt.key = find(key);
    else if (action == KeyAction::Insert || action == KeyAction::TouchOne)
        m_prompt.key.reset();
    publish();
}

void KeyTalk::wantPin(const KeyOperationId& operation, const PinRequest& request)
{
    if (m_operation != operation)
        return;
    m_prompt.key = find(request.key);
    if (request.reason == PinRequest::Reason::Needed && m_kept && m_terms.key == request.key) {
        m_typed = std::exchange(m_kept, nullptr);
        m_devices.answerPin(operation, m_typed);
        return;
    }
    m_prompt.ask = Ask::Pin;
    noteTries(request.triesLeft);
    m_prompt.pinProblem = request.reason == PinRequest::Reason::Wrong ? PinProblem::Wrong : PinProblem::None;
    m_prompt.fingerNotKnown = request.reason == PinRequest::Reason::FingerNotKnown;
    m_typed.reset();
    publish();
}

/// The key's facts are read again only when it is free: until then the page would tell two numbers.
void KeyTalk::noteTries(std::optional<int> left)
{
    m_prompt.triesLeft = left;
    if (m_prompt.key && left)
        m_prompt.key->triesLeft = left;
}

void KeyTalk::wantAccount(const KeyOperationId& operation, const QList<KeyCredential>& accounts)
{
    if (m_operation != operation)
        return;
    m_prompt.ask = Ask::Account;
    m_prompt.accounts = accounts;
    publish();
}

void KeyTalk::answerPin(const SharedSecret& pin)
{
    if (!m_operation || m_prompt.ask != Ask::Pin)
        return;
    const SharedSecret normal = normalizedPin(pin);
    m_prompt.pinProblem = problemOf(normal, m_prompt.key ? m_prompt.key->minimumPinLength : 1);
    if (m_prompt.pinProblem == PinProblem::None) {
        m_prompt.ask = Ask::Nothing;
        m_typed = normal;
        m_devices.answerPin(*m_operation, normal);
    }
    publish();
}

void KeyTalk::setPin(const SharedSecret& current, const SharedSecret& pin, const SharedSecret& repeated)
{
    if (!isForm() || !m_prompt.key)
        return;
    const bool isChange = m_prompt.ask == Ask::ChangePin;
    const SharedSecret present = isChange ? normalizedPin(current) : nullptr;
    const SharedSecret chosen = normalizedPin(pin);
    m_prompt.pinProblem = isChange && (!present || present->isEmpty())
                              ? PinProblem::CurrentMissing
                              : problemOf(chosen, m_prompt.key->minimumPinLength);
    if (m_prompt.pinProblem == PinProblem::None) {
        if (!isSame(chosen, normalizedPin(repeated)))
            m_prompt.pinProblem = PinProblem::NotRepeated;
        else if (isSame(present, chosen))
            m_prompt.pinProblem = PinProblem::Unchanged;
    }
    if (m_prompt.pinProblem != PinProblem::None)
        return publish();
    const KeyDeviceId key = m_prompt.key->id;
    follow(isChange ? m_devices.changePin(key, present, chosen) : m_devices.setPin(key, chosen),
           {.key = key, .keepsPin = true});
    m_isSettingPin = true;
    m_typed = chosen; // Nobody wants to type it a third time for what comes next.
}

void KeyTalk::chooseAccount(const QByteArray& credentialId)
{
    const auto& accounts = m_prompt.accounts;
    const bool isOffered = std::any_of(accounts.begin(), accounts.end(),
                                       [&](const KeyCredential& account) { return account.id == credentialId; });
    if (!m_operation || m_prompt.ask != Ask::Account || !isOffered)
        return;
    m_prompt.ask = Ask::Nothing;
    m_prompt.accounts.clear();
    m_devices.chooseAccount(*m_operation, credentialId);
    publish();
}

void KeyTalk::end(const KeyOperationId& operation, const KeyOutcome& outcome)
{
    if (m_operation != operation)
        return;
    m_operation.reset();
    const bool wasForm = m_isSettingPin;
    const SharedSecret typed = m_typed;
    rest();
    if (const auto* failure = std::get_if<KeyFailure>(&outcome)) {
        m_kept.reset();
        failed(*failure, wasForm);
        return;
    }
    m_kept = m_terms.keepsPin ? typed : nullptr;
    if (const auto* key = std::get_if<KeyDeviceId>(&outcome))
        m_prompt.key = find(*key);
    m_prompt.ask = Ask::Nothing;
    m_prompt.accounts.clear();
    m_prompt.timeLeft.reset();
    if (wasForm)
        Q_EMIT pinSet();
    else
        Q_EMIT finished(outcome);
}

void KeyTalk::failed(const KeyFailure& failure, bool wasForm)
{
    if (failure.problem == KeyProblem::PinPaused && m_prompt.key)
        return awaitReturn(*m_prompt.key, failure);
    if (const PinProblem problem = problemOf(failure); wasForm && problem != PinProblem::None && m_prompt.key) {
        const bool isChange = m_prompt.key->pin != PinState::NotSet;
        askForm(isChange ? Ask::ChangePin : Ask::NewPin, *m_prompt.key);
        m_prompt.pinProblem = problem;
        if (failure.triesLeft)
            noteTries(failure.triesLeft);
        return publish();
    }
    m_prompt.ask = Ask::Nothing;
    m_prompt.accounts.clear();
    m_prompt.timeLeft.reset();
    m_prompt.failure = failure;
    Q_EMIT finished(failure);
}

void KeyTalk::keyChanged(const KeyDevice& key)
{
    if (!m_isActive)
        return;
    if (m_prompt.key && m_prompt.key->id == key.id)
        m_prompt.key = key;
    const bool isBack = m_awaitsReturn && m_prompt.ask == Ask::PutBack && !m_others.contains(key.id) &&
                        key.state != KeyDevice::State::Reading;
    if (!isBack)
        return publish();
    if (key.state == KeyDevice::State::Unusable)
        return fail(key.problem.value_or(KeyProblem::Internal));
    watch(key);
    Q_EMIT keyReturned(key);
}

void KeyTalk::keyRemoved(const KeyDeviceId& key)
{
    if (!m_isActive)
        return;
    if (m_terms.key == key)
        m_kept.reset();
    const bool isOurs = m_prompt.key && m_prompt.key->id == key;
    if (isOurs)
        m_prompt.key.reset();
    if (isOurs && isForm())
        return fail(KeyProblem::Removed);
    if (isOurs && m_awaitsReturn) {
        for (const KeyDevice& other : m_devices.keys())
            m_others.insert(other.id);
        m_prompt.ask = Ask::PutBack;
    }
    publish();
}

void KeyTalk::publish()
{
    m_prompt.keysPluggedIn = static_cast<int>(m_devices.keys().size());
    m_prompt.timeLeft.reset();
    const bool isTimed = (m_operation || m_awaitsReturn) && m_prompt.ask != Ask::Nothing;
    if (isTimed)
        m_prompt.timeLeft = std::chrono::ceil<std::chrono::seconds>(m_deadline.remainingTimeAsDuration());
    Q_EMIT changed();
}

} // namespace keydesk
