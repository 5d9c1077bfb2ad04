#pragma once

#include "saml/serviceprovider.h"

namespace keydesk {

struct MetadataTrust
{
    /// The metadata must be signed by this key. nullopt: it is believed as it is, because whoever handed it in is.
    std::optional<SamlCertificate> signer = {};
    Instant now;
};

/// One <EntityDescriptor> with one service provider of SAML 2.0 (saml-metadata-2.0), at most 1 MiB. The certificates
/// are keys and no more: their dates and issuers play no part. A service provider must have an address that takes
/// assertions by POST; addresses are https, or http on this machine. SamlRefusal as the gate's, and Metadata….
Result<ProviderMetadata> readProviderMetadata(const QByteArray& xml, const MetadataTrust& trust);

} // namespace keydesk
