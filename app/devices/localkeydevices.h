#pragma once

#include "devices/keydevices.h"
#include "devices/keyoperation.h"

namespace keydesk {

/// The keys of this computer, and virtual ones.
class LocalKeyDevices final : public KeyDevices
{
    Q_OBJECT
public:
    struct Options
    {
        QStringList sockets = {}; ///< Unix stream sockets, a virtual key behind each.
        bool withOwnKeys = true;  ///< Real ones, too.
        KeyOperation::Times times = {};
    };
    explicit LocalKeyDevices(const Options& options, QObject* parent = nullptr);
    /// On these sources alone.
    LocalKeyDevices(std::vector<std::unique_ptr<KeySource>> sources, KeyOperation::Times times,
                    QObject* parent = nullptr);
    /// Begins to look for keys; appeared() for those that are there.
    void start() { m_keys.start(); }

    QList<KeyDevice> keys() const override { return m_keys.keys(); }
    KeyOperationId makeCredential(const CredentialCreation& creation, const std::optional<KeyDeviceId>& key,
                                  std::chrono::milliseconds budget) override;
    KeyOperationId makeAssertion(const AssertionRequest& request, const std::optional<KeyDeviceId>& key,
                                 std::chrono::milliseconds budget) override;
    KeyOperationId chooseKey(std::chrono::milliseconds budget) override;
    KeyOperationId setPin(const KeyDeviceId& key, const SharedSecret& pin) override;
    KeyOperationId changePin(const KeyDeviceId& key, const SharedSecret& current, const SharedSecret& pin) override;
    KeyOperationId listCredentials(const KeyDeviceId& key, const QString& relyingPartyId) override;
    KeyOperationId removeCredentials(const KeyDeviceId& key, const QList<QByteArray>& ids) override;
    KeyOperationId reset(const KeyDeviceId& key) override;
    void answerPin(const KeyOperationId& operation, const SharedSecret& pin) override;
    void chooseAccount(const KeyOperationId& operation, const QByteArray& credentialId) override;
    void cancel(const KeyOperationId& operation) override;

private:
    KeyOperationId begin(KeyOperation::Order order);
    void forward(const KeyOperationId& id, KeyOperation* operation);

    PluggedKeys m_keys;
    const KeyOperation::Times m_times;
    QHash<KeyOperationId, KeyOperation*> m_operations;
    quint64 m_lastOperation = 0;
};

} // namespace keydesk
