#pragma once

#include "devices/keycommand.h"

namespace keydesk {

/// How a key is asked to make or use a credential: what the service wishes, as far as this key can.
struct CeremonyPlan
{
    enum class Verification {
        None,
        ByItself, ///< The key's own fingerprint reader.
        Pin,
    };
    Verification verification = Verification::None;
    bool isDiscoverable = false;                    ///< Creation only.
    CoseAlgorithm algorithm = CoseAlgorithm::Es256; ///< Creation only.

    bool operator==(const CeremonyPlan&) const = default;
};
using PlanOrFailure = std::variant<CeremonyPlan, KeyFailure>;

PlanOrFailure planCreation(const KeyFacts& facts, const CredentialCreation& creation);
PlanOrFailure planAssertion(const KeyFacts& facts, const AssertionRequest& request);

/// Credential ids in groups that fit into one request to this key. Ids that cannot be this key's are left out.
QList<QList<CredentialDescriptor>> groupsFor(const KeyFacts& facts, const QList<CredentialDescriptor>& credentials);

} // namespace keydesk
