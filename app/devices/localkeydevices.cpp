#include "devices/localkeydevices.h"

#include "devices/pinrules.h"

namespace keydesk {

namespace {

std::vector<std::unique_ptr<KeySource>> sourcesOf(const LocalKeyDevices::Options& options)
{
    std::vector<std::unique_ptr<KeySource>> sources;
    for (const QString& path : options.sockets)
        if (auto source = virtualKeySource(path))
            sources.push_back(std::move(source));
    if (options.withOwnKeys)
        sources.push_back(systemKeySource());
    return sources;
}

} // namespace

LocalKeyDevices::LocalKeyDevices(const Options& options, QObject* parent)
    : LocalKeyDevices(sourcesOf(options), options.times, parent)
{
}

LocalKeyDevices::LocalKeyDevices(std::vector<std::unique_ptr<KeySource>> sources, KeyOperation::Times times,
                                 QObject* parent)
    : KeyDevices(parent), m_keys(std::move(sources)), m_times(times)
{
    connect(&m_keys, &PluggedKeys::appeared, this, &KeyDevices::appeared);
    connect(&m_keys, &PluggedKeys::changed, this, &KeyDevices::changed);
    connect(&m_keys, &PluggedKeys::removed, this, &KeyDevices::removed);
}

KeyOperationId LocalKeyDevices::begin(KeyOperation::Order order)
{
    const KeyOperationId id{QString::number(++m_lastOperation)};
    auto* operation = new KeyOperation(m_keys, std::move(order), m_times, this);
    m_operations.insert(id, operation);
    forward(id, operation);
    // Later, so that whoever asked knows the id before the first signal.
    QMetaObject::invokeMethod(operation, &KeyOperation::begin, Qt::QueuedConnection);
    return id;
}

void LocalKeyDevices::forward(const KeyOperationId& id, KeyOperation* operation)
{
    connect(operation, &KeyOperation::actionWanted, this,
            [this, id](KeyAction action, const KeyDeviceId& key) { Q_EMIT actionWanted(id, action, key); });
    connect(operation, &KeyOperation::pinWanted, this,
            [this, id](const PinRequest& request) { Q_EMIT pinWanted(id, request); });
    connect(operation, &KeyOperation::accountWanted, this,
            [this, id](const QList<KeyCredential>& accounts) { Q_EMIT accountWanted(id, accounts); });
    connect(operation, &KeyOperation::finished, this, [this, id, operation](const KeyOutcome& outcome) {
        m_operations.remove(id);
        operation->deleteLater();
        Q_EMIT finished(id, outcome);
    });
}

KeyOperationId LocalKeyDevices::makeCredential(const CredentialCreation& creation,
                                               const std::optional<KeyDeviceId>& key, std::chrono::milliseconds budget)
{
    return begin({.request = MakeCredentialCommand{.creation = creation}, .key = key, .budget = budget});
}

KeyOperationId LocalKeyDevices::makeAssertion(const AssertionRequest& request, const std::optional<KeyDeviceId>& key,
                                              std::chrono::milliseconds budget)
{
    return begin({.request = MakeAssertionCommand{.request = request}, .key = key, .budget = budget});
}

KeyOperationId LocalKeyDevices::chooseKey(std::chrono::milliseconds budget)
{
    return begin({.request = KeyOperation::ChooseRequest(), .budget = budget});
}

KeyOperationId LocalKeyDevices::setPin(const KeyDeviceId& key, const SharedSecret& pin)
{
    return begin({.request = SetPinCommand{.pin = normalizedPin(pin)}, .key = key, .budget = defaultBudget});
}

KeyOperationId LocalKeyDevices::changePin(const KeyDeviceId& key, const SharedSecret& current, const SharedSecret& pin)
{
    return begin({.request = SetPinCommand{.pin = normalizedPin(pin), .current = normalizedPin(current)},
                  .key = key,
                  .budget = defaultBudget});
}

KeyOperationId LocalKeyDevices::listCredentials(const KeyDeviceId& key, const QString& relyingPartyId)
{
    return begin(
        {.request = ListCredentialsCommand{.relyingPartyId = relyingPartyId}, .key = key, .budget = defaultBudget});
}

KeyOperationId LocalKeyDevices::removeCredentials(const KeyDeviceId& key, const QList<QByteArray>& ids)
{
    return begin({.request = RemoveCredentialsCommand{.ids = ids}, .key = key, .budget = defaultBudget});
}

KeyOperationId LocalKeyDevices::reset(const KeyDeviceId& key)
{
    return begin({.request = ResetCommand(), .key = key, .budget = defaultBudget});
}

void LocalKeyDevices::answerPin(const KeyOperationId& operation, const SharedSecret& pin)
{
    if (KeyOperation* running = m_operations.value(operation))
        running->answerPin(normalizedPin(pin));
}

void LocalKeyDevices::chooseAccount(const KeyOperationId& operation, const QByteArray& credentialId)
{
    if (KeyOperation* running = m_operations.value(operation))
        running->chooseAccount(credentialId);
}

void LocalKeyDevices::cancel(const KeyOperationId& operation)
{
    if (KeyOperation* running = m_operations.value(operation))
        QMetaObject::invokeMethod(running, &KeyOperation::cancel, Qt::QueuedConnection);
}

} // namespace keydesk
