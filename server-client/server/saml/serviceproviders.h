#pragma once

#include "audit/caller.h"
#include "factors/providerlogout.h"
#include "saml/samlgate.h"
#include "saml/serviceprovider.h"
#include "store/database.h"

namespace keydesk {

class Random;

/// Service providers as administrators keep them, and as the gate and the sessions ask for them. Any thread; blocks.
class ServiceProviders final : public SamlPeers, public LogoutReach
{
public:
    ServiceProviders(Database& database, Random& random) : m_database(database), m_random(random) {}

    Result<QList<ServiceProvider>> list();
    /// nullopt where nobody has the name, or it is switched off.
    Result<std::optional<ServiceProvider>> provider(const QString& entityId);

    struct Import
    {
        QByteArray xml;
        std::optional<SamlCertificate> signer = {}; ///< Where given, the metadata must be signed by it.
        /// Where not given: those of before, or what the metadata itself asks for.
        std::optional<ProviderSettings> settings = {};
    };
    /// Adds a service provider, or replaces the metadata of the one with its entity id. Signed requests and assertions
    /// that the metadata promises are demanded from then on, whatever the settings say. SamlRefusal; InvalidRequest.
    Result<ServiceProvider> import(const Caller& caller, const Import& import);
    /// NotFound, InvalidRequest.
    Result<ServiceProvider> change(const Caller& caller, const QString& id, const ProviderSettings& settings);
    /// NotFound. People who come back later get other persistent names.
    Result<void> remove(const Caller& caller, const QString& id);

    Result<std::optional<SamlPeer>> find(const QString& entityId) override;
    bool canTell(Transaction& transaction, const QString& entityId) const override;

private:
    Database& m_database;
    Random& m_random;
};

} // namespace keydesk
