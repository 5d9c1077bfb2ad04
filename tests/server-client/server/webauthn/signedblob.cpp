#include "signedblob.h"

#include "base/releasedby.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <openssl/ecdsa.h>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

constexpr auto jwsForm = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

/// DER to r ‖ s.
QByteArray rawSignature(const QByteArray& der)
{
    const auto* position = reinterpret_cast<const unsigned char*>(der.constData());
    const std::unique_ptr<ECDSA_SIG, ReleasedBy<ECDSA_SIG_free>> pair(
        d2i_ECDSA_SIG(nullptr, &position, static_cast<long>(der.size())));
    QByteArray raw(64, '\0');
    BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), reinterpret_cast<unsigned char*>(raw.data()), 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), reinterpret_cast<unsigned char*>(raw.data()) + 32, 32);
    return raw;
}

} // namespace

CertificateWishes metadataServiceCertificate()
{
    return {.subject = {{"2.5.4.3", u"mds.fidoalliance.org"_s}}, .alternativeHost = "mds.fidoalliance.org"};
}

QByteArray metadataPayload(int number, const QByteArray& nextUpdate, const QByteArray& entries)
{
    return R"({"legalHeader": "example", "no": )" + QByteArray::number(number) + R"(, "nextUpdate": ")" + nextUpdate +
           R"(", "entries": [)" + entries + "]}";
}

SignedBlob SignedBlob::example()
{
    const TestCertificate authority = selfSigned({.subject = {{"2.5.4.3", u"Example root"_s}}, .isAuthority = true},
                                                 TestKey::generate(CoseAlgorithm::Es256));
    const TestCertificate between =
        issued(authority, {.subject = {{"2.5.4.3", u"Example authority"_s}}, .isAuthority = true},
               TestKey::generate(CoseAlgorithm::Es256));
    const TestCertificate service =
        issued(between, metadataServiceCertificate(), TestKey::generate(CoseAlgorithm::Es256));
    return {.authority = authority, .path = {service, between}, .payload = metadataPayload(1, "2030-02-01", {})};
}

SignedBlob SignedBlob::with(const QByteArray& otherPayload) const
{
    SignedBlob other = *this;
    other.payload = otherPayload;
    return other;
}

QByteArray SignedBlob::bytes() const
{
    QJsonArray x5c;
    for (const TestCertificate& each : path)
        x5c.append(QString::fromLatin1(each.der().toBase64()));
    QJsonObject header{{u"alg"_s, QString::fromLatin1(algorithm)}, {u"typ"_s, u"JWT"_s}, {u"x5c"_s, x5c}};
    for (auto each = headerBesides.begin(); each != headerBesides.end(); ++each)
        header.insert(each.key(), each.value());
    const QByteArray signedPart =
        QJsonDocument(header).toJson(QJsonDocument::Compact).toBase64(jwsForm) + '.' + payload.toBase64(jwsForm);
    const TestKey& key = path.front().key;
    const QByteArray signature = key.sign(signedPart);
    return signedPart + '.' +
           (key.algorithm() == CoseAlgorithm::Es256 ? rawSignature(signature) : signature).toBase64(jwsForm);
}

MetadataSigner SignedBlob::signer() const
{
    return {.anchors = TrustAnchors({authority.certificate})};
}

} // namespace keydesk
