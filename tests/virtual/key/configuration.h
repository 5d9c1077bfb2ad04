#pragma once

#include "virtual/key/registration.h"

namespace keydesk::virtualkey {

/// authenticatorConfig, CTAP 2.1 section 6.11: always verify, and the minimum PIN length.
class Configuration
{
public:
    explicit Configuration(const KeyParts& parts) : m_parts(parts) {}
    Reply handle(const Cbor& request);

private:
    Reply toggleAlwaysVerify();
    Reply setMinimumPinLength(const Cbor& parameters);

    KeyParts m_parts;
};

} // namespace keydesk::virtualkey
