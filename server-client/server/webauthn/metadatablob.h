#pragma once

#include "webauthn/trustanchors.h"

namespace keydesk {

/// Who may sign metadata (FIDO Metadata Service 3.0, section 3.2).
struct MetadataSigner
{
    TrustAnchors anchors; ///< FIDO's service: GlobalSign Root R3.
    QString host = QStringLiteral("mds.fidoalliance.org");
};

inline constexpr qsizetype largestMetadataBlob = 32 * 1024 * 1024;

/// Verifies a BLOB: a compact JWS (RFC 7515), RS256 or ES256, with the signer's certificates in x5c. Gives the payload.
/// Validity periods are judged at that time; nullopt for a BLOB of our own cache, which was judged when it came in.
/// InvalidRequest with details.reason: "too_large", "form", "algorithm", "path", "host", "signature".
Result<QByteArray> verifiedPayload(const QByteArray& blob, const MetadataSigner& signer, std::optional<Instant> at);

} // namespace keydesk
