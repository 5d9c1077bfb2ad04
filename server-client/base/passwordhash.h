#pragma once

#include "base/secret.h"

namespace keydesk {

/// Argon2id (RFC 9106) by libsodium, m = 19 MiB, t = 2, p = 1; the string holds its parameters and salt (PHC format).
/// Takes about 25 ms: never call it inside a store transaction or on an event loop.
QByteArray hashPassword(const Secret& password);
/// Constant time in the password. A malformed hash never matches.
bool passwordMatches(QByteArrayView hash, const Secret& password);
/// A hash that no password matches, costing the same to check: for users who do not exist.
QByteArray decoyPasswordHash();

} // namespace keydesk
