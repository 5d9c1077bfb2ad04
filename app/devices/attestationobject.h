#pragma once

#include <QByteArray>
#include <optional>

namespace keydesk {

/// The attestation object (Web Authentication Level 3, section 6.5.4) in the canonical form of CTAP2: a CBOR map of
/// fmt, attStmt and authData. The statement is CBOR already and goes in as it is.
QByteArray attestationObject(QByteArrayView format, QByteArrayView statement, QByteArrayView authenticatorData);

/// The contents of one CBOR byte string; none when it is not exactly one.
std::optional<QByteArray> cborByteString(QByteArrayView cbor);

} // namespace keydesk
