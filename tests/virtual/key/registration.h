#pragma once

#include "virtual/key/clientpin.h"
#include "virtual/key/signer.h"

namespace keydesk::virtualkey {

/// What the commands work with; all of it outlives them.
struct KeyParts
{
    const KeyModel& model;
    KeyMemory& memory;
    const Clock& clock;
    Random& random;
    Signer& signer;
    ClientPin& pin;
};

/// authenticatorMakeCredential, CTAP 2.1 section 6.1.
class Registration
{
public:
    explicit Registration(const KeyParts& parts) : m_parts(parts) {}
    Outcome handle(const Cbor& request);

private:
    struct Order;
    CtapResult<Order> read(const Cbor& request) const;
    std::optional<CtapStatus> readUser(const Cbor& request, Order& order) const;
    std::optional<CtapStatus> readOptions(const Cbor& request, Order& order) const;
    std::optional<CtapStatus> readExtensions(const Cbor& request, Order& order) const;
    CtapResult<Algorithm> chosenAlgorithm(const Cbor& request) const;
    bool needsVerification(const Order& order) const;
    bool isExcluded(const Order& order, bool isVerified) const;
    Reply make(const Order& order, bool isVerified);
    std::optional<CtapStatus> makeRoom(const Order& order);
    Cbor::Map extensionOutput(const Order& order) const;

    KeyParts m_parts;
};

/// The ids in a list of PublicKeyCredentialDescriptor; ids of other types and those that are too long are left out.
CtapResult<QList<QByteArray>> readIds(const Cbor::Array& descriptors);

} // namespace keydesk::virtualkey
