#pragma once

#include "virtual/key/keymemory.h"
#include "virtual/key/keymodel.h"
#include "virtual/key/pintoken.h"

#include <map>

namespace keydesk::virtualkey {

/// pinUvAuthParam and pinUvAuthProtocol, as every command that a PIN may guard has them.
struct PinProof
{
    std::optional<QByteArray> signature;
    std::optional<qint64> protocol;

    /// An empty signature asks for a touch only, so that a person can choose among several keys.
    bool isProbe() const { return signature && signature->isEmpty(); }
};

/// authenticatorClientPIN, CTAP 2.1 section 6.5, and the proofs made with its tokens.
class ClientPin
{
public:
    /// All must outlive it.
    ClientPin(const KeyModel& model, KeyMemory& memory, const Clock& clock, Random& random);

    void powerUp();
    Reply handle(const Cbor& request);

    /// The answer to a probe.
    AfterTouch answerProbe() const;
    /// For making and using credentials: true when the proof holds, false when there is none.
    CtapResult<bool> verify(const PinProof& proof, Permission permission, const QString& relyingPartyId,
                            const QByteArray& message);
    /// For managing and configuring: what is missing or wrong with the proof. The relying party is the caller's to
    /// check.
    std::optional<CtapStatus> authorise(const PinProof& proof, Permission permission, const QByteArray& message);
    PinToken& token() { return m_token; }

    /// For hmac-secret.
    CtapResult<SharedSecret> agree(qint64 protocol, const Cbor& otherKey) const;
    bool needsPowerCycle() const;

private:
    struct Agreement
    {
        KeyAgreement key;
        QByteArray token;
    };
    struct Order;

    CtapResult<SharedSecret> agree(const Order& order) const;
    bool knows(const PinProof& proof) const;
    bool isSigned(const PinProof& proof, const QByteArray& message);
    Reply retries() const;
    Reply keyAgreement(PinProtocol protocol) const;
    Reply set(const Order& order);
    Reply change(const Order& order);
    Reply giveToken(const Order& order);
    Reply giveTokenWithPermissions(const Order& order);
    Reply giveToken(const Order& order, int permissions, const std::optional<QString>& relyingPartyId);
    std::optional<CtapStatus> checkPin(const Order& order, const SharedSecret& secret);
    std::optional<CtapStatus> refuseWrongPin(PinProtocol protocol, const KeySettings& settings);
    std::optional<CtapStatus> store(const QByteArray& encrypted, const SharedSecret& secret);
    void renewTokens();

    const KeyModel& m_model;
    KeyMemory& m_memory;
    const Clock& m_clock;
    Random& m_random;
    std::map<PinProtocol, Agreement> m_agreements;
    PinToken m_token;
    int m_wrongInARow = 0;
};

} // namespace keydesk::virtualkey
