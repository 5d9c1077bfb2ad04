#pragma once

#include "virtual/key/keypair.h"

namespace keydesk::virtualkey {

/// Who a credential belongs to, as credential management may change it.
struct CredentialUser
{
    QByteArray id;
    std::optional<QString> name = {};
    std::optional<QString> displayName = {};
};

/// credProtect, CTAP 2.1 section 12.1.
enum class Protection : int { VerificationOptional = 1, OptionalWithList = 2, VerificationRequired = 3 };

/// A credential with its secret half, as it lies in the key's memory.
struct Credential
{
    QByteArray id;
    QByteArray relyingPartyHash; ///< SHA-256 of the relying party id, or a U2F application parameter.
    QString relyingPartyId = {}; ///< Empty for U2F.
    std::optional<QString> relyingPartyName = {};
    CredentialUser user = {};
    bool isDiscoverable = false;
    Protection protection = Protection::VerificationOptional;
    KeyPair key;
    quint32 counter = 0;
    qint64 order = 0;               ///< Grows from credential to credential.
    QByteArray secretVerified = {}; ///< hmac-secret, section 12.5; empty: not asked for.
    QByteArray secretUnverified = {};

    QByteArray encode() const;
    static std::optional<Credential> decode(QByteArrayView bytes);
    /// The members of PublicKeyCredentialDescriptor.
    Cbor descriptor() const;
};

/// PublicKeyCredentialUserEntity; without names when these are nobody's business.
Cbor userEntity(const CredentialUser& user, bool withNames = true);

/// PublicKeyCredentialRpEntity.
Cbor relyingPartyEntity(const Credential& credential);

/// The text, cut at a character so that it has at most 64 bytes in UTF-8 (section 6.1.2: names may be truncated).
QString cutName(const QString& name);

} // namespace keydesk::virtualkey
