#pragma once

#include "webauthn/metadatasettings.h"

#include <atomic>

namespace keydesk {

/// The BLOB as it lies at its source; nobody has looked into it. Blocks for at most 20 seconds, ends soon after
/// shouldStop becomes true. Unavailable (details.reason "unreachable") when it cannot be had.
Result<QByteArray> fetchMetadata(const MetadataSource& source, const std::atomic<bool>& shouldStop);

} // namespace keydesk
