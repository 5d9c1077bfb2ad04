#include "signin/signinlimits.h"

#include "base/digest.h"
#include "base/sealer.h"
#include "signin/limitstore.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

namespace {

/// What a wrong answer costs its place while a name is under attack.
constexpr int costUnderAttack = 3;
/// Transactions do not end in the order in which they begin, so time may seem to step back a little between two of
/// them.
constexpr milliseconds transactionSkew{1000};

struct Level
{
    milliseconds used{0}; ///< In time that it needs to fill up again.
    milliseconds room{0}; ///< What is left of the burst.
};

template <typename Bucket>
Level levelOf(Transaction& transaction, const Bucket& bucket)
{
    const milliseconds used = LimitStore::used(transaction, bucket.id);
    return {.used = used, .room = bucket.allowance.burst * milliseconds{bucket.allowance.refill} - used};
}

Error limited(milliseconds wait)
{
    return {.code = ErrorCode::RateLimited,
            .context = u"sign-in allowance used up"_s,
            .retryAfter = std::max(std::chrono::ceil<std::chrono::seconds>(wait), std::chrono::seconds{1})};
}

bool isNameless(const SignInPlace& place)
{
    return place.preparedName.isEmpty();
}

template <typename Bucket>
Result<void> require(Transaction& transaction, const Bucket& bucket, int cost = 1)
{
    const milliseconds needed = cost * milliseconds{bucket.allowance.refill};
    const Level level = levelOf(transaction, bucket);
    if (level.room + transactionSkew < needed)
        return limited(needed - level.room);
    return done();
}

template <typename Bucket>
void charge(Transaction& transaction, const Bucket& bucket, int cost = 1)
{
    // Never more than the burst: an attack that ends is forgotten after the time that the burst needs to fill up.
    const milliseconds most = bucket.allowance.burst * milliseconds{bucket.allowance.refill};
    const milliseconds used = levelOf(transaction, bucket).used + cost * milliseconds{bucket.allowance.refill};
    LimitStore::setUsed(transaction, bucket.id, std::clamp(used, milliseconds{0}, most));
}

} // namespace

SignInLimits::SignInLimits(const Sealer& sealer, SignInPolicy policy) : m_sealer(sealer), m_policy(policy) {}

const Secret& SignInLimits::key() const
{
    std::call_once(m_isKeyMade, [this] { m_key.emplace(m_sealer.derive("sign-in limits")); });
    return *m_key;
}

Result<void> SignInLimits::requireTry(Transaction& transaction, const SignInPlace& place) const
{
    for (const Bucket& source : wrongBySource(place))
        if (auto ok = require(transaction, source); !ok)
            return ok;
    if (isNameless(place))
        return done();
    return require(transaction, wrongHere(place), tryCost(transaction, place));
}

Result<ChargedTry> SignInLimits::takeTry(Transaction& transaction, const SignInPlace& place) const
{
    if (const auto ok = requireTry(transaction, place); !ok)
        return ok.error();
    if (isNameless(place))
        return ChargedTry{0};
    const ChargedTry charged{tryCost(transaction, place)};
    charge(transaction, wrongHere(place), charged.cost);
    return charged;
}

void SignInLimits::giveTryBack(Transaction& transaction, const SignInPlace& place, const ChargedTry& charged) const
{
    if (charged.cost > 0)
        charge(transaction, wrongHere(place), -charged.cost);
}

void SignInLimits::noteWrong(Transaction& transaction, const SignInPlace& place) const
{
    if (!isNameless(place))
        charge(transaction, wrongByName(place));
    for (const Bucket& source : wrongBySource(place))
        charge(transaction, source);
}

void SignInLimits::forgive(Transaction& transaction, const SignInPlace& place) const
{
    LimitStore::remove(transaction, wrongHere(place).id);
}

Result<void> SignInLimits::takeStart(Transaction& transaction, const SignInPlace& place) const
{
    QList<Bucket> buckets{bucket({u"start"_s, place.installation.value}, m_policy.startsPerInstallation)};
    if (!isNameless(place))
        buckets.prepend(bucket({u"start"_s, place.preparedName, place.installation.value, networkOf(place.address)},
                               m_policy.startsPerPlace));
    for (const Bucket& each : buckets)
        if (auto ok = require(transaction, each); !ok)
            return ok;
    for (const Bucket& each : buckets)
        charge(transaction, each);
    return done();
}

Result<void> SignInLimits::requireCode(Transaction& transaction, const SignInPlace& place) const
{
    return require(transaction, codesHere(place));
}

void SignInLimits::noteCode(Transaction& transaction, const SignInPlace& place) const
{
    charge(transaction, codesHere(place));
}

SignInLimits::Bucket SignInLimits::codesHere(const SignInPlace& place) const
{
    return bucket({u"code"_s, place.preparedName, place.installation.value, networkOf(place.address)},
                  m_policy.codesPerPlace);
}

SignInLimits::Bucket SignInLimits::wrongHere(const SignInPlace& place) const
{
    return bucket({u"wrong"_s, place.preparedName, place.installation.value, networkOf(place.address)},
                  m_policy.wrongPerPlace);
}

SignInLimits::Bucket SignInLimits::wrongByName(const SignInPlace& place) const
{
    return bucket({u"wrong by name"_s, place.preparedName}, m_policy.wrongPerName);
}

QList<SignInLimits::Bucket> SignInLimits::wrongBySource(const SignInPlace& place) const
{
    return {bucket({u"wrong by installation"_s, place.installation.value}, m_policy.wrongPerInstallation),
            bucket({u"wrong by network"_s, networkOf(place.address)}, m_policy.wrongPerAddress)};
}

SignInLimits::Bucket SignInLimits::bucket(const QStringList& names, const Allowance& allowance) const
{
    // No name holds U+0000, so that two lists never make the same text. People type passwords as user names: keep none.
    const QByteArray mac = hmac(Hash::Sha256, key().view(), names.join(QChar(0)).toUtf8());
    return {QString::fromLatin1(mac.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)),
            allowance};
}

int SignInLimits::tryCost(Transaction& transaction, const SignInPlace& place) const
{
    // From half on, so that an attacker's short pause does not make guesses cheap again.
    const Level level = levelOf(transaction, wrongByName(place));
    return level.used >= level.room ? costUnderAttack : 1;
}

QString networkOf(const QString& address)
{
    std::array<unsigned char, 16> bytes{};
    if (inet_pton(AF_INET6, address.toLatin1().constData(), bytes.data()) != 1)
        return address;
    constexpr std::array<unsigned char, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    if (std::equal(mapped.begin(), mapped.end(), bytes.begin())) // IPv4 in disguise, RFC 4291 section 2.5.5.2
        return u"%1.%2.%3.%4"_s.arg(bytes[12]).arg(bytes[13]).arg(bytes[14]).arg(bytes[15]);
    return QString::fromLatin1(QByteArray(reinterpret_cast<const char*>(bytes.data()), 8).toHex());
}

} // namespace keydesk
