#pragma once

#include "audit/caller.h"
#include "base/sealer.h"
#include "saml/samlcertificate.h"
#include "store/database.h"

#include <mutex>

namespace keydesk {

class Random;

struct SamlKeySet
{
    SamlSigningKey current;           ///< Signs.
    QList<SamlCertificate> published; ///< The current one first, then the one to come or the one before.
};

/// The service's own signing keys, sealed in the table saml_keys. A change of keys goes in three steps, with as much
/// time between them as service providers need to fetch the metadata again: prepare (two certificates are published,
/// the old key signs), activate (two are published, the new one signs), finish (one is left). Any thread; blocks.
class SamlKeys
{
public:
    struct Parts
    {
        Database& database;
        const Sealer& sealer;
        Random& random;
        const Clock& clock;
    };
    /// The name stands in the certificates: the service's host.
    SamlKeys(const Parts& parts, QString name) : m_parts(parts), m_name(std::move(name)) {}

    /// Makes the first key where there is none.
    Result<SamlKeySet> keys();
    /// Conflict when one is prepared, or the one before is still published.
    Result<void> prepareNext(const Caller& caller);
    /// NotFound when none is prepared.
    Result<void> activateNext(const Caller& caller);
    /// Stops publishing the one before, and erases it. NotFound when there is none.
    Result<void> finishChange(const Caller& caller);

private:
    struct StoredKey
    {
        QString id;
        QString state;
        QByteArray certificate;
        QByteArray sealed;
    };
    QList<StoredKey> stored(Transaction& transaction) const;
    Result<StoredKey> fresh(const QString& state) const;
    Result<SamlSigningKey> opened(const StoredKey& key);
    Result<void> makeFirst();

    Parts m_parts;
    QString m_name;
    std::mutex m_mutex;
    QHash<QString, SamlSigningKey> m_opened;
};

} // namespace keydesk
