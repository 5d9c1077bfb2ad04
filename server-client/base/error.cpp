#include "base/error.h"

#include <array>
#include <utility>

namespace keydesk {

namespace {

constexpr std::array<std::pair<ErrorCode, QLatin1StringView>, 30> names{{
    {ErrorCode::InvalidRequest, QLatin1StringView("invalid_request")},
    {ErrorCode::TooLarge, QLatin1StringView("too_large")},
    {ErrorCode::UnsupportedMediaType, QLatin1StringView("unsupported_media_type")},
    {ErrorCode::NotFound, QLatin1StringView("not_found")},
    {ErrorCode::MethodNotAllowed, QLatin1StringView("method_not_allowed")},
    {ErrorCode::Conflict, QLatin1StringView("conflict")},
    {ErrorCode::LimitReached, QLatin1StringView("limit_reached")},
    {ErrorCode::LastFactor, QLatin1StringView("last_factor")},
    {ErrorCode::InstallationUnknown, QLatin1StringView("installation_unknown")},
    {ErrorCode::ProofInvalid, QLatin1StringView("proof_invalid")},
    {ErrorCode::ClockWrong, QLatin1StringView("clock_wrong")},
    {ErrorCode::TokenInvalid, QLatin1StringView("token_invalid")},
    {ErrorCode::Forbidden, QLatin1StringView("forbidden")},
    {ErrorCode::StepUpRequired, QLatin1StringView("step_up_required")},
    {ErrorCode::SignInRefused, QLatin1StringView("sign_in_refused")},
    {ErrorCode::CodeRefused, QLatin1StringView("code_refused")},
    {ErrorCode::CeremonyEnded, QLatin1StringView("ceremony_ended")},
    {ErrorCode::NoRegistrationProfile, QLatin1StringView("no_registration_profile")},
    {ErrorCode::AuthenticatorRefused, QLatin1StringView("authenticator_refused")},
    {ErrorCode::FactorsUnsatisfiable, QLatin1StringView("factors_unsatisfiable")},
    {ErrorCode::RateLimited, QLatin1StringView("rate_limited")},
    {ErrorCode::Busy, QLatin1StringView("busy")},
    {ErrorCode::Unavailable, QLatin1StringView("unavailable")},
    {ErrorCode::Unreachable, QLatin1StringView("unreachable")},
    {ErrorCode::CertificateWrong, QLatin1StringView("certificate_wrong")},
    {ErrorCode::KeyOutOfReach, QLatin1StringView("key_out_of_reach")},
    {ErrorCode::TimedOut, QLatin1StringView("timed_out")},
    {ErrorCode::Cancelled, QLatin1StringView("cancelled")},
    {ErrorCode::ProtocolMismatch, QLatin1StringView("protocol_mismatch")},
    {ErrorCode::Internal, QLatin1StringView("internal")},
}};

} // namespace

QString codeName(ErrorCode code)
{
    for (const auto& [known, name] : names) {
        if (known == code)
            return name;
    }
    return QStringLiteral("internal");
}

std::optional<ErrorCode> codeFromName(QStringView name)
{
    for (const auto& [code, known] : names) {
        if (known == name)
            return code;
    }
    return std::nullopt;
}

} // namespace keydesk
