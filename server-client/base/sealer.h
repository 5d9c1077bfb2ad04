#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "base/secret.h"

#include <map>

namespace keydesk {

class Random;

/// Where a sealed value stands. It is the additional data of the AEAD: a value copied to another place does not open.
struct SealContext
{
    QString table;
    QString column;
    QString rowId;
    QString userId = {}; ///< Empty where the row belongs to nobody.
};

/// The master keys, kept outside the database in one file readable by the service's account alone. Each has an id;
/// new values are sealed with the current one, old ones still open, so that a key can be rotated while running.
class KeyRing
{
public:
    static Result<KeyRing> load(const QString& path);
    static KeyRing create(Random& random);
    /// Writes with mode 0600, atomically.
    Result<void> save(const QString& path) const;
    /// Adds a fresh key and makes it the current one.
    void rotate(Random& random);

    const QString& currentId() const { return m_currentId; }
    const Secret* key(const QString& id) const;
    /// The root of derived keys: the same before and after a rotation.
    const Secret& oldestKey() const { return m_keys.begin()->second; }

private:
    QString m_currentId;
    std::map<QString, Secret> m_keys;
};

/// AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce. Layout: 1 byte version, 1 byte length of the key id, key id,
/// nonce, ciphertext, 16 byte tag; key id and context are authenticated. Thread-safe.
class Sealer
{
public:
    Sealer(KeyRing keys, Random& random);

    QByteArray seal(const Secret& plain, const SealContext& context) const;
    /// Fails with Internal when the value was altered, moved, or its key is not in the ring.
    Result<Secret> open(QByteArrayView sealed, const SealContext& context) const;
    /// Keys for other uses (HMAC of short codes, decoys), derived from a named root (HKDF, RFC 5869) so that each use has
    /// its own. The root is the ring's oldest key: it does not change on rotation.
    Secret derive(QByteArrayView purpose, std::size_t size = 32) const;

private:
    KeyRing m_keys;
    Random& m_random;
};

} // namespace keydesk
