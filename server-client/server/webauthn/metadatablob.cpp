#include "webauthn/metadatablob.h"

#include "base/releasedby.h"
#include "protocol/jsonreader.h"

#include <algorithm>
#include <openssl/ecdsa.h>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

constexpr qsizetype mostCertificates = 6;
constexpr auto jwsForm =
    QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals | QByteArray::AbortOnBase64DecodingErrors;

using EcdsaSignature = std::unique_ptr<ECDSA_SIG, ReleasedBy<ECDSA_SIG_free>>;
using Number = std::unique_ptr<BIGNUM, ReleasedBy<BN_free>>;

Error refused(const QString& reason, const QString& why)
{
    return {
        .code = ErrorCode::InvalidRequest, .context = u"metadata BLOB: "_s % why, .details = {{u"reason"_s, reason}}};
}

struct Jws
{
    QJsonObject header;
    QByteArrayView signedPart; ///< Within the BLOB.
    QByteArray payload;
    QByteArray signature;
};

Result<Jws> split(const QByteArray& blob)
{
    const qsizetype headerEnd = blob.indexOf('.');
    const qsizetype payloadEnd = blob.indexOf('.', headerEnd + 1);
    if (headerEnd < 0 || payloadEnd < 0)
        return refused(u"form"_s, u"not a compact JWS"_s);
    const auto header = QByteArray::fromBase64Encoding(blob.first(headerEnd), jwsForm);
    const auto payload =
        QByteArray::fromBase64Encoding(blob.sliced(headerEnd + 1, payloadEnd - headerEnd - 1), jwsForm);
    const auto signature = QByteArray::fromBase64Encoding(blob.sliced(payloadEnd + 1), jwsForm);
    if (!header || !payload || !signature)
        return refused(u"form"_s, u"not base64url"_s);
    const auto object = parseJsonObject(header.decoded);
    if (!object || object->contains(u"crit"_s)) // RFC 7515 section 4.1.11: no extension is understood here.
        return refused(u"form"_s, u"a header that is not understood"_s);
    return Jws{*object, QByteArrayView(blob).first(payloadEnd), payload.decoded, signature.decoded};
}

std::optional<CoseAlgorithm> algorithmOf(const QJsonObject& header)
{
    const QString name = header[u"alg"_s].toString();
    if (name == u"RS256"_s)
        return CoseAlgorithm::Rs256;
    return name == u"ES256"_s ? std::optional(CoseAlgorithm::Es256) : std::nullopt;
}

Result<QList<Certificate>> pathOf(const QJsonObject& header)
{
    const QJsonArray x5c = header[u"x5c"_s].toArray();
    QList<Certificate> path;
    for (const QJsonValue value : x5c) {
        const auto der =
            QByteArray::fromBase64Encoding(value.toString().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
        auto certificate = Certificate::fromDer(der.decoded);
        if (!der || !certificate)
            return refused(u"form"_s, u"x5c holds something else than certificates"_s);
        path.append(certificate.take());
    }
    if (path.isEmpty() || path.size() > mostCertificates)
        return refused(u"form"_s, u"x5c is missing or too long"_s);
    return path;
}

/// RFC 7518 section 3.4 has r ‖ s where OpenSSL wants DER. Empty where the size is not right.
QByteArray derSignature(const QByteArray& raw)
{
    constexpr int half = 32;
    if (raw.size() != 2 * half)
        return {};
    const auto* bytes = reinterpret_cast<const unsigned char*>(raw.constData());
    Number r(BN_bin2bn(bytes, half, nullptr));
    Number s(BN_bin2bn(bytes + half, half, nullptr));
    const EcdsaSignature pair(ECDSA_SIG_new());
    if (!r || !s || !pair || ECDSA_SIG_set0(pair.get(), r.get(), s.get()) != 1)
        return {};
    (void)r.release(); // The pair owns them now.
    (void)s.release();
    unsigned char* encoded = nullptr;
    const int size = i2d_ECDSA_SIG(pair.get(), &encoded);
    const QByteArray der(reinterpret_cast<const char*>(encoded), std::max(size, 0));
    OPENSSL_free(encoded);
    return der;
}

} // namespace

Result<QByteArray> verifiedPayload(const QByteArray& blob, const MetadataSigner& signer, std::optional<Instant> at)
{
    if (blob.size() > largestMetadataBlob)
        return refused(u"too_large"_s, u"more than %1 bytes"_s.arg(largestMetadataBlob));
    const QByteArray text = blob.trimmed();
    const auto jws = split(text);
    if (!jws)
        return jws.error();
    const auto algorithm = algorithmOf(jws->header);
    if (!algorithm)
        return refused(u"algorithm"_s, u"neither RS256 nor ES256"_s);
    const auto path = pathOf(jws->header);
    if (!path)
        return path.error();
    if (const auto ok = signer.anchors.verify(*path, {.at = at, .isServerPath = true}); !ok)
        return refused(u"path"_s, ok.error().context);
    if (!path->front().isFor(signer.host))
        return refused(u"host"_s, u"the certificate is not for %1"_s.arg(signer.host));
    const auto key = path->front().publicKey();
    const QByteArray signature = *algorithm == CoseAlgorithm::Es256 ? derSignature(jws->signature) : jws->signature;
    if (!key || !key->suits(*algorithm))
        return refused(u"algorithm"_s, u"the certificate's key is of another kind"_s);
    if (!key->verifies(*algorithm, jws->signedPart, signature))
        return refused(u"signature"_s, u"not made by the certificate's key"_s);
    return jws->payload;
}

} // namespace keydesk
