#include "devices/fidocode.h"

#include <fido/err.h>

namespace keydesk {

namespace {

KeyProblem problemOf(int code)
{
    switch (code) {
    case FIDO_ERR_TIMEOUT:
    case FIDO_ERR_USER_ACTION_TIMEOUT:
    case FIDO_ERR_ACTION_TIMEOUT:
        return KeyProblem::TimedOut;
    case FIDO_ERR_CHANNEL_BUSY:
    case FIDO_ERR_LOCK_REQUIRED:
        return KeyProblem::HeldByAnother;
    case FIDO_ERR_OPERATION_DENIED:
    case FIDO_ERR_KEEPALIVE_CANCEL: // Not by us: that is an interruption.
        return KeyProblem::Denied;
    case FIDO_ERR_PIN_INVALID:
        return KeyProblem::PinWrong;
    case FIDO_ERR_PIN_AUTH_BLOCKED:
        return KeyProblem::PinPaused;
    case FIDO_ERR_PIN_BLOCKED:
        return KeyProblem::PinBlocked;
    case FIDO_ERR_PIN_NOT_SET:
        return KeyProblem::PinNotSet;
    case FIDO_ERR_PIN_POLICY_VIOLATION:
        return KeyProblem::PinRefused;
    case FIDO_ERR_UV_BLOCKED:
    case FIDO_ERR_UV_INVALID:
        return KeyProblem::VerificationFailed;
    case FIDO_ERR_CREDENTIAL_EXCLUDED:
        return KeyProblem::AlreadyRegistered;
    case FIDO_ERR_KEY_STORE_FULL:
        return KeyProblem::NoFreeSlot;
    case FIDO_ERR_NO_CREDENTIALS:
    case FIDO_ERR_INVALID_CREDENTIAL:
        return KeyProblem::NoCredential;
    case FIDO_ERR_INVALID_COMMAND:
    case FIDO_ERR_UNSUPPORTED_ALGORITHM:
    case FIDO_ERR_UNSUPPORTED_OPTION:
    case FIDO_ERR_INVALID_OPTION:
    case FIDO_ERR_UNSUPPORTED_EXTENSION:
        return KeyProblem::NotSupported;
    case FIDO_ERR_CBOR_UNEXPECTED_TYPE:
    case FIDO_ERR_INVALID_CBOR: // The library's word for an answer that lacks something, too.
    case FIDO_ERR_TX:
    case FIDO_ERR_RX:
    case FIDO_ERR_RX_NOT_CBOR:
    case FIDO_ERR_RX_INVALID_CBOR:
    case FIDO_ERR_INVALID_SIG:
        return KeyProblem::GarbageAnswer;
    default:
        return code < 0 ? KeyProblem::Internal : KeyProblem::Refused;
    }
}

} // namespace

KeyFailure failureOf(int code, std::optional<KeyProblem> interruption)
{
    KeyFailure failure{.problem = interruption.value_or(problemOf(code)), .code = code};
    if (!interruption && code == FIDO_ERR_UNSUPPORTED_ALGORITHM)
        failure.missing = KeyAbility::Algorithm;
    return failure;
}

KeyFailure openingFailureOf(int code, std::optional<KeyProblem> interruption)
{
    const KeyFailure failure = failureOf(code, interruption);
    switch (failure.problem) {
    case KeyProblem::HeldByAnother:
    case KeyProblem::GarbageAnswer:
    case KeyProblem::Internal:
        return failure;
    default:
        return interruption ? failure : KeyFailure{.problem = KeyProblem::Refused, .code = code};
    }
}

bool asksForPin(int code)
{
    return code == FIDO_ERR_PIN_REQUIRED;
}

bool isVerificationFailure(int code)
{
    return code == FIDO_ERR_UV_BLOCKED || code == FIDO_ERR_UV_INVALID;
}

} // namespace keydesk
