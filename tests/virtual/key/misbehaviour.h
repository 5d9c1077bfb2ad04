#pragma once

#include <QByteArray>
#include <QString>
#include <optional>

namespace keydesk::virtualkey {

/// How the key departs from the standards in what it signs; for testing those who must notice. Nothing by default.
struct Misbehaviour
{
    enum class Certificate { Right, Authority, OtherUnit, OtherAaguid };

    quint8 setFlags = 0; ///< Flags of the authenticator data.
    quint8 clearFlags = 0;
    std::optional<quint32> counter = {};
    std::optional<QString> relyingPartyId = {}; ///< Signs for this one.
    std::optional<QByteArray> aaguid = {};
    bool hasBrokenSignature = false;
    Certificate certificate = Certificate::Right;

    bool isNone() const { return *this == Misbehaviour(); }
    friend bool operator==(const Misbehaviour&, const Misbehaviour&) = default;
};

} // namespace keydesk::virtualkey
