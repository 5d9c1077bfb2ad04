#pragma once

#include "devices/keydevices.h"

#include <QHash>
#include <QTest>

namespace keydesk {

/// Keeps what a KeyDevices says, and waits for it.
class KeyWatch : public QObject
{
    Q_OBJECT
public:
    explicit KeyWatch(KeyDevices& devices) : m_devices(devices)
    {
        connect(&devices, &KeyDevices::actionWanted, this,
                [this](const KeyOperationId& id, KeyAction action) { actions[id].append(action); });
        connect(&devices, &KeyDevices::pinWanted, this,
                [this](const KeyOperationId& id, const PinRequest& request) { pins[id].append(request); });
        connect(&devices, &KeyDevices::accountWanted, this,
                [this](const KeyOperationId& id, const QList<KeyCredential>& choice) { accounts[id] = choice; });
        connect(&devices, &KeyDevices::finished, this, [this](const KeyOperationId& id, const KeyOutcome& outcome) {
            if (outcomes.contains(id))
                qFatal("An operation ended twice");
            outcomes.insert(id, outcome);
        });
    }

    QHash<KeyOperationId, QList<KeyAction>> actions;
    QHash<KeyOperationId, QList<PinRequest>> pins;
    QHash<KeyOperationId, QList<KeyCredential>> accounts;
    QHash<KeyOperationId, KeyOutcome> outcomes;

    KeyAction action(const KeyOperationId& id) const
    {
        return actions[id].value(actions[id].size() - 1, KeyAction::Wait);
    }

    /// False if it takes longer than ten seconds.
    bool waitFor(const std::function<bool()>& condition) const { return QTest::qWaitFor(condition, 10'000); }
    bool waitForAction(const KeyOperationId& id, KeyAction wanted) const
    {
        return waitFor([&] { return action(id) == wanted; });
    }
    bool waitForKeys(int number) const
    {
        return waitFor([&] {
            const auto keys = m_devices.keys();
            return keys.size() == number && std::all_of(keys.begin(), keys.end(), [](const KeyDevice& key) {
                       return key.state != KeyDevice::State::Reading;
                   });
        });
    }
    bool waitForEnd(const KeyOperationId& id) const
    {
        return waitFor([&] { return outcomes.contains(id); });
    }
    bool waitForPin(const KeyOperationId& id, int times = 1) const
    {
        return waitFor([&] { return pins[id].size() >= times || outcomes.contains(id); }) && pins[id].size() >= times;
    }

    template <typename T>
    T outcome(const KeyOperationId& id) const
    {
        if (!waitForEnd(id))
            return {};
        const KeyOutcome& end = *outcomes.find(id);
        if (const auto* value = std::get_if<T>(&end))
            return *value;
        if (const auto* failure = std::get_if<KeyFailure>(&end))
            qWarning("ended with problem %d, code %d", static_cast<int>(failure->problem), failure->code);
        return {};
    }
    KeyFailure failure(const KeyOperationId& id) const
    {
        if (!waitForEnd(id))
            return {.problem = KeyProblem::Internal, .code = -1000};
        const auto* failure = std::get_if<KeyFailure>(&*outcomes.find(id));
        return failure != nullptr ? *failure : KeyFailure{.problem = KeyProblem::Internal, .code = -1001};
    }
    bool isDone(const KeyOperationId& id) const
    {
        return waitForEnd(id) && std::holds_alternative<KeyDone>(*outcomes.find(id));
    }

private:
    KeyDevices& m_devices;
};

} // namespace keydesk
