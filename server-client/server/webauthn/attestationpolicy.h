#pragma once

#include "webauthn/attestation.h"
#include "webauthn/metadata.h"
#include "webauthn/trustanchors.h"

namespace keydesk {

/// What a relying party wants to know of authenticators, and whom it believes (section 7.1, steps about trust). An
/// AAGUID is a claim unless a trusted attestation proves it.
struct AttestationPolicy
{
    AttestationConveyance conveyance = AttestationConveyance::None; ///< What clients are asked for.
    bool acceptsNone = true;
    /// Also for a correct statement whose certificates lead to no anchor: it proves as much as self attestation.
    bool acceptsSelf = true;
    AttestationRules rules = {};
    QList<QByteArray> allowedModels = {}; ///< AAGUIDs; empty: every model that is not denied.
    QList<QByteArray> deniedModels = {};
    TrustAnchors anchors = {};                          ///< The administrator's own, good for every model.
    std::shared_ptr<const Metadata> metadata = nullptr; ///< Null: none is known.
    QStringList refusedStatuses = defaultRefusedStatuses();

    /// Every key must prove its model.
    bool isAttestationRequired() const { return !acceptsNone && !acceptsSelf; }
};

/// InvalidRequest: lists of models without attestation being required, or attestation required without being asked for.
Result<void> checkPolicy(const AttestationPolicy& policy);

struct ModelFindings
{
    QByteArray aaguid;          ///< 16 bytes; all zero where the statement does not cover it (U2F).
    bool isTrusted = false;     ///< The statement's certificates lead to an anchor…
    bool isModelProved = false; ///< …and cover the AAGUID.
    QString description = {};   ///< Of the model, from the metadata, where certificates prove it.
    /// RFC 5280 key identifiers of the certificates, to look a U2F key up again when the metadata changes.
    QList<QByteArray> keyIdentifiers = {};
};

/// Steps AttestationNone, AttestationSelf, AttestationTrust, ModelDenied, ModelNotAllowed, ModelStatus. A bad status
/// counts against what only claims to be that model, too.
Result<ModelFindings> assessAttestation(const Attestation& attestation, const QByteArray& aaguid,
                                        const AttestationPolicy& policy, Instant now);

} // namespace keydesk
