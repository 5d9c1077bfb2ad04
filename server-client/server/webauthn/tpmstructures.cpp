#include "webauthn/tpmstructures.h"

#include <QtEndian>
#include <openssl/evp.h>

namespace keydesk {

namespace {

// TPM 2.0 Library, part 2, sections 6.3 (TPM_ALG_ID) and 6.4 (TPM_ECC_CURVE).
constexpr quint16 algorithmRsa = 0x0001;
constexpr quint16 algorithmSha1 = 0x0004;
constexpr quint16 algorithmSha256 = 0x000b;
constexpr quint16 algorithmSha384 = 0x000c;
constexpr quint16 algorithmSha512 = 0x000d;
constexpr quint16 algorithmNull = 0x0010;
constexpr quint16 algorithmRsaEncryption = 0x0015; // The only RSA scheme without a hash.
constexpr quint16 algorithmEcdaa = 0x001a;         // The only one with a counter.
constexpr quint16 algorithmEcc = 0x0023;
constexpr quint16 curveP256 = 0x0003;
constexpr quint16 curveP384 = 0x0004;
constexpr quint16 curveP521 = 0x0005;

/// Big-endian numbers, and buffers that follow their own size. After a first failure everything is zero.
class TpmReader
{
public:
    explicit TpmReader(QByteArrayView bytes) : m_rest(bytes) {}

    template <typename Number>
    Number number()
    {
        const QByteArrayView bytes = take(sizeof(Number));
        return bytes.isEmpty() ? Number(0) : qFromBigEndian<Number>(bytes.data());
    }
    QByteArrayView sized() { return take(number<quint16>()); }
    void skip(qsizetype size) { take(size); }

    bool isGood() const { return m_isGood; }
    bool isAtGoodEnd() const { return m_isGood && m_rest.isEmpty(); }

private:
    QByteArrayView take(qsizetype size)
    {
        if (!m_isGood || size > m_rest.size()) {
            m_isGood = false;
            return {};
        }
        const QByteArrayView taken = m_rest.first(size);
        m_rest = m_rest.sliced(size);
        return taken;
    }

    QByteArrayView m_rest;
    bool m_isGood = true;
};

/// TPMT_SYM_DEF_OBJECT: keys that decrypt have one; others have none.
void skipSymmetric(TpmReader& reader)
{
    if (reader.number<quint16>() != algorithmNull)
        reader.skip(4); // keyBits, mode
}

/// TPMT_RSA_SCHEME, TPMT_ECC_SCHEME, TPMT_KDF_SCHEME.
void skipScheme(TpmReader& reader)
{
    const auto scheme = reader.number<quint16>();
    if (scheme == algorithmNull || scheme == algorithmRsaEncryption)
        return;
    reader.skip(scheme == algorithmEcdaa ? 4 : 2); // hashAlg, and ECDAA's counter
}

std::optional<PublicKey> readRsaKey(TpmReader& reader)
{
    skipSymmetric(reader);
    skipScheme(reader);
    reader.skip(2); // keyBits: the modulus says it too.
    quint32 exponent = reader.number<quint32>();
    if (exponent == 0) // Part 2, section 12.2.3.5: the default.
        exponent = 65537;
    QByteArray encoded(sizeof exponent, '\0');
    qToBigEndian(exponent, encoded.data());
    const QByteArrayView modulus = reader.sized();
    if (!reader.isAtGoodEnd())
        return std::nullopt;
    auto key = PublicKey::fromRsa(modulus, encoded);
    return key ? std::optional(key.take()) : std::nullopt;
}

std::optional<CoseAlgorithm> algorithmOnCurve(quint16 curve)
{
    switch (curve) {
    case curveP256:
        return CoseAlgorithm::Es256;
    case curveP384:
        return CoseAlgorithm::Es384;
    case curveP521:
        return CoseAlgorithm::Es512;
    default:
        return std::nullopt;
    }
}

qsizetype coordinateSize(CoseAlgorithm algorithm)
{
    return algorithm == CoseAlgorithm::Es256 ? 32 : algorithm == CoseAlgorithm::Es384 ? 48 : 66;
}

std::optional<PublicKey> readEccKey(TpmReader& reader)
{
    skipSymmetric(reader);
    skipScheme(reader);
    const auto algorithm = algorithmOnCurve(reader.number<quint16>());
    skipScheme(reader); // kdf
    const QByteArray x = reader.sized().toByteArray();
    const QByteArray y = reader.sized().toByteArray();
    if (!reader.isAtGoodEnd() || !algorithm)
        return std::nullopt;
    // Older TPMs leave out leading zeros.
    const qsizetype size = coordinateSize(*algorithm);
    auto key = PublicKey::fromCoordinates(*algorithm, x.rightJustified(size, '\0'), y.rightJustified(size, '\0'));
    return key ? std::optional(key.take()) : std::nullopt;
}

const EVP_MD* hashOf(quint16 algorithm)
{
    switch (algorithm) {
    case algorithmSha1:
        return EVP_sha1();
    case algorithmSha256:
        return EVP_sha256();
    case algorithmSha384:
        return EVP_sha384();
    case algorithmSha512:
        return EVP_sha512();
    default:
        return nullptr;
    }
}

} // namespace

std::optional<TpmPublicArea> readTpmPublicArea(QByteArrayView bytes)
{
    TpmReader reader(bytes);
    const auto type = reader.number<quint16>();
    const auto nameAlgorithm = reader.number<quint16>();
    reader.skip(4); // objectAttributes
    reader.sized(); // authPolicy
    auto key = type == algorithmRsa   ? readRsaKey(reader)
               : type == algorithmEcc ? readEccKey(reader)
                                      : std::optional<PublicKey>();
    if (!key)
        return std::nullopt;
    return TpmPublicArea{*std::move(key), nameAlgorithm};
}

std::optional<TpmCertifyInfo> readTpmCertifyInfo(QByteArrayView bytes)
{
    TpmReader reader(bytes);
    TpmCertifyInfo info{.magic = reader.number<quint32>(), .type = reader.number<quint16>()};
    if (reader.isGood() && info.type != tpmAttestCertify)
        return info;
    reader.sized(); // qualifiedSigner
    info.extraData = reader.sized().toByteArray();
    reader.skip(17 + 8); // clockInfo, firmwareVersion
    info.name = reader.sized().toByteArray();
    reader.sized(); // qualifiedName
    return reader.isAtGoodEnd() ? std::optional(info) : std::nullopt;
}

QByteArray tpmName(quint16 nameAlgorithm, QByteArrayView publicArea)
{
    const EVP_MD* hash = hashOf(nameAlgorithm);
    if (!hash)
        return {};
    QByteArray name(2 + EVP_MD_get_size(hash), '\0');
    qToBigEndian(nameAlgorithm, name.data());
    if (EVP_Digest(publicArea.data(), static_cast<std::size_t>(publicArea.size()),
                   reinterpret_cast<unsigned char*>(name.data()) + 2, nullptr, hash, nullptr) != 1)
        name.clear();
    return name;
}

} // namespace keydesk
