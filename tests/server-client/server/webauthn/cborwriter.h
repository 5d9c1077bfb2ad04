#pragma once

#include "webauthn/cborvalue.h"

namespace keydesk {

/// CBOR in its shortest form, members in the order they have.
QByteArray cborBytes(const CborValue& value);

/// A map with text labels.
CborValue cborMap(std::initializer_list<std::pair<const char*, CborValue>> members);
CborValue cborBytesItem(const QByteArray& bytes);
CborValue cborText(const char* text);
CborValue cborNumber(qint64 number);
CborValue cborArray(CborValue::Array items);
/// The map with one member replaced or added, or taken out (nullopt).
CborValue withMember(const CborValue& map, const CborValue::Label& label, const std::optional<CborValue>& value);
CborValue withMember(const CborValue& map, const char* label, const std::optional<CborValue>& value);

} // namespace keydesk
