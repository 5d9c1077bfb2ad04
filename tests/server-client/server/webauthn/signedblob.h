#pragma once

#include "testcertificate.h"
#include "webauthn/metadatablob.h"

#include <QJsonObject>

namespace keydesk {

/// A metadata BLOB with a signing chain of a test's own: authority, one between, the service.
struct SignedBlob
{
    TestCertificate authority;
    QList<TestCertificate> path; ///< The service's first.
    QByteArray payload;
    QByteArray algorithm = "ES256";
    QJsonObject headerBesides = {};

    static SignedBlob example();
    /// The same chain for another payload.
    SignedBlob with(const QByteArray& otherPayload) const;

    QByteArray bytes() const;
    MetadataSigner signer() const;
};

CertificateWishes metadataServiceCertificate();
/// {"no", "nextUpdate", "entries"}.
QByteArray metadataPayload(int number, const QByteArray& nextUpdate, const QByteArray& entries);

} // namespace keydesk
