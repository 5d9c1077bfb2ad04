#include "webauthn/authenticatordata.h"

#include "webauthn/ceremonystep.h"
#include "webauthn/sha256.h"

#include <QtEndian>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

constexpr qsizetype hashSize = 32;
constexpr qsizetype fixedSize = hashSize + 1 + 4;
constexpr qsizetype aaguidSize = 16;

// Section 6.1: the bits of the flags. The others are reserved.
constexpr quint8 userPresent = 0x01;
constexpr quint8 userVerified = 0x04;
constexpr quint8 backupEligible = 0x08;
constexpr quint8 backedUp = 0x10;
constexpr quint8 hasCredential = 0x40;
constexpr quint8 hasExtensions = 0x80;

Error malformed(const QString& why)
{
    return refusedAt(CeremonyStep::AuthenticatorData, why);
}

/// Takes what it reads off the front of the bytes.
Result<AttestedCredential> takeCredential(QByteArrayView& bytes)
{
    if (bytes.size() < aaguidSize + 2)
        return malformed(u"ends within the attested credential"_s);
    const QByteArrayView aaguid = bytes.first(aaguidSize);
    const qsizetype idSize = qFromBigEndian<quint16>(bytes.data() + aaguidSize);
    bytes = bytes.sliced(aaguidSize + 2);
    if (bytes.size() < idSize)
        return malformed(u"ends within the credential id"_s);
    const QByteArrayView id = bytes.first(idSize);
    bytes = bytes.sliced(idSize);
    auto key = readFirstCbor(bytes);
    if (!key)
        return malformed(u"credential public key: "_s % key.error().context);
    const QByteArrayView encodedKey = bytes.first(key->size);
    bytes = bytes.sliced(key->size);
    return AttestedCredential{aaguid.toByteArray(), id.toByteArray(), std::move(key->value), encodedKey.toByteArray()};
}

} // namespace

Result<AuthenticatorData> readAuthenticatorData(QByteArrayView bytes)
{
    if (bytes.size() < fixedSize)
        return malformed(u"shorter than %1 bytes"_s.arg(fixedSize));
    const auto flags = static_cast<quint8>(bytes[hashSize]);
    AuthenticatorData data{.relyingPartyIdHash = bytes.first(hashSize).toByteArray(),
                           .isUserPresent = (flags & userPresent) != 0,
                           .isUserVerified = (flags & userVerified) != 0,
                           .isBackupEligible = (flags & backupEligible) != 0,
                           .isBackedUp = (flags & backedUp) != 0,
                           .counter = qFromBigEndian<quint32>(bytes.data() + hashSize + 1)};
    QByteArrayView rest = bytes.sliced(fixedSize);
    if (flags & hasCredential) {
        auto credential = takeCredential(rest);
        if (!credential)
            return credential.error();
        data.credential = credential.take();
    }
    if (flags & hasExtensions) {
        auto extensions = readFirstCbor(rest);
        if (!extensions || !extensions->value.map())
            return malformed(u"extensions: "_s % (extensions ? u"not a map"_s : extensions.error().context));
        rest = rest.sliced(extensions->size);
        data.extensions = std::move(extensions->value);
    }
    if (!rest.isEmpty())
        return malformed(u"%1 bytes too many"_s.arg(rest.size()));
    return data;
}

Result<void> checkAuthenticatorData(const AuthenticatorData& authenticatorData,
                                    const AuthenticatorExpectation& expected)
{
    if (authenticatorData.relyingPartyIdHash != sha256(expected.relyingPartyId.toUtf8()))
        return refusedAt(CeremonyStep::RelyingPartyIdHash, u"of another relying party"_s);
    if (!authenticatorData.isUserPresent)
        return refusedAt(CeremonyStep::UserPresence, u"nobody touched the authenticator"_s);
    if (expected.userVerification == Requirement::Required && !authenticatorData.isUserVerified)
        return refusedAt(CeremonyStep::UserVerification, u"neither PIN nor fingerprint"_s);
    if (authenticatorData.isBackedUp && !authenticatorData.isBackupEligible)
        return refusedAt(CeremonyStep::BackupState, u"backed up without being eligible for it"_s);
    const bool isRefused = (expected.backup == BackupPolicy::DeviceBound && authenticatorData.isBackupEligible) ||
                           (expected.backup == BackupPolicy::NotBackedUp && authenticatorData.isBackedUp);
    if (isRefused)
        return refusedAt(CeremonyStep::BackupPolicy, u"a passkey that is, or can be, synchronised"_s);
    return done();
}

} // namespace keydesk
