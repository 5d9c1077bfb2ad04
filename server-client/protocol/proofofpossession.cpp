#include "protocol/proofofpossession.h"

#include "base/digest.h"
#include "base/random.h"
#include "protocol/jsonreader.h"

#include <QJsonDocument>
#include <QList>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

constexpr qsizetype maximumProof = 4096;
constexpr auto base64Form = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

Error invalid(const QString& why)
{
    return {.code = ErrorCode::ProofInvalid, .context = u"DPoP proof: "_s % why};
}

QByteArray compact(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toBase64(base64Form);
}

/// RFC 7515 section 2: base64url without padding, white space or other characters; only the canonical form, so that one
/// proof has one spelling.
std::optional<QByteArray> decoded(const QByteArray& part)
{
    const auto result = QByteArray::fromBase64Encoding(part, base64Form | QByteArray::AbortOnBase64DecodingErrors);
    if (part.isEmpty() || !result || result.decoded.toBase64(base64Form) != part)
        return std::nullopt;
    return result.decoded;
}

/// RFC 9449 section 4.3 item 9: without query and fragment, after RFC 3986 normalisation.
struct Target
{
    QString scheme;
    QString host;
    int port;
    QString path;

    explicit Target(const QUrl& url)
        : scheme(url.scheme().toLower()),
          host(url.host(QUrl::FullyEncoded).toLower()),
          port(url.port(scheme == u"https" ? 443 : 80)),
          path(url.adjusted(QUrl::NormalizePathSegments).path(QUrl::FullyEncoded))
    {
        if (path.isEmpty())
            path = u"/"_s;
    }
    friend bool operator==(const Target&, const Target&) = default;
};

QByteArray tokenHash(QByteArrayView accessToken)
{
    return digest(Hash::Sha256, accessToken).toBase64(base64Form);
}

struct Claims
{
    QString jti;
    QString method;
    QString url;
    double issuedSeconds;
    QString tokenHash;
};

Result<VerifyingKey> keyOfHeader(const QJsonObject& header)
{
    if (header[u"typ"_s].toString().compare(u"dpop+jwt"_s, Qt::CaseInsensitive) != 0)
        return invalid(u"typ is not dpop+jwt"_s);
    if (header[u"alg"_s] != u"ES256"_s)
        return invalid(u"alg is not ES256"_s);
    if (header.contains(u"crit"_s)) // RFC 7515 section 4.1.11: no extension is understood here.
        return invalid(u"has critical extensions"_s);
    auto key = VerifyingKey::fromJwk(header[u"jwk"_s].toObject());
    if (!key)
        return invalid(key.error().context);
    return key;
}

Result<Claims> claimsOf(const QJsonObject& payload)
{
    JsonReader reader(payload, JsonReader::Unknown::Skip);
    Claims claims{.jti = reader.text("jti", 128),
                  .method = reader.text("htm", 16),
                  .url = reader.text("htu", 2048),
                  .issuedSeconds = payload[u"iat"_s].toDouble(),
                  .tokenHash = reader.optionalText("ath", 64)};
    const QJsonValue issued = payload[u"iat"_s];
    if (!issued.isDouble() || claims.issuedSeconds < 0 || claims.issuedSeconds > 253'402'300'799.0)
        reader.fail("iat", u"is not a time"_s);
    if (const auto ok = reader.finish(); !ok)
        return invalid(ok.error().context);
    return claims;
}

Result<void> holdAgainst(const Claims& claims, const ProofExpectation& expectation)
{
    if (claims.method.toLatin1() != expectation.httpMethod)
        return invalid(u"is for another method"_s);
    const QUrl url(claims.url, QUrl::StrictMode);
    if (!url.isValid() || !url.userInfo().isEmpty() || Target(url) != Target(expectation.url))
        return invalid(u"is for another URL"_s);
    if (!expectation.accessToken.isEmpty() &&
        !constantTimeEqual(claims.tokenHash.toLatin1(), tokenHash(expectation.accessToken)))
        return invalid(u"is for another access token"_s);
    return done();
}

} // namespace

QByteArray makeProof(const SigningKey& key, const QByteArray& httpMethod, const QUrl& url, QByteArrayView accessToken,
                     Instant now, Random& random)
{
    const QJsonObject header{{u"typ"_s, u"dpop+jwt"_s}, {u"alg"_s, u"ES256"_s}, {u"jwk"_s, key.publicKey().jwk()}};
    const QUrl target = url.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo);
    QJsonObject claims{{u"jti"_s, random.opaqueId()},
                       {u"htm"_s, QString::fromLatin1(httpMethod)},
                       {u"htu"_s, target.toString(QUrl::FullyEncoded)},
                       {u"iat"_s, toMilliseconds(std::chrono::floor<std::chrono::seconds>(now)) / 1000}};
    if (!accessToken.isEmpty())
        claims.insert(u"ath"_s, QString::fromLatin1(tokenHash(accessToken)));
    const QByteArray signedPart = compact(header) + '.' + compact(claims);
    return signedPart + '.' + key.sign(signedPart).toBase64(base64Form);
}

Result<ProofOfPossession> checkProof(const QByteArray& proof, const ProofExpectation& expectation)
{
    if (proof.isEmpty())
        return invalid(u"is missing"_s);
    if (proof.size() > maximumProof)
        return invalid(u"is longer than 4,096 bytes"_s);
    const QList<QByteArray> parts = proof.split('.');
    if (parts.size() != 3)
        return invalid(u"is not a compact JWS"_s);
    const auto headerBytes = decoded(parts[0]);
    const auto payloadBytes = decoded(parts[1]);
    const auto signature = decoded(parts[2]);
    if (!headerBytes || !payloadBytes || !signature)
        return invalid(u"is not base64url"_s);
    const auto header = parseJsonObject(*headerBytes);
    const auto payload = parseJsonObject(*payloadBytes);
    if (!header || !payload)
        return invalid(u"is not made of JSON objects"_s);

    const auto key = keyOfHeader(*header);
    if (!key)
        return key.error();
    if (!key->verifies(proof.first(parts[0].size() + 1 + parts[1].size()), *signature))
        return invalid(u"has a wrong signature"_s);
    const auto claims = claimsOf(*payload);
    if (!claims)
        return claims.error();
    if (const auto ok = holdAgainst(*claims, expectation); !ok)
        return ok.error();

    // Last, so that only the true holder of the key learns the service's time by it.
    const Instant issued = instantFrom(static_cast<qint64>(claims->issuedSeconds * 1000));
    const auto age = expectation.now - issued;
    if (std::chrono::abs(age) > expectation.tolerance)
        return Error{.code = ErrorCode::ClockWrong,
                     .context = u"DPoP proof: made %1 s from the service's time"_s.arg(
                         std::chrono::duration_cast<std::chrono::seconds>(-age).count()),
                     .details = {{u"serviceTime"_s, toMilliseconds(expectation.now)}}};
    return ProofOfPossession{.key = *key, .thumbprint = key->thumbprint(), .jti = claims->jti, .issued = issued};
}

} // namespace keydesk
