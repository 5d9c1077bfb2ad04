#pragma once

#include "saml/samlcertificate.h"
#include "saml/samlmessages.h"

namespace keydesk {

enum class SamlMessageKind { AuthnRequest, LogoutRequest, LogoutResponse };

/// What the gate knows of a sender.
struct SamlPeer
{
    QString entityId;
    QList<SamlCertificate> signingKeys = {};
    /// Its AuthnRequests must be signed. What ends a session must be in any case.
    bool mustSignRequests = false;
};

/// Where senders are looked up. Any thread.
class SamlPeers
{
public:
    virtual ~SamlPeers() = default;
    /// nullopt where nobody has the name, or the entry is switched off.
    virtual Result<std::optional<SamlPeer>> find(const QString& entityId) = 0;
};

/// Remembers messages, so that each counts once, at every instance. Any thread.
class SamlMessageUses
{
public:
    virtual ~SamlMessageUses() = default;
    /// False when the issuer's message with this ID was used before. Kept until then.
    virtual Result<bool> use(const QString& issuer, const QString& id, Instant expires) = 0;
};

struct SamlExpectation
{
    QString destination; ///< The address that the message came to.
    QList<SamlMessageKind> kinds;
    /// It is the answer on a connection that we opened to its sender's address: TLS says who sent it, so it may be
    /// unsigned, and its destination plays no part (saml-bindings-2.0, section 3.2.2.1).
    bool isAnswer = false;
};

/// A message that may be acted upon.
struct ReceivedMessage
{
    SamlMessage message;
    SamlBinding binding = SamlBinding::Redirect;
    QString relayState = {};
    bool isSigned = false;
};

/// The one way in for messages of service providers: parsed, held against schema and profile, its signature verified,
/// used once. Every refusal is an InvalidRequest with details.saml (saml/samlrefusal.h); nothing of a message is to be
/// trusted before, its issuer and ID included. Synchronous; any thread; no network.
class SamlGate
{
public:
    /// Issue instants may be this far away, in both directions.
    static constexpr std::chrono::minutes tolerance{5};

    SamlGate(SamlPeers& peers, SamlMessageUses& uses, const Clock& clock) : m_peers(peers), m_uses(uses), m_clock(clock)
    {
    }

    Result<ReceivedMessage> receive(const BoundMessage& bound, const SamlExpectation& expected) const;

private:
    SamlPeers& m_peers;
    SamlMessageUses& m_uses;
    const Clock& m_clock;
};

} // namespace keydesk
