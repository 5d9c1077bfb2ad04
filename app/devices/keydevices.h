#pragma once

#include "base/secret.h"
#include "devices/keydevice.h"

#include <QObject>
#include <chrono>

namespace keydesk {

/// The security keys that are plugged in, and everything that can be asked of them. GUI thread.
///
/// Each operation returns its id at once, reports through signals (never inside the call) and ends with exactly one
/// finished(). cancel() and the end of the time budget end it at once, whatever the key does. Several operations may
/// run side by side; those on one key wait for each other.
class KeyDevices : public QObject
{
    Q_OBJECT
public:
    /// Covers the whole operation, the person's time included. Ceremonies have an expiry: take what is left of it.
    static constexpr std::chrono::minutes defaultBudget{5};

    using QObject::QObject;

    /// In the order they were plugged in.
    virtual QList<KeyDevice> keys() const = 0;

    /// Registration (Web Authentication Level 3, section 5.1.3). Ends with CreatedCredential. Without a key: waits for
    /// one; of several all blink, and the touched one is used.
    virtual KeyOperationId makeCredential(const CredentialCreation& creation,
                                          const std::optional<KeyDeviceId>& key = {},
                                          std::chrono::milliseconds budget = defaultBudget) = 0;
    /// Sign-in (section 5.1.4). Ends with AssertionAnswer. The key is chosen as in makeCredential.
    virtual KeyOperationId makeAssertion(const AssertionRequest& request, const std::optional<KeyDeviceId>& key = {},
                                         std::chrono::milliseconds budget = defaultBudget) = 0;
    /// Only the choice: ends with KeyDeviceId. A single key is taken without a touch.
    virtual KeyOperationId chooseKey(std::chrono::milliseconds budget = defaultBudget) = 0;

    /// PINs are UTF-8; they are brought to NFC here and held against checkPin() first. End with KeyDone.
    virtual KeyOperationId setPin(const KeyDeviceId& key, const SharedSecret& pin) = 0;
    virtual KeyOperationId changePin(const KeyDeviceId& key, const SharedSecret& current, const SharedSecret& pin) = 0;

    /// The discoverable credentials for a relying party. Asks for the PIN; ends with QList<KeyCredential>.
    virtual KeyOperationId listCredentials(const KeyDeviceId& key, const QString& relyingPartyId) = 0;
    /// Asks for the PIN once; ends with KeyDone. Ids that are not there are skipped.
    virtual KeyOperationId removeCredentials(const KeyDeviceId& key, const QList<QByteArray>& ids) = 0;
    /// Erases the key: take it out, put it back, touch it. Ends with KeyDone.
    virtual KeyOperationId reset(const KeyDeviceId& key) = 0;

    /// Answers pinWanted(). A PIN is used for one try: a key gives eight, and no program may use them up by itself.
    virtual void answerPin(const KeyOperationId& operation, const SharedSecret& pin) = 0;
    /// Answers accountWanted() with the id of one of the credentials.
    virtual void chooseAccount(const KeyOperationId& operation, const QByteArray& credentialId) = 0;
    /// Unknown and finished operations are ignored.
    virtual void cancel(const KeyOperationId& operation) = 0;

Q_SIGNALS:
    void appeared(const keydesk::KeyDevice& key);
    void changed(const keydesk::KeyDevice& key);
    void removed(const keydesk::KeyDeviceId& key);

    /// What the person should do now. The key is empty where there is none or more than one.
    void actionWanted(const keydesk::KeyOperationId& operation, keydesk::KeyAction action,
                      const keydesk::KeyDeviceId& key);
    void pinWanted(const keydesk::KeyOperationId& operation, const keydesk::PinRequest& request);
    /// Several accounts on the key fit (sign-in without a user name).
    void accountWanted(const keydesk::KeyOperationId& operation, const QList<keydesk::KeyCredential>& accounts);
    void finished(const keydesk::KeyOperationId& operation, const keydesk::KeyOutcome& outcome);
};

} // namespace keydesk
