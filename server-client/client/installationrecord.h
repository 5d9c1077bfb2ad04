#pragma once

#include "base/signingkey.h"
#include "protocol/service.h"

namespace keydesk {

/// What a key store keeps: who this installation is for the service, and the key that proves it.
struct InstallationRecord
{
    InstallationIdentity identity;
    SigningKey key;

    /// JSON: {"identity": {…}, "key": base64url of PKCS #8 DER}.
    Secret encode() const;
    static Result<InstallationRecord> decode(const Secret& bytes);
};

} // namespace keydesk
