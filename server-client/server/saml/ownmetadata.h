#pragma once

#include "saml/samlresponse.h"

namespace keydesk {

struct OwnMetadata
{
    QString entityId;
    QString signOnUrl; ///< /saml/sso
    QString logoutUrl; ///< /saml/logout: Redirect and POST.
    QString soapLogoutUrl;
    bool wantsSignedRequests = false;
    QStringList nameIdFormats = {};
    QList<SamlCertificate> certificates = {}; ///< The one that signs first.
};

/// What service providers read of us (saml-metadata-2.0): signed with the key that signs assertions.
Result<QByteArray> writeMetadata(const OwnMetadata& metadata, const SamlSigningKey& key);

} // namespace keydesk
