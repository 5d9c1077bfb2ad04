#pragma once

#include <QByteArray>
#include <QString>

namespace keydesk {

enum class ClientDataType { Create, Get };

/// The client data of a ceremony as UTF-8, byte for byte in the order of Web Authentication Level 3, section 5.8.1.1:
/// type, challenge (base64url without padding), origin, crossOrigin false. What is signed is the SHA-256 of these
/// bytes.
QByteArray clientDataJson(ClientDataType type, const QByteArray& challenge, const QString& origin);

} // namespace keydesk
