#include "webauthn/cosekey.h"

#include "webauthn/ceremonystep.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

enum class KeyType : qint64 { OctetKeyPair = 1, EllipticCurve = 2, Rsa = 3 };

struct Kind
{
    CoseAlgorithm algorithm;
    KeyType type;
    qint64 curve; ///< Without meaning for RSA.
};

// Registry "COSE Elliptic Curves": P-256, P-384, P-521, Ed25519, Ed448.
constexpr std::array kinds{
    Kind{CoseAlgorithm::Es256, KeyType::EllipticCurve, 1}, Kind{CoseAlgorithm::Es384, KeyType::EllipticCurve, 2},
    Kind{CoseAlgorithm::Es512, KeyType::EllipticCurve, 3}, Kind{CoseAlgorithm::EdDsa, KeyType::OctetKeyPair, 6},
    Kind{CoseAlgorithm::Ed448, KeyType::OctetKeyPair, 7},  Kind{CoseAlgorithm::Rs256, KeyType::Rsa, 0},
};

Error malformed(const QString& why)
{
    return refusedAt(CeremonyStep::PublicKey, why);
}

/// Empty where the parameter is missing or of another type.
QByteArray bytesOf(const CborValue& encoded, qint64 label)
{
    const CborValue* found = encoded.find(label);
    const QByteArray* bytes = found ? found->bytes() : nullptr;
    return bytes ? *bytes : QByteArray();
}

std::optional<qint64> integerOf(const CborValue& encoded, qint64 label)
{
    const CborValue* found = encoded.find(label);
    return found ? found->integer() : std::nullopt;
}

Result<PublicKey> keyOf(const Kind& kind, const CborValue& encoded)
{
    switch (kind.type) {
    case KeyType::EllipticCurve:
        return PublicKey::fromCoordinates(kind.algorithm, bytesOf(encoded, coselabel::x),
                                          bytesOf(encoded, coselabel::y));
    case KeyType::OctetKeyPair:
        return PublicKey::fromEdwardsPoint(kind.algorithm, bytesOf(encoded, coselabel::x));
    case KeyType::Rsa:
        return PublicKey::fromRsa(bytesOf(encoded, coselabel::modulus), bytesOf(encoded, coselabel::exponent));
    }
    Q_UNREACHABLE();
}

} // namespace

Result<CoseKey> coseKey(const CborValue& encoded)
{
    const auto identifier = integerOf(encoded, coselabel::algorithm);
    if (!encoded.map() || !identifier)
        return malformed(u"not a COSE key with an algorithm"_s);
    const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const Kind& each) {
        return static_cast<qint64>(each.algorithm) == *identifier;
    });
    // An algorithm that nobody offered is no defect of the key.
    if (kind == kinds.end())
        return refusedAt(CeremonyStep::Algorithm, u"COSE algorithm %1 is not known"_s.arg(*identifier));
    if (integerOf(encoded, coselabel::type) != static_cast<qint64>(kind->type))
        return malformed(u"the key's type does not suit its algorithm"_s);
    if (kind->type != KeyType::Rsa && integerOf(encoded, coselabel::curve) != kind->curve)
        return malformed(u"the key's curve does not suit its algorithm"_s);
    const std::size_t parameters = kind->type == KeyType::EllipticCurve ? 5 : 4;
    if (encoded.map()->size() != parameters)
        return malformed(u"%1 parameters instead of %2"_s.arg(encoded.map()->size()).arg(parameters));
    auto key = keyOf(*kind, encoded);
    if (!key)
        return malformed(key.error().context);
    return CoseKey{kind->algorithm, key.take()};
}

Result<CoseKey> coseKey(QByteArrayView encoded)
{
    const auto value = readCbor(encoded);
    if (!value)
        return malformed(value.error().context);
    return coseKey(*value);
}

} // namespace keydesk
