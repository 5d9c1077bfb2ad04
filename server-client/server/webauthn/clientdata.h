#pragma once

#include "base/result.h"
#include "webauthn/relyingparty.h"

namespace keydesk {

enum class Ceremony { Registration, Assertion };

/// CollectedClientData (section 5.8.1): what the client says of the ceremony. Other members are ignored, as the
/// standard reserves them.
struct ClientData
{
    QString type;
    QString challenge; ///< base64url.
    QString origin;
    bool isCrossOrigin = false;
    std::optional<QString> topOrigin = {};
};

/// At most 16 KiB. Steps ClientDataText, ClientDataJson.
Result<ClientData> readClientData(const QByteArray& json);

struct ClientDataExpectation
{
    Ceremony ceremony = Ceremony::Registration;
    QByteArray challenge; ///< At least 16 bytes.
    ClientKind client = ClientKind::Browser;
    AllowedOrigins origins = {};
};

/// Sections 7.1 and 7.2, the steps about client data, in their order: Type, Challenge, Origin, CrossOrigin, TopOrigin.
Result<void> checkClientData(const ClientData& clientData, const ClientDataExpectation& expected);

} // namespace keydesk
