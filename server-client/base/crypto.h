#pragma once

namespace keydesk {

/// Readies libsodium and QCA, once; cheap afterwards, any thread. What needs either calls it itself.
void readyCrypto();

} // namespace keydesk
