#pragma once

#include <QJsonObject>
#include <QString>
#include <chrono>
#include <optional>

namespace keydesk {

/// What went wrong, named by what the caller does next. The name on the wire is codeName(); words for people stand in
/// ui/ (app) and server/text (mails, browser pages) only.
enum class ErrorCode {
    // Change the request.
    InvalidRequest,       ///< A field is missing, has the wrong type or is out of range; details.field names it.
    TooLarge,             ///< The body or a field is larger than allowed.
    UnsupportedMediaType, ///< The body is not application/json.
    NotFound,             ///< No such thing, or not yours: the two are never told apart.
    MethodNotAllowed,
    Conflict,     ///< The state has changed, or an Idempotency-Key was used for another request.
    LimitReached, ///< Policy allows no more of these (for example phones per person).
    LastFactor,   ///< Ordinary removal of the last good factor is refused.

    // Prove who you are.
    InstallationUnknown, ///< No such installation, or revoked: enrol again.
    ProofInvalid,        ///< DPoP proof (RFC 9449) missing, wrong, stale or replayed.
    ClockWrong,          ///< The proof's time is too far from the service's; details.serviceTime (ms).
    TokenInvalid,        ///< Access token unknown, expired, revoked or bound to another installation: sign in again.
    Forbidden,           ///< Known, but the role does not allow it.
    StepUpRequired,      ///< A strong proof not older than five minutes is needed.

    // Sign-in ceremonies.
    SignInRefused,        ///< User name or password did not match; details.triesLeft.
    CodeRefused,          ///< The code did not match; details as protocol/phone.h CodeRefusal.
    CeremonyEnded,        ///< Expired, used, or out of tries: start again.
    NoRegistrationProfile,///< No Registration application profile: nobody can sign in.
    AuthenticatorRefused, ///< What a security key made breaks a rule; details.step names it (docs/openapi.yaml lists them).
    FactorsUnsatisfiable, ///< The profile asks for a factor this person does not have.

    // Try later.
    RateLimited, ///< retryAfter says when.
    Busy,        ///< The work queue is full; retryAfter says when.
    Unavailable, ///< The store or a service behind this one does not answer.

    // Only on the client's side of the wire.
    Unreachable,      ///< No connection: network, name or port.
    CertificateWrong, ///< TLS: the certificate does not prove the service.
    KeyOutOfReach,    ///< This installation's key cannot be read or kept here, or not now.
    TimedOut,
    Cancelled,
    ProtocolMismatch, ///< The answer is not of the described form, or the client is too old.

    Internal, ///< A defect; the log under the request id explains it.
};

/// The wire name: lower case with underscores, e.g. "code_refused".
QString codeName(ErrorCode code);
std::optional<ErrorCode> codeFromName(QStringView name);

/// A failure as a value. Thread-safe to copy. Nothing in it may be secret: context and details reach logs.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString context;                        ///< For the log: what was being done, with which (non-secret) thing.
    QJsonObject details = {};               ///< For the program at the other end, documented per code.
    std::chrono::seconds retryAfter{0};     ///< 0: not known.
    QString requestId = {};                 ///< Set where the answer crossed the wire.
};

} // namespace keydesk
