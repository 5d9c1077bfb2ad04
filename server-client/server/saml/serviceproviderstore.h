#pragma once

#include "saml/serviceprovider.h"
#include "store/database.h"

namespace keydesk {

/// The tables saml_service_providers, saml_endpoints and saml_certificates. Holds no state; every function works within
/// the caller's transaction.
class ServiceProviderStore
{
public:
    /// In the order of their names.
    static Result<QList<ServiceProvider>> all(Transaction& transaction);
    static Result<std::optional<ServiceProvider>> find(Transaction& transaction, const QString& id);
    static Result<std::optional<ServiceProvider>> findByEntity(Transaction& transaction, const QString& entityId);

    /// False when there is one of that entity id.
    static bool insert(Transaction& transaction, const ServiceProvider& provider);
    static void update(Transaction& transaction, const ServiceProvider& provider);
    /// With the names that people had there.
    static void remove(Transaction& transaction, const QString& id);
};

} // namespace keydesk
