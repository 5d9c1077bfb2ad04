#include "presenters/trouble.h"

namespace keydesk {

namespace {

Trouble::Kind kindOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Unreachable:
        return Trouble::Kind::Unreachable;
    case ErrorCode::TimedOut:
        return Trouble::Kind::TooSlow;
    case ErrorCode::CertificateWrong:
        return Trouble::Kind::CertificateWrong;
    case ErrorCode::TokenInvalid:
        return Trouble::Kind::SignInExpired;
    case ErrorCode::ClockWrong:
        return Trouble::Kind::ClockWrong;
    case ErrorCode::Busy:
    case ErrorCode::RateLimited:
        return Trouble::Kind::Busy;
    case ErrorCode::Unavailable:
        return Trouble::Kind::ServiceDown;
    case ErrorCode::ProtocolMismatch:
    case ErrorCode::MethodNotAllowed:
    case ErrorCode::UnsupportedMediaType:
        return Trouble::Kind::VersionTooOld;
    case ErrorCode::InstallationUnknown:
        return Trouble::Kind::NotEnrolled;
    case ErrorCode::KeyOutOfReach:
        return Trouble::Kind::KeyOutOfReach;
    case ErrorCode::NoRegistrationProfile:
        return Trouble::Kind::Closed;
    case ErrorCode::Forbidden:
        return Trouble::Kind::NotAllowed;
    default:
        return Trouble::Kind::Fault;
    }
}

} // namespace

Trouble troubleFrom(const Error& error, Instant now)
{
    Trouble trouble{.kind = kindOf(error.code), .retryIn = error.retryAfter, .requestId = error.requestId};
    if (const QJsonValue serviceTime = error.details[QStringLiteral("serviceTime")]; serviceTime.isDouble())
        trouble.clockOffset = std::chrono::round<std::chrono::seconds>(now - instantFrom(serviceTime.toInteger()));
    return trouble;
}

bool canRetry(Trouble::Kind kind)
{
    switch (kind) {
    case Trouble::Kind::SignInExpired:
    case Trouble::Kind::VersionTooOld:
    case Trouble::Kind::NotEnrolled:
    case Trouble::Kind::NotAllowed:
        return false;
    default:
        return true;
    }
}

} // namespace keydesk
