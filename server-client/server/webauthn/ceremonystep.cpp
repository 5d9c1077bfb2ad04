#include "webauthn/ceremonystep.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

/// In the order of the enumeration.
constexpr std::array names{
    "client_data_text"_L1,
    "client_data_json"_L1,
    "type"_L1,
    "challenge"_L1,
    "origin"_L1,
    "cross_origin"_L1,
    "top_origin"_L1,
    "authenticator_data"_L1,
    "rp_id_hash"_L1,
    "user_presence"_L1,
    "user_verification"_L1,
    "backup_state"_L1,
    "backup_policy"_L1,
    "attestation_object"_L1,
    "public_key"_L1,
    "algorithm"_L1,
    "attestation_format"_L1,
    "attestation_statement"_L1,
    "attestation_algorithm"_L1,
    "attestation_signature"_L1,
    "attestation_certificate"_L1,
    "attestation_model"_L1,
    "attestation_key"_L1,
    "attestation_binding"_L1,
    "attestation_key_use"_L1,
    "attestation_none"_L1,
    "attestation_self"_L1,
    "attestation_trust"_L1,
    "model_denied"_L1,
    "model_not_allowed"_L1,
    "model_status"_L1,
    "credential_id_length"_L1,
    "credential_id"_L1,
    "credential_registered"_L1,
    "credential_not_allowed"_L1,
    "credential_unknown"_L1,
    "user_handle"_L1,
    "backup_eligibility"_L1,
    "signature"_L1,
    "counter"_L1,
};

constexpr auto steps = [] {
    std::array<CeremonyStep, names.size()> all{};
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = static_cast<CeremonyStep>(i);
    return all;
}();
static_assert(steps.back() == CeremonyStep::Counter);

} // namespace

std::span<const CeremonyStep> everyCeremonyStep()
{
    return steps;
}

QString stepName(CeremonyStep step)
{
    return names.at(static_cast<std::size_t>(step));
}

Error refusedAt(CeremonyStep step, const QString& why)
{
    const QString name = stepName(step);
    return {.code = ErrorCode::AuthenticatorRefused, .context = name % u": "_s % why, .details = {{u"step"_s, name}}};
}

} // namespace keydesk
