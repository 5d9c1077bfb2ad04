#include "cli/exitcodes.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What the service expects of a field, where a person would wonder.
QString ruleFor(const QString& field)
{
    if (field == u"userName")
        return u" A user name has no spaces and no special characters."_s;
    if (field == u"password")
        return u" A first password has 8 characters or more."_s;
    if (field == u"mobile")
        return u" A number begins with + and the country, such as +905551234567."_s;
    if (field == u"factors")
        return u" No method may stand twice, and the first factor must not be a sent code alone."_s;
    return {};
}

QString invalidRequest(const Error& error)
{
    const QString field = error.details.value(u"field"_s).toString();
    if (!field.isEmpty())
        return u"The service does not accept the value of \"%1\"."_s.arg(field) + ruleFor(field);
    return error.context.isEmpty() ? u"The service does not accept this."_s : error.context;
}

QString reasonOf(const Error& error)
{
    return error.details.value(u"reason"_s).toString();
}

/// Of metadata that the service could not have, or does not take.
QString metadataSentence(const QString& reason)
{
    if (reason == u"unreachable")
        return u"The service cannot reach the source of the metadata; \"keydesk-admin metadata show\" says more."_s;
    if (reason == u"older")
        return u"What the source has is older than what the service has, and is refused."_s;
    return u"The service refuses what the source has (%1); \"keydesk-admin metadata show\" says more."_s.arg(reason);
}

QString plainSentence(const Error& error)
{
    switch (error.code) {
    case ErrorCode::InvalidRequest:
        return invalidRequest(error);
    case ErrorCode::TooLarge:
        return u"That is too large."_s;
    case ErrorCode::NotFound:
        return u"There is nothing of that name."_s;
    case ErrorCode::Conflict:
        if (reasonOf(error) == u"not_configured")
            return u"No source of metadata is set: webauthn.metadata_url or webauthn.metadata_file."_s;
        return u"One of that name exists already."_s;
    case ErrorCode::InstallationUnknown:
        return u"The service does not know this installation. Ask an administrator for a code, then run: keydesk-admin enrol"_s;
    case ErrorCode::ProofInvalid:
        return u"The service does not accept this installation's proof."_s;
    case ErrorCode::ClockWrong:
        return u"This computer's clock is wrong. Set it, then try again."_s;
    case ErrorCode::Forbidden:
        return u"This installation is not enrolled for administration."_s;
    case ErrorCode::RateLimited:
    case ErrorCode::Busy:
        return u"The service is busy. Try again in a moment."_s;
    case ErrorCode::Unavailable:
        if (const QString reason = reasonOf(error); !reason.isEmpty())
            return metadataSentence(reason);
        return u"The service cannot work at the moment: its database does not answer."_s;
    case ErrorCode::Unreachable:
        return u"The service does not answer at its address."_s;
    case ErrorCode::CertificateWrong:
        return u"The certificate does not prove that this is the service. Name its authority with --ca."_s;
    case ErrorCode::KeyOutOfReach:
        return u"This installation's key cannot be read or kept: "_s + error.context;
    case ErrorCode::TimedOut:
        return u"The service took too long. What was asked may have been done."_s;
    case ErrorCode::Cancelled:
        return u"Cancelled."_s;
    case ErrorCode::ProtocolMismatch:
        return u"What answers there is not a Keydesk service that this program understands."_s;
    default:
        return u"The service answered: %1."_s.arg(codeName(error.code));
    }
}

} // namespace

ExitCode exitCodeOf(const Error& error)
{
    switch (error.code) {
    case ErrorCode::InstallationUnknown:
    case ErrorCode::ProofInvalid:
    case ErrorCode::Forbidden:
        return ExitCode::NotAllowed;
    case ErrorCode::KeyOutOfReach:
        return ExitCode::WrongUse;
    case ErrorCode::Unavailable:
        return reasonOf(error).isEmpty() ? ExitCode::NoService : ExitCode::Refused;
    case ErrorCode::ClockWrong:
    case ErrorCode::Busy:
    case ErrorCode::RateLimited:
    case ErrorCode::Unreachable:
    case ErrorCode::CertificateWrong:
    case ErrorCode::TimedOut:
    case ErrorCode::ProtocolMismatch:
    case ErrorCode::Internal:
        return ExitCode::NoService;
    default:
        return ExitCode::Refused;
    }
}

QString sentenceOf(const Error& error)
{
    const QString sentence = plainSentence(error);
    return error.requestId.isEmpty() ? sentence : sentence + u" (request "_s + error.requestId + u')';
}

} // namespace keydesk
