#pragma once

#include "base/clock.h"
#include "factors/providerlogout.h"
#include "saml/samlbinding.h"

#include <QStringList>
#include <variant>

namespace keydesk {

/// What all messages begin with (sections 3.2.1, 3.2.2).
struct SamlHeader
{
    QString id;
    QString issuer; ///< The sender's entity id.
    Instant issueInstant;
    QString destination = {}; ///< Empty: not there.
};

/// Section 3.4.1.1.
struct NameIdPolicy
{
    QString format = {};
    QString spNameQualifier = {};
    bool allowsCreate = false;
};

enum class AuthnContextComparison { Exact, Minimum, Maximum, Better };

/// Section 3.3.2.2.1. One of the lists is empty.
struct RequestedAuthnContext
{
    AuthnContextComparison comparison = AuthnContextComparison::Exact;
    QStringList classes = {};
    QStringList declarations = {};
};

/// Section 3.4.1. Scoping, conditions and extensions may be there; they play no part here.
struct AuthnRequest
{
    SamlHeader header;
    bool isForced = false;                       ///< ForceAuthn.
    bool isPassive = false;                      ///< IsPassive.
    std::optional<quint16> consumerIndex = {};   ///< AssertionConsumerServiceIndex.
    std::optional<QString> consumerUrl = {};     ///< AssertionConsumerServiceURL.
    std::optional<QString> protocolBinding = {}; ///< Only beside a URL, or alone.
    std::optional<NameIdPolicy> nameIdPolicy = {};
    std::optional<RequestedAuthnContext> context = {};
    std::optional<NameId> subject = {}; ///< Only this person may answer.
};

/// Section 3.7.1.
struct LogoutRequest
{
    SamlHeader header;
    NameId nameId;
    QStringList sessionIndexes = {}; ///< Empty: all of this person's sessions with the sender.
    QString reason = {};
    std::optional<Instant> notOnOrAfter = {};
};

/// Section 3.7.2.
struct LogoutResponse
{
    SamlHeader header;
    QString inResponseTo = {};
    /// From the outside in, at least one: section 3.2.2.2.
    QStringList statusCodes = {};
};

using SamlMessage = std::variant<AuthnRequest, LogoutRequest, LogoutResponse>;

const SamlHeader& headerOf(const SamlMessage& message);

} // namespace keydesk
