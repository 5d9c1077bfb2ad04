#pragma once

#include "protocol/webauthn.h"

namespace keydesk {

class ClientSession;

/// The signed-in person's security keys over HTTPS.
class WebAuthnClient final : public WebAuthnApi
{
public:
    explicit WebAuthnClient(ClientSession& session) : m_session(session) {}

    QFuture<Result<QList<SecurityKey>>> securityKeys() override;
    QFuture<Result<CredentialCreation>> startKeyRegistration() override;
    QFuture<Result<SecurityKey>> finishKeyRegistration(const CreatedCredential& created, const QString& name) override;
    QFuture<Result<void>> cancelKeyRegistration(const CeremonyId& ceremony) override;
    QFuture<Result<SecurityKey>> renameKey(const SecurityKeyId& id, const QString& name) override;
    QFuture<Result<void>> removeKey(const SecurityKeyId& id) override;
    QFuture<Result<void>> reportKeyLost(const SecurityKeyId& id) override;

private:
    ClientSession& m_session;
};

} // namespace keydesk
