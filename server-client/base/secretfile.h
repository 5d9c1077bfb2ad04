#pragma once

#include "base/result.h"
#include "base/secret.h"

namespace keydesk {

/// Reads a file that holds a secret (a key, a password) into locked memory. Refused, with a context that says why and
/// never the content: a file that others than its owner may read, or one larger than the limit. Any thread.
Result<Secret> readSecretFile(const QString& path, std::size_t maximumSize = std::size_t{64} * 1024);

/// The same for a password in a text file: one line break at its end is not part of it.
Result<Secret> readSecretLine(const QString& path);

/// Replaces the file atomically, mode 0600, and waits until it is on disk.
Result<void> writeSecretFile(const QString& path, const Secret& content);

} // namespace keydesk
