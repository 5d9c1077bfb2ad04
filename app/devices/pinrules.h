#pragma once

#include "base/secret.h"

namespace keydesk {

enum class PinCheck { Fits, TooShort, TooLong };

/// CTAP 2.1, section 6.5.1: at least so many characters (Unicode code points), at most 63 bytes of UTF-8 in NFC.
/// The minimum is KeyDevice::minimumPinLength.
PinCheck checkPin(QByteArrayView utf8, int minimumLength);

/// The PIN in NFC, so that the same letters typed on another keyboard are the same PIN. Null stays null.
SharedSecret normalizedPin(const SharedSecret& pin);

/// The PIN as the C string that libfido2 wants. An embedded NUL would cut it: null then.
SharedSecret terminatedPin(const SharedSecret& pin);

} // namespace keydesk
