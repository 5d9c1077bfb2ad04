#include "webauthn/edwardspoint.h"

#include "base/releasedby.h"

#include <QByteArray>
#include <memory>
#include <openssl/bn.h>

namespace keydesk {

namespace {

using Number = std::unique_ptr<BIGNUM, ReleasedBy<BN_free>>;
using Arithmetic = std::unique_ptr<BN_CTX, ReleasedBy<BN_CTX_free>>;

Number fromHex(const char* digits)
{
    BIGNUM* number = nullptr;
    BN_hex2bn(&number, digits);
    return Number(number);
}

/// a x² + y² = 1 + d x² y² over the integers modulo p, with a = ±1.
struct Curve
{
    Number p;
    Number d;
    bool isTwisted = false; ///< a is -1.
    qsizetype size = 0;     ///< Of an encoded point.
};

const Curve& ed25519()
{
    static const Curve curve{.p = fromHex("7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFED"),
                             .d = fromHex("52036CEE2B6FFE738CC740797779E89800700A4D4141D8AB75EB4DCA135978A3"),
                             .isTwisted = true,
                             .size = 32};
    return curve;
}

const Curve& ed448()
{
    static const Curve curve{.p = fromHex("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE"
                                          "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"),
                             .d = fromHex("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFE"
                                          "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF6756"), // -39081
                             .size = 57};
    return curve;
}

/// Solved for x²: (1 - y²) / (a - d y²) must be a square. It is one when numerator times denominator is.
bool isPoint(const Curve& curve, const BIGNUM* y, bool isOddX)
{
    const Arithmetic context(BN_CTX_new());
    const Number ySquared(BN_new());
    const Number numerator(BN_new());
    const Number denominator(BN_new());
    const Number product(BN_new());
    const BIGNUM* p = curve.p.get();
    if (!context || !ySquared || !numerator || !denominator || !product)
        return false;
    const Number a(BN_dup(BN_value_one()));
    if (!a || (curve.isTwisted && BN_sub(a.get(), p, BN_value_one()) != 1))
        return false;
    if (BN_mod_sqr(ySquared.get(), y, p, context.get()) != 1 ||
        BN_mod_sub(numerator.get(), BN_value_one(), ySquared.get(), p, context.get()) != 1 ||
        BN_mod_mul(denominator.get(), curve.d.get(), ySquared.get(), p, context.get()) != 1 ||
        BN_mod_sub(denominator.get(), a.get(), denominator.get(), p, context.get()) != 1 ||
        BN_mod_mul(product.get(), numerator.get(), denominator.get(), p, context.get()) != 1)
        return false;
    if (BN_is_zero(product.get()))
        return !isOddX; // x is 0, which has no odd form.
    return BN_kronecker(product.get(), p, context.get()) == 1;
}

bool isPoint(const Curve& curve, QByteArrayView encoded)
{
    if (encoded.size() != curve.size)
        return false;
    QByteArray littleEndian = encoded.toByteArray();
    const auto last = static_cast<unsigned char>(littleEndian.back());
    littleEndian.back() = static_cast<char>(last & 0x7f); // The highest bit is x's lowest.
    const Number y(BN_lebin2bn(reinterpret_cast<const unsigned char*>(littleEndian.constData()),
                               static_cast<int>(littleEndian.size()), nullptr));
    return y && BN_cmp(y.get(), curve.p.get()) < 0 && isPoint(curve, y.get(), (last & 0x80) != 0);
}

} // namespace

bool isEd25519Point(QByteArrayView encoded)
{
    return isPoint(ed25519(), encoded);
}

bool isEd448Point(QByteArrayView encoded)
{
    return isPoint(ed448(), encoded);
}

} // namespace keydesk
