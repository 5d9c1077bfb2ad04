#include "virtual/key/assertions.h"

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace keydesk::virtualkey {

namespace {

constexpr auto nextWithin = 30s;
constexpr qsizetype clientDataHashSize = 32;
constexpr qsizetype saltSize = 32;

} // namespace

Outcome Assertions::handle(const Cbor& request)
{
    const auto order = read(request);
    if (!order)
        return order.status();
    if (order->proof.isProbe())
        return m_parts.pin.answerProbe();
    const auto verified =
        m_parts.pin.verify(order->proof, Permission::GetAssertion, order->relyingPartyId, order->clientDataHash);
    if (!verified)
        return verified.status();
    if (!*verified && order->wantsTouch && m_parts.memory.settings().alwaysVerifies)
        return CtapStatus::PinRequired;
    const QList<QByteArray> ids = usable(*order, *verified);
    if (ids.isEmpty())
        return CtapStatus::NoCredentials;
    const Presence presence{.isPresent = order->wantsTouch, .isVerified = *verified};
    if (!order->wantsTouch)
        return begin(*order, presence, ids);
    return AfterTouch{.touched = [this, order = *order, presence, ids] {
        m_parts.pin.token().spend();
        return begin(order, presence, ids);
    }};
}

CtapResult<Assertions::Order> Assertions::read(const Cbor& request) const
{
    Parameters in(request);
    Order order{.relyingPartyId = in.required<QString>(1),
                .clientDataHash = in.required<QByteArray>(2),
                .proof = {.signature = in.optional<QByteArray>(6), .protocol = in.optional<qint64>(7)}};
    const auto allowed = readIds(in.optional<Cbor::Array>(3).value_or(Cbor::Array()));
    if (in.problem())
        return *in.problem();
    if (order.clientDataHash.size() != clientDataHashSize)
        return CtapStatus::InvalidLength;
    if (const auto problem = readOptions(request, order))
        return *problem;
    if (const auto problem = readSalts(request, order))
        return *problem;
    if (!allowed)
        return allowed.status();
    order.allowed = *allowed;
    // A list of which nothing is left is still a list: nothing on this key fits it.
    if (order.allowed.isEmpty() && in.optional<Cbor::Array>(3).value_or(Cbor::Array()).size() > 0)
        return CtapStatus::NoCredentials;
    return order;
}

std::optional<CtapStatus> Assertions::readOptions(const Cbor& request, Order& order) const
{
    Parameters in(request);
    Parameters options(in.optional<Cbor::Map>(5).value_or(Cbor::Map()));
    order.wantsTouch = options.optional<bool>(u"up"_s).value_or(true);
    const bool wantsVerification = options.optional<bool>(u"uv"_s).value_or(false);
    const bool hasDiscoverable = options.optional<bool>(u"rk"_s).has_value();
    if (in.problem())
        return in.problem();
    if (options.problem())
        return options.problem();
    if (hasDiscoverable)
        return CtapStatus::UnsupportedOption;
    return wantsVerification && !order.proof.signature ? std::optional{CtapStatus::InvalidOption} : std::nullopt;
}

std::optional<CtapStatus> Assertions::readSalts(const Cbor& request, Order& order) const
{
    Parameters in(request);
    Parameters extensions(in.optional<Cbor::Map>(4).value_or(Cbor::Map()));
    const auto wish = extensions.optional<Cbor::Map>(u"hmac-secret"_s);
    if (in.problem())
        return in.problem();
    if (extensions.problem())
        return extensions.problem();
    if (!wish)
        return std::nullopt;
    Parameters parameters(*wish);
    const auto otherKey = parameters.required<Cbor::Map>(1);
    const auto encrypted = parameters.required<QByteArray>(2);
    const auto signature = parameters.required<QByteArray>(3);
    const auto protocol = parameters.optional<qint64>(4).value_or(1);
    if (parameters.problem())
        return parameters.problem();
    const auto secret = m_parts.pin.agree(protocol, otherKey);
    if (!secret)
        return secret.status();
    if (!secret->verifies(encrypted, signature))
        return CtapStatus::PinAuthInvalid;
    const auto salts = secret->decrypt(encrypted);
    if (!salts || (salts->size() != saltSize && salts->size() != 2 * saltSize))
        return CtapStatus::InvalidParameter;
    order.salts = Salts{*secret, *salts};
    return std::nullopt;
}

/// The newest first.
QList<QByteArray> Assertions::usable(const Order& order, bool isVerified) const
{
    const QByteArray relyingParty = sha256(order.relyingPartyId.toUtf8());
    const bool hasList = !order.allowed.isEmpty();
    QList<QByteArray> ids;
    for (const Credential& credential : m_parts.memory.credentials()) {
        const bool isMeant = hasList ? order.allowed.contains(credential.id) : credential.isDiscoverable;
        const bool isOpen = isVerified || credential.protection == Protection::VerificationOptional ||
                            (hasList && credential.protection == Protection::OptionalWithList);
        if (credential.relyingPartyHash == relyingParty && isMeant && isOpen)
            ids.prepend(credential.id);
    }
    return hasList ? ids.first(std::min<qsizetype>(1, ids.size())) : ids;
}

Reply Assertions::begin(Order order, Presence presence, const QList<QByteArray>& ids)
{
    order.hasSeveral = ids.size() > 1;
    const auto first = answer(order, presence, ids.constFirst());
    if (!first)
        return first.status();
    Cbor::Map map = *first;
    if (order.hasSeveral) {
        map.push_back({5, static_cast<qint64>(ids.size())});
        m_series = Series{order, presence, ids.sliced(1), m_parts.clock.now()};
    }
    return map;
}

Reply Assertions::next()
{
    const Instant now = m_parts.clock.now();
    if (!m_series || m_series->left.isEmpty() || now - m_series->lastAsked > nextWithin) {
        forget();
        return CtapStatus::NotAllowed;
    }
    m_series->lastAsked = now;
    const auto another = answer(m_series->order, m_series->presence, m_series->left.takeFirst());
    if (!another)
        return another.status();
    return *another;
}

CtapResult<Cbor::Map> Assertions::answer(const Order& order, Presence presence, const QByteArray& id)
{
    const Credential* found = m_parts.memory.find(id);
    if (found == nullptr)
        return CtapStatus::NoCredentials;
    Credential credential = *found;
    ++credential.counter;
    if (!m_parts.memory.save(credential))
        return CtapStatus::Other;
    const auto [data, signature] = m_parts.signer.assertion(
        credential, presence, extensionOutput(order, presence, credential), order.clientDataHash);
    Cbor::Map map{{1, credential.descriptor()}, {2, data}, {3, signature}};
    if (credential.isDiscoverable) // Names only for a choice, and only to somebody who proved who they are.
        map.push_back({4, userEntity(credential.user, presence.isVerified && order.hasSeveral)});
    return map;
}

Cbor::Map Assertions::extensionOutput(const Order& order, Presence presence, const Credential& credential) const
{
    if (!order.salts || credential.secretVerified.isEmpty())
        return {};
    const QByteArray& key = presence.isVerified ? credential.secretVerified : credential.secretUnverified;
    QByteArray output;
    for (qsizetype start = 0; start < order.salts->salts.size(); start += saltSize)
        output += hmacSha256(key, order.salts->salts.mid(start, saltSize));
    return {{u"hmac-secret"_s, order.salts->secret.encrypt(output, m_parts.random)}};
}

} // namespace keydesk::virtualkey
