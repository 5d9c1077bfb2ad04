#pragma once

#include "testkey.h"
#include "webauthn/assertion.h"
#include "webauthn/registration.h"

#include <QJsonObject>

namespace keydesk {

/// The relying party of all these tests, and of the W3C's cases.
RelyingParty exampleParty();
/// 2030: within the validity of every certificate that tests make.
constexpr Instant testTime{std::chrono::sys_days{std::chrono::year{2030} / 1 / 1}};
inline const QByteArray exampleModel = QByteArray::fromHex("c0ffee00112233445566778899aabbcc");

/// Authenticator data in pieces, to be changed before it is signed.
struct AuthenticatorDraft
{
    QByteArray relyingPartyIdHash;
    quint8 flags = 0x05; ///< UP, UV.
    quint32 counter = 7;
    QByteArray credential = {}; ///< Attested credential data.
    QByteArray extensions = {};

    static AuthenticatorDraft example();
    QByteArray bytes() const;
};

/// aaguid ‖ length ‖ id ‖ key.
QByteArray attestedCredential(const QByteArray& aaguid, const QByteArray& id, const QByteArray& publicKey);

/// type, challenge, origin, crossOrigin, and whatever else is wanted instead.
QByteArray clientDataJson(const QString& type, const QByteArray& challenge, const QJsonObject& instead = {});

/// A registration that meets every rule, until a test changes a part of it.
struct RegistrationDraft
{
    TestKey key;
    QByteArray challenge = QByteArray(32, 'c');
    QByteArray clientData;
    QByteArray aaguid = exampleModel;
    QByteArray credentialId = QByteArray(32, 'i');
    AuthenticatorDraft authenticator = AuthenticatorDraft::example(); ///< Its credential is filled in at the end.
    QByteArray publicKey;                                             ///< COSE_Key.

    explicit RegistrationDraft(const TestKey& credentialKey);

    QByteArray authenticatorData() const;
    QByteArray clientDataHash() const;
    QByteArray signedBytes() const { return authenticatorData() + clientDataHash(); }
    CreatedCredential finished(const char* format, const CborValue& statement) const;
    RegistrationExpectation expectation() const;
};

QByteArray attestationObject(const char* format, const CborValue& statement, const QByteArray& authenticatorData);

/// The same for an assertion; everything may be changed before finished().
struct AssertionDraft
{
    TestKey key;
    QByteArray challenge = QByteArray(32, 'd');
    QByteArray clientData;
    QByteArray credentialId = QByteArray(32, 'i');
    QByteArray userHandle = "ada's handle";
    AuthenticatorDraft authenticator = AuthenticatorDraft::example();

    explicit AssertionDraft(const TestKey& credentialKey);

    AssertionAnswer finished() const;
    CredentialRecord record() const;
    AssertionExpectation expectation() const;
};

} // namespace keydesk
