#include "saml/serviceproviders.h"

#include "audit/auditlog.h"
#include "base/random.h"
#include "saml/providermetadata.h"
#include "saml/samlnames.h"
#include "saml/serviceproviderstore.h"

#include <QJsonArray>
#include <QUrl>
#include <algorithm>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

void note(Transaction& transaction, const Caller& caller, const QString& event, const ServiceProvider& provider)
{
    QJsonArray certificates;
    for (const SamlCertificate& each : provider.metadata.signing)
        certificates.append(QString::fromLatin1(each.fingerprint().toHex()));
    AuditLog::append(transaction, caller,
                     {.event = event,
                      .details = {{u"entityId"_s, provider.metadata.entityId},
                                  {u"name"_s, provider.settings.name},
                                  {u"isEnabled"_s, provider.settings.isEnabled},
                                  {u"certificates"_s, certificates}}});
}

/// What nobody has decided yet: a name from the address, and what the metadata wants.
ProviderSettings initialSettings(const ProviderMetadata& metadata)
{
    ProviderSettings settings{.name = QUrl(metadata.entityId).host()};
    if (settings.name.isEmpty())
        settings.name = metadata.entityId.left(100);
    return settings;
}

ProviderSettings strengthened(ProviderSettings settings, const ProviderMetadata& metadata)
{
    settings.mustSignRequests = settings.mustSignRequests || metadata.signsRequests;
    settings.signsAssertion = settings.signsAssertion || metadata.wantsSignedAssertions;
    return settings;
}

} // namespace

Result<QList<ServiceProvider>> ServiceProviders::list()
{
    return m_database.read([](Transaction& transaction) { return ServiceProviderStore::all(transaction); });
}

Result<std::optional<ServiceProvider>> ServiceProviders::provider(const QString& entityId)
{
    auto found = m_database.read(
        [&](Transaction& transaction) { return ServiceProviderStore::findByEntity(transaction, entityId); });
    if (found && *found && !(*found)->settings.isEnabled)
        return std::optional<ServiceProvider>();
    return found;
}

Result<ServiceProvider> ServiceProviders::import(const Caller& caller, const Import& import)
{
    const QString freshId = m_random.opaqueId();
    const auto now = m_database.read([](Transaction& transaction) -> Result<Instant> { return transaction.now(); });
    if (!now)
        return now.error();
    const auto metadata = readProviderMetadata(import.xml, {.signer = import.signer, .now = *now});
    if (!metadata)
        return metadata.error();
    return m_database.write([&](Transaction& transaction) -> Result<ServiceProvider> {
        const auto before = ServiceProviderStore::findByEntity(transaction, metadata->entityId);
        if (!before)
            return before.error();
        const ProviderSettings wanted = import.settings ? *import.settings
                                        : *before       ? (*before)->settings
                                                        : initialSettings(*metadata);
        const ServiceProvider provider{.id = *before ? (*before)->id : freshId,
                                       .metadata = *metadata,
                                       .settings = strengthened(wanted, *metadata)};
        if (const auto checked = checkSettings(provider.settings, provider.metadata); !checked)
            return checked.error();
        if (*before)
            ServiceProviderStore::update(transaction, provider);
        else if (!ServiceProviderStore::insert(transaction, provider))
            return Error{ErrorCode::Conflict, u"somebody adds the same service provider"_s};
        note(transaction, caller, *before ? u"saml.provider_changed"_s : u"saml.provider_added"_s, provider);
        return provider;
    });
}

Result<ServiceProvider> ServiceProviders::change(const Caller& caller, const QString& id,
                                                 const ProviderSettings& settings)
{
    return m_database.write([&](Transaction& transaction) -> Result<ServiceProvider> {
        const auto before = ServiceProviderStore::find(transaction, id);
        if (!before)
            return before.error();
        if (!*before)
            return Error{ErrorCode::NotFound, u"no service provider "_s % id};
        const ServiceProvider provider{
            .id = id, .metadata = (*before)->metadata, .settings = strengthened(settings, (*before)->metadata)};
        if (const auto checked = checkSettings(provider.settings, provider.metadata); !checked)
            return checked.error();
        ServiceProviderStore::update(transaction, provider);
        note(transaction, caller, u"saml.provider_changed"_s, provider);
        return provider;
    });
}

Result<void> ServiceProviders::remove(const Caller& caller, const QString& id)
{
    return m_database.write([&](Transaction& transaction) -> Result<void> {
        const auto before = ServiceProviderStore::find(transaction, id);
        if (!before)
            return before.error();
        if (!*before)
            return Error{ErrorCode::NotFound, u"no service provider "_s % id};
        ServiceProviderStore::remove(transaction, id);
        note(transaction, caller, u"saml.provider_removed"_s, **before);
        return done();
    });
}

Result<std::optional<SamlPeer>> ServiceProviders::find(const QString& entityId)
{
    const auto found = provider(entityId);
    if (!found)
        return found.error();
    if (!*found)
        return std::optional<SamlPeer>();
    return std::optional{SamlPeer{.entityId = entityId,
                                  .signingKeys = (*found)->metadata.signing,
                                  .mustSignRequests = (*found)->settings.mustSignRequests}};
}

bool ServiceProviders::canTell(Transaction& transaction, const QString& entityId) const
{
    const auto found = ServiceProviderStore::findByEntity(transaction, entityId);
    return found && *found && std::ranges::any_of((*found)->metadata.logouts, [](const SamlEndpoint& each) {
               return each.binding == saml::soap;
           });
}

} // namespace keydesk
