#include "webauthn/metadatarefresh.h"

#include "audit/auditlog.h"
#include "base/logging.h"
#include "directory/directory.h"
#include "outbox/outbox.h"
#include "webauthn/metadatafetch.h"
#include "webauthn/webauthnnotice.h"

#include <malloc.h>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int page = 200; // Keys that are looked at in one go.
/// A source that fails is asked again sooner.
constexpr std::chrono::milliseconds retryAfter = 1h;

/// Reading a BLOB takes many times the room of what is kept of it.
void giveMemoryBack()
{
#ifdef __GLIBC__
    ::malloc_trim(0);
#endif
}

QString alertOf(const QString& status)
{
    if (status == u"REVOKED")
        return u"revoked_model"_s;
    if (status == u"ATTESTATION_KEY_COMPROMISE")
        return u"attestation_compromised"_s;
    if (status == u"USER_VERIFICATION_BYPASS")
        return u"user_verification_bypass"_s;
    if (status == u"USER_KEY_REMOTE_COMPROMISE" || status == u"USER_KEY_PHYSICAL_COMPROMISE")
        return u"user_key_compromised"_s;
    return u"refused_model"_s;
}

Error refusedBlob(const Error& refusal)
{
    return {.code = ErrorCode::Unavailable, .context = refusal.context, .details = refusal.details};
}

} // namespace

MetadataRefresh::MetadataRefresh(Parts parts)
    : m_parts(std::move(parts)), m_cache(m_parts.source.cacheFile, m_parts.source.signer)
{
}

void MetadataRefresh::loadOnce()
{
    if (!m_parts.source.isConfigured())
        return;
    std::call_once(m_loaded, [this] {
        if (auto loaded = m_cache.load(); !loaded)
            logFailure("metadata.cache_unreadable", loaded.error());
        giveMemoryBack();
    });
}

std::shared_ptr<const Metadata> MetadataRefresh::current()
{
    loadOnce();
    return m_cache.current();
}

AuthenticatorMetadata stateOf(const MetadataSource& source, const Metadata* metadata, Instant now)
{
    AuthenticatorMetadata state{.isConfigured = source.isConfigured(), .hasMetadata = metadata != nullptr};
    if (metadata) {
        state.number = metadata->number();
        state.nextUpdate = metadata->nextUpdate().toString(Qt::ISODate);
        state.models = static_cast<int>(metadata->size());
        state.isOverdue = metadata->isOverdue(now);
    }
    return state;
}

AuthenticatorMetadata MetadataRefresh::state()
{
    AuthenticatorMetadata state = stateOf(m_parts.source, current().get(), m_parts.clock.now());
    const std::lock_guard lock(m_mutex);
    state.refreshed = m_refreshed;
    state.problem = m_problem;
    return state;
}

void MetadataRefresh::refreshIfDue()
{
    if (!m_parts.source.isConfigured() || toMilliseconds(m_parts.clock.now()) < m_nextDue)
        return;
    Caller itself;
    itself.requestId = u"metadata"_s;
    if (const auto refreshed = refresh(itself); !refreshed)
        logFailure("metadata.refresh_failed", refreshed.error());
}

Result<AuthenticatorMetadata> MetadataRefresh::refresh(const Caller& caller)
{
    if (!m_parts.source.isConfigured())
        return Error{.code = ErrorCode::Conflict,
                     .context = u"no source of metadata is set"_s,
                     .details = {{u"reason"_s, u"not_configured"_s}}};
    const std::lock_guard refreshing(m_refreshing);
    loadOnce();
    auto outcome = fetchAndAccept(caller);
    giveMemoryBack();
    // Also when nothing came: a status may begin today, and what an earlier look could not finish is finished now.
    if (const auto metadata = m_cache.current()) {
        if (auto looked = lookAtKeys(caller, *metadata); !looked && outcome)
            outcome = looked;
    }
    m_nextDue = toMilliseconds(m_parts.clock.now() +
                               (outcome ? m_parts.source.interval : std::min(retryAfter, m_parts.source.interval)));
    {
        const std::lock_guard lock(m_mutex);
        m_problem = outcome ? QString() : outcome.error().context;
        if (outcome)
            m_refreshed = m_parts.clock.now();
    }
    if (!outcome)
        return outcome.error();
    return state();
}

Result<void> MetadataRefresh::fetchAndAccept(const Caller& caller)
{
    const auto blob = fetchMetadata(m_parts.source, m_shouldStop);
    if (!blob)
        return blob.error();
    const auto accepted = m_cache.accept(*blob, m_parts.clock.now());
    if (!accepted)
        return refusedBlob(accepted.error());
    for (const QString& problem : accepted->problems)
        logEvent(LogLevel::Warning, "metadata.entry_ignored", {{"problem", problem}});
    if (accepted->isOverdue)
        logEvent(LogLevel::Warning, "metadata.overdue");
    if (!accepted->isNew)
        return done();
    const qint64 number = m_cache.current()->number();
    return m_parts.database.write([&](Transaction& transaction) -> Result<void> {
        AuditLog::append(transaction, caller, {.event = u"metadata.accepted"_s, .details = {{u"number"_s, number}}});
        return done();
    });
}

Result<void> MetadataRefresh::lookAtKeys(const Caller& caller, const Metadata& metadata)
{
    SecurityKeyId last;
    while (!m_shouldStop) {
        const auto keys = m_parts.database.read([&](Transaction& transaction) -> Result<QList<StoredSecurityKey>> {
            return WebAuthnStore::registeredAfter(transaction, last, page);
        });
        if (!keys)
            return keys.error();
        for (const StoredSecurityKey& key : *keys) {
            if (auto looked = lookAt(caller, key, metadata.find(key.aaguid, key.keyIdentifiers)); !looked)
                return looked;
        }
        if (keys->size() < page)
            return done();
        last = keys->last().id;
    }
    return done();
}

/// Writes only where something is another than before: of several instances, one tells the person.
Result<void> MetadataRefresh::lookAt(const Caller& caller, const StoredSecurityKey& seen, const MetadataEntry* entry)
{
    const auto status = entry ? refusedStatus(*entry, m_parts.refusedStatuses, m_parts.clock.now()) : std::nullopt;
    const QStringList alerts = status ? QStringList{alertOf(*status)} : QStringList();
    const QString model = entry && seen.isTrusted ? entry->description : seen.model;
    if (alerts == seen.modelAlerts && model == seen.model)
        return done();
    return m_parts.database.write([&](Transaction& transaction) -> Result<void> {
        const auto key = WebAuthnStore::find(transaction, seen.user, seen.id);
        if (!key || key->state != StoredSecurityKey::State::Registered ||
            (alerts == key->modelAlerts && model == key->model))
            return done();
        WebAuthnStore::setModel(transaction, key->id, model, alerts);
        const auto owner = m_parts.directory.find(transaction, key->user);
        if (!owner || alerts == key->modelAlerts)
            return done();
        QJsonObject details{{u"model"_s, model}};
        if (alerts.isEmpty()) {
            details.insert(u"key"_s, key->id.value);
            recordOnly(transaction, caller, *owner, "model_cleared", details);
        } else {
            details.insert(u"status"_s, *status);
            announce(transaction, m_parts.outbox, caller, *owner,
                     {.event = "model_alert", .key = *key, .details = details});
        }
        return done();
    });
}

} // namespace keydesk
