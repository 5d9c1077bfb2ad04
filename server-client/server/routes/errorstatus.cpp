#include "routes/errorstatus.h"

#include "protocol/wire.h"

#include <QJsonDocument>

namespace keydesk {

int statusOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidRequest:
        return 400;
    case ErrorCode::InstallationUnknown:
    case ErrorCode::ProofInvalid:
    case ErrorCode::ClockWrong:
    case ErrorCode::TokenInvalid:
        return 401;
    case ErrorCode::Forbidden:
    case ErrorCode::StepUpRequired:
    case ErrorCode::SignInRefused:
    case ErrorCode::NoRegistrationProfile:
    case ErrorCode::AuthenticatorRefused:
    case ErrorCode::FactorsUnsatisfiable:
        return 403;
    case ErrorCode::NotFound:
        return 404;
    case ErrorCode::MethodNotAllowed:
        return 405;
    case ErrorCode::Conflict:
    case ErrorCode::LimitReached:
    case ErrorCode::LastFactor:
        return 409;
    case ErrorCode::CeremonyEnded:
        return 410;
    case ErrorCode::TooLarge:
        return 413;
    case ErrorCode::UnsupportedMediaType:
        return 415;
    case ErrorCode::CodeRefused:
        return 422;
    case ErrorCode::RateLimited:
        return 429;
    case ErrorCode::Busy:
    case ErrorCode::Unavailable:
        return 503;
    case ErrorCode::Unreachable:
    case ErrorCode::CertificateWrong:
    case ErrorCode::KeyOutOfReach:
    case ErrorCode::TimedOut:
    case ErrorCode::Cancelled:
    case ErrorCode::ProtocolMismatch:
    case ErrorCode::Internal:
        return 500;
    }
    Q_UNREACHABLE();
}

HttpResponse failureResponse(Error error, const QString& requestId)
{
    error.requestId = requestId;
    HttpResponse response{.status = statusOf(error.code)};
    if (response.status == 500)
        error.code = ErrorCode::Internal;
    response.headers.emplaceBack("Content-Type", "application/json");
    if (error.retryAfter.count() > 0)
        response.headers.emplaceBack("Retry-After", QByteArray::number(qint64{error.retryAfter.count()}));
    if (response.status == 401) { // RFC 9449 section 7.1
        const bool isToken = error.code == ErrorCode::TokenInvalid;
        response.headers.emplaceBack("WWW-Authenticate", QByteArray("DPoP error=\"") +
                                                             (isToken ? "invalid_token" : "invalid_dpop_proof") +
                                                             "\", algs=\"ES256\"");
    }
    response.body = QJsonDocument(wire::toJson(error)).toJson(QJsonDocument::Compact);
    return response;
}

} // namespace keydesk
