#pragma once

#include "devices/keydevice.h"

namespace keydesk {

/// What a code of fido/err.h means to a person. An interruption that the link noticed counts more: the library calls
/// everything between a pulled plug and a cancelled wait a failed read.
KeyFailure failureOf(int code, std::optional<KeyProblem> interruption = {});

/// The key wants user verification for this.
bool asksForPin(int code);
/// A fingerprint did not do.
bool isVerificationFailure(int code);

} // namespace keydesk
