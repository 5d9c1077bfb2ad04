#include "fakes/fakekeydevices.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

KeyDevice FakeKeyDevices::usualKey(const QString& id)
{
    return {.id = {id},
            .state = KeyDevice::State::Ready,
            .model = u"Example Key 5"_s,
            .maker = u"Example"_s,
            .aaguid = QByteArray(16, 'a'),
            .pin = PinState::Set,
            .triesLeft = 8,
            .freeSlots = 25};
}

void FakeKeyDevices::plug(const KeyDevice& key)
{
    const auto same =
        std::find_if(m_keys.begin(), m_keys.end(), [&](const KeyDevice& other) { return other.id == key.id; });
    if (same == m_keys.end()) {
        m_keys.append(key);
        Q_EMIT appeared(key);
    } else {
        *same = key;
        Q_EMIT changed(key);
    }
}

void FakeKeyDevices::unplug(const KeyDeviceId& id)
{
    m_keys.removeIf([&](const KeyDevice& key) { return key.id == id; });
    Q_EMIT removed(id);
    for (const Operation& operation : QList(operations))
        if (!operation.isOver && operation.key == id && operation.name != "reset"_L1)
            finish(operation.id, KeyFailure{.problem = KeyProblem::Removed});
}

void FakeKeyDevices::finish(const KeyOperationId& id, const KeyOutcome& outcome)
{
    for (Operation& operation : operations) {
        if (operation.id == id && !operation.isOver) {
            operation.isOver = true;
            Q_EMIT finished(id, outcome);
            return;
        }
    }
}

void FakeKeyDevices::finishLater(const KeyOperationId& id, const KeyOutcome& outcome)
{
    QMetaObject::invokeMethod(
        this, [this, id, outcome] { finish(id, outcome); }, Qt::QueuedConnection);
}

int FakeKeyDevices::count(const QString& name) const
{
    return static_cast<int>(
        std::count_if(operations.begin(), operations.end(), [&](const Operation& one) { return one.name == name; }));
}

int FakeKeyDevices::running() const
{
    return static_cast<int>(
        std::count_if(operations.begin(), operations.end(), [](const Operation& one) { return !one.isOver; }));
}

KeyOperationId FakeKeyDevices::begin(Operation operation)
{
    operation.id = {QString::number(operations.size() + 1)};
    operations.append(operation);
    if (m_next.contains(operation.name))
        finishLater(operation.id, m_next.take(operation.name));
    return operation.id;
}

KeyOperationId FakeKeyDevices::makeCredential(const CredentialCreation& creation, const std::optional<KeyDeviceId>& key,
                                              std::chrono::milliseconds budget)
{
    return begin({.id = {}, .name = u"makeCredential"_s, .key = key, .creation = creation, .budget = budget});
}

KeyOperationId FakeKeyDevices::makeAssertion(const AssertionRequest& request, const std::optional<KeyDeviceId>& key,
                                             std::chrono::milliseconds budget)
{
    return begin({.id = {}, .name = u"makeAssertion"_s, .key = key, .request = request, .budget = budget});
}

KeyOperationId FakeKeyDevices::chooseKey(std::chrono::milliseconds budget)
{
    return begin({.id = {}, .name = u"chooseKey"_s, .budget = budget});
}

KeyOperationId FakeKeyDevices::setPin(const KeyDeviceId& key, const SharedSecret& pin)
{
    return begin({.id = {}, .name = u"setPin"_s, .key = key, .pin = pin});
}

KeyOperationId FakeKeyDevices::changePin(const KeyDeviceId& key, const SharedSecret& current, const SharedSecret& pin)
{
    return begin({.id = {}, .name = u"changePin"_s, .key = key, .pin = pin, .currentPin = current});
}

KeyOperationId FakeKeyDevices::listCredentials(const KeyDeviceId& key, const QString& relyingPartyId)
{
    return begin({.id = {}, .name = u"listCredentials"_s, .key = key, .relyingPartyId = relyingPartyId});
}

KeyOperationId FakeKeyDevices::removeCredentials(const KeyDeviceId& key, const QList<QByteArray>& ids)
{
    return begin({.id = {}, .name = u"removeCredentials"_s, .key = key, .credentialIds = ids});
}

KeyOperationId FakeKeyDevices::reset(const KeyDeviceId& key)
{
    return begin({.id = {}, .name = u"reset"_s, .key = key});
}

void FakeKeyDevices::answerPin(const KeyOperationId&, const SharedSecret& pin)
{
    pinsGiven.append(pin ? pin->view().toByteArray() : QByteArray());
}

void FakeKeyDevices::chooseAccount(const KeyOperationId&, const QByteArray& credentialId)
{
    accountChosen = credentialId;
}

void FakeKeyDevices::cancel(const KeyOperationId& operation)
{
    finishLater(operation, KeyFailure{.problem = KeyProblem::Cancelled});
}

} // namespace keydesk
