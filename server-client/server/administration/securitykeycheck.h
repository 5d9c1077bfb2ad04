#pragma once

#include "administration/servicecheck.h"
#include "webauthn/metadatarefresh.h"
#include "webauthn/webauthnpolicy.h"

namespace keydesk {

/// What keydeskd check says of security keys: whether the settings go together, and how old the metadata is.
struct SecurityKeyCheck
{
    Result<WebAuthnPolicy> policy;
    Result<MetadataSource> source;
    AuthenticatorMetadata metadata = {};

    QList<CheckLine> run() const;

private:
    QList<CheckLine> settings() const;
    CheckLine models() const;
};

} // namespace keydesk
