#pragma once

#include "audit/caller.h"
#include "protocol/administration.h"
#include "webauthn/metadatacache.h"
#include "webauthn/metadatasettings.h"
#include "webauthn/webauthnstore.h"

#include <atomic>

namespace keydesk {

class Directory;
class Outbox;

/// What there is of metadata, without what only a refresh knows.
AuthenticatorMetadata stateOf(const MetadataSource& source, const Metadata* metadata, Instant now);

/// Keeps FIDO metadata up to date, and looks at all registered keys again whenever it has looked for a newer one. Any
/// thread; one refresh after the other.
class MetadataRefresh
{
public:
    struct Parts
    {
        Database& database;
        const Directory& directory;
        const Outbox& outbox;
        const Clock& clock;
        MetadataSource source;
        QStringList refusedStatuses = defaultRefusedStatuses();
    };
    explicit MetadataRefresh(Parts parts);

    /// The newest, read from its file at the first need; null where there is none. Keep it as long as one request
    /// lasts.
    std::shared_ptr<const Metadata> current();
    /// Refreshes when the interval has passed since the last time, or never did; what fails is logged. Blocks. Without a
    /// source it does nothing.
    void refreshIfDue();
    /// Blocks for seconds. Conflict (details.reason "not_configured") without a source; Unavailable with details.reason
    /// where it cannot be fetched, or is refused: what was there before stays.
    Result<AuthenticatorMetadata> refresh(const Caller& caller);
    AuthenticatorMetadata state();
    /// A refresh that runs ends soon, and none begins.
    void stop() { m_shouldStop = true; }

private:
    void loadOnce();
    Result<void> fetchAndAccept(const Caller& caller);
    Result<void> lookAtKeys(const Caller& caller, const Metadata& metadata);
    Result<void> lookAt(const Caller& caller, const StoredSecurityKey& seen, const MetadataEntry* entry);

    Parts m_parts;
    MetadataCache m_cache;
    std::once_flag m_loaded;
    std::mutex m_refreshing;
    std::atomic<bool> m_shouldStop{false};
    mutable std::mutex m_mutex; ///< Of the two below.
    std::optional<Instant> m_refreshed;
    QString m_problem;                ///< Of the last refresh.
    std::atomic<qint64> m_nextDue{0}; ///< Milliseconds; 0: at once.
};

} // namespace keydesk
