#pragma once

#include "testkey.h"
#include "webauthn/trustanchors.h"

namespace keydesk {

/// What a test wants to stand in a certificate; everything may be wrong.
struct CertificateWishes
{
    using Names = QList<std::pair<QByteArray, QString>>; ///< Object identifiers and values.
    struct Extension
    {
        QByteArray objectId;
        QByteArray der;
        bool isCritical = false;
    };

    long version = 3;
    Names subject = {{"2.5.4.6", QStringLiteral("AA")},
                     {"2.5.4.10", QStringLiteral("Example maker")},
                     {"2.5.4.11", QStringLiteral("Authenticator Attestation")},
                     {"2.5.4.3", QStringLiteral("Example key")}};
    std::optional<bool> isAuthority = false; ///< nullopt: no basic constraints.
    QByteArray purpose = {};                 ///< Extended key usage.
    QByteArray alternativeHost = {};
    Names alternativeNames = {}; ///< A directory name.
    QList<Extension> extensions = {};
    Instant begin{std::chrono::sys_days{std::chrono::year{2024} / 1 / 1}};
    Instant end{std::chrono::sys_days{std::chrono::year{2044} / 1 / 1}};
};

struct TestCertificate
{
    Certificate certificate;
    TestKey key;

    QByteArray der() const { return certificate.der(); }
};

TestCertificate selfSigned(const CertificateWishes& wishes, const TestKey& key);
TestCertificate issued(const TestCertificate& issuer, const CertificateWishes& wishes, const TestKey& key);

/// DER of one element with a tag below 31 and content of up to 65,535 bytes.
QByteArray der(unsigned char tag, const QByteArray& content);

} // namespace keydesk
