#pragma once

#include "webauthn/publickey.h"

namespace keydesk {

/// TPMT_PUBLIC, the public area of a key within a TPM (TPM 2.0 Library, part 2, section 12.2.4).
struct TpmPublicArea
{
    PublicKey key;
    quint16 nameAlgorithm = 0; ///< TPM_ALG_ID of a hash.
};

/// TPMS_ATTEST with TPMS_CERTIFY_INFO (sections 10.12.8 and 10.12.3).
struct TpmCertifyInfo
{
    quint32 magic = 0;
    quint16 type = 0;
    QByteArray extraData = {};
    QByteArray name = {}; ///< Of the certified key.
};

inline constexpr quint32 tpmGeneratedValue = 0xff544347;
inline constexpr quint16 tpmAttestCertify = 0x8017;

/// nullopt for other kinds of keys than RSA and those on the P curves, and for what is cut off or too long.
std::optional<TpmPublicArea> readTpmPublicArea(QByteArrayView bytes);
/// nullopt for what is cut off, too long, or of another type after the head that all types share; the values of magic
/// and type are the caller's to check.
std::optional<TpmCertifyInfo> readTpmCertifyInfo(QByteArrayView bytes);
/// Part 1, section 16: the hash's identifier followed by the hash of the public area. Empty for an unknown hash.
QByteArray tpmName(quint16 nameAlgorithm, QByteArrayView publicArea);

} // namespace keydesk
