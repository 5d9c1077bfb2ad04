#pragma once

#include "drafts.h"
#include "testcertificate.h"

namespace keydesk {

/// Attestation statements (section 8) for a registration, right unless a wish says otherwise.

CborValue noStatement();
CborValue packedSelfStatement(const RegistrationDraft& draft);
CborValue packedStatement(const RegistrationDraft& draft, const TestCertificate& leaf);
CborValue fidoU2fStatement(const RegistrationDraft& draft, const TestCertificate& leaf);

struct TpmWishes
{
    quint32 magic = 0xff544347;
    quint16 type = 0x8017;
    quint16 nameAlgorithm = 0x000b; ///< SHA-256.
    std::optional<TestKey> otherKey = {};
    std::optional<QByteArray> extraData = {};
    std::optional<QByteArray> name = {};
    std::optional<CoseAlgorithm> algorithm = {}; ///< Instead of the attestation key's own.
};
CertificateWishes tpmCertificate();
CborValue tpmStatement(const RegistrationDraft& draft, const TestCertificate& leaf, const TpmWishes& wishes = {});

struct AndroidWishes
{
    std::optional<QByteArray> challenge = {};
    QByteArray hardware; ///< Content of the authorization list, DER.
    QByteArray software = {};
    bool isWithoutDescription = false;
};
QByteArray androidPurposes(const QList<char>& purposes);
QByteArray androidOrigin(char origin);
QByteArray androidAllApplications();
AndroidWishes rightAndroidWishes();
CborValue androidStatement(const RegistrationDraft& draft, const TestCertificate& issuer, const TestKey& certifiedKey,
                           const AndroidWishes& wishes = rightAndroidWishes());

CborValue appleStatement(const RegistrationDraft& draft, const TestCertificate& issuer, const TestKey& certifiedKey,
                         const std::optional<QByteArray>& nonce = {});

/// id-fido-gen-ce-aaguid.
CertificateWishes::Extension modelExtension(const QByteArray& aaguid, bool isCritical = false);

} // namespace keydesk
