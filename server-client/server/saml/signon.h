#pragma once

#include "protocol/administration.h"
#include "saml/samlstatus.h"
#include "saml/signonrules.h"

#include <QJsonObject>

namespace keydesk {

/// A sign-on under way, from the request that passed the gate to the answer. It is plain text inside, so that it can
/// wait in the store while the person signs in, or registers first. It was made from what was verified: seal it, or
/// keep it where nobody else writes.
struct SignOn
{
    QString entityId;
    QString requestId = {}; ///< Empty: nobody asked (begun here).
    QString consumerUrl;    ///< Where every answer goes.
    QString relayState = {};
    bool isForced = false;  ///< A session is not enough: the person proves all factors again.
    bool isPassive = false; ///< Without a page: whoever is not signed in gets SamlStatus::NoPassive.
    NameIdPlan nameId = {};
    AuthnLevel needed = AuthnLevel::Password; ///< At least.
    std::optional<RequestedAuthnContext> context = {};
    QString subject = {}; ///< Name of the only person who may answer; empty: anybody.
    /// What is to be answered at once, without a sign-in: SamlService::refuse().
    std::optional<SamlStatus> problem = {};

    QJsonObject toJson() const;
    static std::optional<SignOn> fromJson(const QJsonObject& json);
};

/// Who has signed in, and how.
struct SignedInPerson
{
    User user;
    Instant authenticated; ///< When the last factor was proved.
    AuthnLevel reached = AuthnLevel::Password;
    QString sessionIndex;                   ///< Random, the session's with this service provider alone.
    std::optional<Instant> sessionEnd = {}; ///< Latest end of the person's session.
};

} // namespace keydesk
