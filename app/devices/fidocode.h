#pragma once

#include "devices/keydevice.h"

namespace keydesk {

/// What a code of fido/err.h means to a person. An interruption that the link noticed counts more: the library calls
/// everything between a pulled plug and a cancelled wait a failed read.
KeyFailure failureOf(int code, std::optional<KeyProblem> interruption = {});

/// Of opening a key and reading what it is. Nothing was asked that a PIN, a touch or a credential could be missing for:
/// a key that says so talks nonsense, and nobody shall be told that his key is blocked.
KeyFailure openingFailureOf(int code, std::optional<KeyProblem> interruption);

/// The key wants user verification for this.
bool asksForPin(int code);
/// A fingerprint did not do.
bool isVerificationFailure(int code);

} // namespace keydesk
