#pragma once

#include "devices/keydevices.h"

#include <QHash>

namespace keydesk {

/// Security keys in memory, for presenters and pages: what is plugged in and how operations go is told by the test.
/// Operations wait until finish(), or end by themselves with what answerNext() put by. GUI thread.
class FakeKeyDevices : public KeyDevices
{
    Q_OBJECT
public:
    using KeyDevices::KeyDevices;

    /// A CTAP 2.1 key with a PIN, ready.
    static KeyDevice usualKey(const QString& id = QStringLiteral("1"));

    // What tests arrange.
    void plug(const KeyDevice& key);    ///< Appears, or changes where its id is plugged in already.
    void unplug(const KeyDeviceId& id); ///< Operations with this key end as Removed; a reset waits for the return.
    /// The next operation of this name ("makeCredential", …) ends so by itself.
    void answerNext(const QString& call, const KeyOutcome& outcome) { m_next.insert(call, outcome); }
    void want(KeyAction action, const KeyDeviceId& key = {}) { Q_EMIT actionWanted(last().id, action, key); }
    void askPin(const PinRequest& request) { Q_EMIT pinWanted(last().id, request); }
    void askAccount(const QList<KeyCredential>& accounts) { Q_EMIT accountWanted(last().id, accounts); }
    void finish(const KeyOutcome& outcome) { finish(last().id, outcome); }
    void finish(const KeyOperationId& id, const KeyOutcome& outcome);

    // What tests look at.
    struct Operation
    {
        KeyOperationId id;
        QString name; ///< Of the function.
        std::optional<KeyDeviceId> key = {};
        CredentialCreation creation = {};
        AssertionRequest request = {};
        SharedSecret pin = {};
        SharedSecret currentPin = {};
        QString relyingPartyId = {};
        QList<QByteArray> credentialIds = {};
        std::chrono::milliseconds budget{0};
        bool isOver = false;
    };
    QList<Operation> operations;
    QList<QByteArray> pinsGiven; ///< To answerPin().
    QByteArray accountChosen;
    const Operation& last() const { return operations.constLast(); }
    int count(const QString& name) const;
    int running() const; ///< Operations that have not ended.

    QList<KeyDevice> keys() const override { return m_keys; }
    KeyOperationId makeCredential(const CredentialCreation& creation, const std::optional<KeyDeviceId>& key = {},
                                  std::chrono::milliseconds budget = defaultBudget) override;
    KeyOperationId makeAssertion(const AssertionRequest& request, const std::optional<KeyDeviceId>& key = {},
                                 std::chrono::milliseconds budget = defaultBudget) override;
    KeyOperationId chooseKey(std::chrono::milliseconds budget = defaultBudget) override;
    KeyOperationId setPin(const KeyDeviceId& key, const SharedSecret& pin) override;
    KeyOperationId changePin(const KeyDeviceId& key, const SharedSecret& current, const SharedSecret& pin) override;
    KeyOperationId listCredentials(const KeyDeviceId& key, const QString& relyingPartyId) override;
    KeyOperationId removeCredentials(const KeyDeviceId& key, const QList<QByteArray>& ids) override;
    KeyOperationId reset(const KeyDeviceId& key) override;
    void answerPin(const KeyOperationId& operation, const SharedSecret& pin) override;
    void chooseAccount(const KeyOperationId& operation, const QByteArray& credentialId) override;
    void cancel(const KeyOperationId& operation) override;

private:
    KeyOperationId begin(Operation operation);
    void finishLater(const KeyOperationId& id, const KeyOutcome& outcome);

    QList<KeyDevice> m_keys;
    QHash<QString, KeyOutcome> m_next;
};

} // namespace keydesk
