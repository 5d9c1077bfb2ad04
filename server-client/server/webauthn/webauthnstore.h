#pragma once

#include "base/ids.h"
#include "store/database.h"
#include "webauthn/registration.h"

namespace keydesk {

/// A row of security_keys: the credential record (Web Authentication Level 3, section 4) and what its owner sees.
struct StoredSecurityKey
{
    enum class State { Registered, Lost };
    SecurityKeyId id;
    UserId user;
    State state = State::Registered;
    QString name = {};
    QString relyingPartyId = {};
    QByteArray credentialId = {};
    QByteArray publicKey = {}; ///< COSE_Key.
    CoseAlgorithm algorithm = CoseAlgorithm::Es256;
    quint32 counter = 0;
    bool isUserVerified = false; ///< At some time.
    QStringList transports = {};
    bool isBackupEligible = false;
    bool isBackedUp = false;
    bool isDiscoverable = false;
    QByteArray aaguid = {};
    QString attestationFormat = {};
    AttestationType attestationType = AttestationType::None;
    bool isTrusted = false;                ///< The attestation's certificates led to an anchor.
    QList<QByteArray> keyIdentifiers = {}; ///< Of the attestation's certificates.
    QString model = {};
    Instant registered = {};
    std::optional<Instant> lastUsed = {};
    std::optional<Instant> counterAlert = {}; ///< When a counter did not grow for the first time.
    QStringList modelAlerts = {};             ///< What metadata says against the model.
};

/// What a registration was made of, kept for a later look.
struct RegistrationEvidence
{
    QByteArray attestationObject;
    QByteArray clientDataJson;
};

/// What an accepted assertion changes.
struct KeyUse
{
    quint32 counter = 0;
    bool isBackedUp = false;
    bool isUserVerified = false;
    bool isDiscoverable = false; ///< It answered without being asked for by its id.
};

/// The table security_keys. Holds no state; every function works within the caller's transaction. A key is usable when
/// it is registered, not lost, and made for this relying party id.
class WebAuthnStore
{
public:
    /// Registered and lost ones, the oldest first.
    static QList<StoredSecurityKey> listed(Transaction& transaction, const UserId& user);
    static QList<StoredSecurityKey> usable(Transaction& transaction, const UserId& user, const QString& relyingPartyId);
    static int countUsable(Transaction& transaction, const UserId& user, const QString& relyingPartyId);
    /// nullopt also when it is somebody else's.
    static std::optional<StoredSecurityKey> find(Transaction& transaction, const UserId& user, const SecurityKeyId& id);
    /// Anybody's.
    static std::optional<StoredSecurityKey> findByCredential(Transaction& transaction, const QByteArray& credentialId);
    /// The usable keys of somebody who has some, the same person for the same key as long as nobody is added in
    /// between.
    static QList<StoredSecurityKey> usableNear(Transaction& transaction, const QString& ring,
                                               const QString& relyingPartyId);

    /// False when somebody has the credential id.
    static bool insert(Transaction& transaction, const StoredSecurityKey& key, const RegistrationEvidence& evidence);
    static void rename(Transaction& transaction, const SecurityKeyId& id, const QString& name);
    static void remove(Transaction& transaction, const SecurityKeyId& id);
    static void setLost(Transaction& transaction, const SecurityKeyId& id);
    static void noteUse(Transaction& transaction, const SecurityKeyId& id, const KeyUse& use);
    static void setCounterAlert(Transaction& transaction, const SecurityKeyId& id);
    static void setModel(Transaction& transaction, const SecurityKeyId& id, const QString& model,
                         const QStringList& alerts);

    /// Registered keys of everybody in the order of their ids, at most so many.
    static QList<StoredSecurityKey> registeredAfter(Transaction& transaction, const SecurityKeyId& id, int maximum);
    /// Registered keys that somebody should look at, those for another relying party id included.
    static QList<StoredSecurityKey> alerted(Transaction& transaction, const QString& relyingPartyId);
    static qint64 countFor(Transaction& transaction, const QString& relyingPartyId);
};

} // namespace keydesk
