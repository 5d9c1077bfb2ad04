#pragma once

#include "virtual/key/registration.h"

namespace keydesk::virtualkey {

/// authenticatorGetAssertion and authenticatorGetNextAssertion, CTAP 2.1 sections 6.2 and 6.3.
class Assertions
{
public:
    explicit Assertions(const KeyParts& parts) : m_parts(parts) {}
    Outcome handle(const Cbor& request);
    Reply next();
    /// Any other command ends the series.
    void forget() { m_series.reset(); }

private:
    /// What hmac-secret is asked for, section 12.5.
    struct Salts
    {
        SharedSecret secret;
        QByteArray salts;
    };
    struct Order
    {
        QString relyingPartyId;
        QByteArray clientDataHash;
        QList<QByteArray> allowed = {};
        bool wantsTouch = true;
        bool hasSeveral = false; ///< More than one credential answers.
        std::optional<Salts> salts = {};
        PinProof proof = {};
    };
    struct Series
    {
        Order order;
        Presence presence;
        QList<QByteArray> left;
        Instant lastAsked;
    };

    CtapResult<Order> read(const Cbor& request) const;
    std::optional<CtapStatus> readOptions(const Cbor& request, Order& order) const;
    std::optional<CtapStatus> readSalts(const Cbor& request, Order& order) const;
    QList<QByteArray> usable(const Order& order, bool isVerified) const;
    Reply begin(Order order, Presence presence, const QList<QByteArray>& ids);
    CtapResult<Cbor::Map> answer(const Order& order, Presence presence, const QByteArray& id);
    Cbor::Map extensionOutput(const Order& order, Presence presence, const Credential& credential) const;

    KeyParts m_parts;
    std::optional<Series> m_series;
};

} // namespace keydesk::virtualkey
