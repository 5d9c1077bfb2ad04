#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <QJsonObject>
#include <memory>

typedef struct evp_pkey_st EVP_PKEY;

namespace keydesk {

/// The public half of a P-256 key (ES256, RFC 7518 section 3.4). Copies share the key. Thread-safe.
class VerifyingKey
{
public:
    /// A JWK (RFC 7517) with kty EC, crv P-256; a point that is not on the curve, or private members, are refused.
    static Result<VerifyingKey> fromJwk(const QJsonObject& jwk);
    QJsonObject jwk() const;
    /// RFC 7638, SHA-256, base64url.
    QByteArray thumbprint() const;
    /// The signature is 64 bytes r ‖ s.
    bool verifies(QByteArrayView message, QByteArrayView signature) const;

private:
    friend class SigningKey;
    std::shared_ptr<EVP_PKEY> m_key;
};

/// A P-256 key pair; the private half is exported as PKCS #8 DER in a Secret only.
class SigningKey
{
public:
    static SigningKey generate();
    static Result<SigningKey> fromPkcs8(const Secret& der);
    Secret pkcs8() const;
    VerifyingKey publicKey() const;
    /// 64 bytes r ‖ s over SHA-256 of the message.
    QByteArray sign(QByteArrayView message) const;

private:
    std::shared_ptr<EVP_PKEY> m_key;
};

} // namespace keydesk
