#include "virtual/key/registration.h"

#include "base/random.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk::virtualkey {

namespace {

constexpr std::size_t credentialIdSize = 32;
constexpr std::size_t hmacSecretSize = 32;
constexpr qsizetype clientDataHashSize = 32;
constexpr qsizetype longestUserId = 64;

std::optional<QString> cut(const std::optional<QString>& name)
{
    return name ? std::optional{cutName(*name)} : std::nullopt;
}

} // namespace

struct Registration::Order
{
    QByteArray clientDataHash;
    QString relyingPartyId = {};
    std::optional<QString> relyingPartyName = {};
    CredentialUser user = {};
    Algorithm algorithm = Algorithm::Es256;
    QList<QByteArray> excluded = {};
    bool isDiscoverable = false;
    bool wantsHmacSecret = false;
    bool wantsMinimumPinLength = false;
    std::optional<Protection> protection = {};
    PinProof proof = {};

    QByteArray relyingPartyHash() const { return sha256(relyingPartyId.toUtf8()); }
};

CtapResult<QList<QByteArray>> readIds(const Cbor::Array& descriptors)
{
    if (descriptors.size() > static_cast<std::size_t>(longestIdList))
        return CtapStatus::LimitExceeded;
    QList<QByteArray> ids;
    for (const Cbor& descriptor : descriptors) {
        Parameters in(descriptor);
        const auto id = in.required<QByteArray>(u"id"_s);
        const auto type = in.required<QString>(u"type"_s);
        if (in.problem())
            return *in.problem();
        if (type == u"public-key" && id.size() <= longestCredentialId)
            ids.append(id);
    }
    return ids;
}

Outcome Registration::handle(const Cbor& request)
{
    const auto order = read(request);
    if (!order)
        return order.status();
    if (order->proof.isProbe())
        return m_parts.pin.answerProbe();
    const auto verified =
        m_parts.pin.verify(order->proof, Permission::MakeCredential, order->relyingPartyId, order->clientDataHash);
    if (!verified)
        return verified.status();
    if (!*verified && needsVerification(*order))
        return CtapStatus::PinRequired;
    if (isExcluded(*order, *verified)) {
        // Only to somebody who touches the key: otherwise a list of guesses would be answered silently.
        return AfterTouch{.touched = [] { return CtapStatus::CredentialExcluded; },
                          .otherwise = CtapStatus::CredentialExcluded};
    }
    return AfterTouch{.touched = [this, order = *order, isVerified = *verified] { return make(order, isVerified); }};
}

CtapResult<Registration::Order> Registration::read(const Cbor& request) const
{
    Parameters in(request);
    Order order{.clientDataHash = in.required<QByteArray>(1),
                .proof = {.signature = in.optional<QByteArray>(8), .protocol = in.optional<qint64>(9)}};
    const auto excluded = readIds(in.optional<Cbor::Array>(5).value_or(Cbor::Array()));
    const auto enterpriseAttestation = in.optional<qint64>(10);
    if (in.problem())
        return *in.problem();
    if (order.clientDataHash.size() != clientDataHashSize)
        return CtapStatus::InvalidLength;
    if (const auto problem = readUser(request, order))
        return *problem;
    const auto algorithm = chosenAlgorithm(request);
    if (!algorithm)
        return algorithm.status();
    order.algorithm = *algorithm;
    if (const auto problem = readOptions(request, order))
        return *problem;
    if (enterpriseAttestation && m_parts.model.isNewest()) // This key has none.
        return CtapStatus::InvalidParameter;
    if (const auto problem = readExtensions(request, order))
        return *problem;
    if (!excluded)
        return excluded.status();
    order.excluded = *excluded;
    return order;
}

std::optional<CtapStatus> Registration::readUser(const Cbor& request, Order& order) const
{
    Parameters in(request);
    Parameters relyingParty(in.required<Cbor::Map>(2));
    Parameters user(in.required<Cbor::Map>(3));
    if (in.problem())
        return in.problem();
    order.relyingPartyId = relyingParty.required<QString>(u"id"_s);
    order.relyingPartyName = cut(relyingParty.optional<QString>(u"name"_s));
    order.user = {.id = user.required<QByteArray>(u"id"_s),
                  .name = cut(user.optional<QString>(u"name"_s)),
                  .displayName = cut(user.optional<QString>(u"displayName"_s))};
    if (relyingParty.problem())
        return relyingParty.problem();
    if (user.problem())
        return user.problem();
    return order.user.id.size() > longestUserId ? std::optional{CtapStatus::LimitExceeded} : std::nullopt;
}

CtapResult<Algorithm> Registration::chosenAlgorithm(const Cbor& request) const
{
    Parameters in(request);
    const auto choices = in.required<Cbor::Array>(4);
    if (in.problem())
        return *in.problem();
    std::optional<Algorithm> chosen;
    for (const Cbor& choice : choices) {
        Parameters parameters(choice);
        const auto number = parameters.required<qint64>(u"alg"_s);
        const auto type = parameters.required<QString>(u"type"_s);
        if (parameters.problem())
            return *parameters.problem();
        for (const Algorithm known : m_parts.model.algorithms) {
            if (!chosen && type == u"public-key" && number == static_cast<qint64>(known))
                chosen = known;
        }
    }
    if (!chosen)
        return CtapStatus::UnsupportedAlgorithm;
    return *chosen;
}

std::optional<CtapStatus> Registration::readOptions(const Cbor& request, Order& order) const
{
    Parameters in(request);
    Parameters options(in.optional<Cbor::Map>(7).value_or(Cbor::Map()));
    order.isDiscoverable = options.optional<bool>(u"rk"_s).value_or(false);
    const bool wantsTouch = options.optional<bool>(u"up"_s).value_or(true);
    const bool wantsVerification = options.optional<bool>(u"uv"_s).value_or(false);
    if (in.problem())
        return in.problem();
    if (options.problem())
        return options.problem();
    if (!wantsTouch || (wantsVerification && !order.proof.signature)) // This key verifies by PIN only.
        return CtapStatus::InvalidOption;
    return std::nullopt;
}

std::optional<CtapStatus> Registration::readExtensions(const Cbor& request, Order& order) const
{
    Parameters in(request);
    Parameters extensions(in.optional<Cbor::Map>(6).value_or(Cbor::Map()));
    if (in.problem())
        return in.problem();
    order.wantsHmacSecret = extensions.optional<bool>(u"hmac-secret"_s).value_or(false);
    if (m_parts.model.isNewest()) {
        const auto protection = extensions.optional<qint64>(u"credProtect"_s);
        if (protection && (*protection < 1 || *protection > 3))
            return CtapStatus::InvalidOption;
        if (protection)
            order.protection = static_cast<Protection>(*protection);
        order.wantsMinimumPinLength = extensions.optional<bool>(u"minPinLength"_s).value_or(false);
    }
    return extensions.problem();
}

bool Registration::needsVerification(const Order& order) const
{
    const KeySettings& settings = m_parts.memory.settings();
    if (settings.alwaysVerifies)
        return true;
    const bool mayGoWithout = m_parts.model.isNewest() && m_parts.model.makesUnverified && !order.isDiscoverable;
    return settings.hasPin() && !mayGoWithout;
}

bool Registration::isExcluded(const Order& order, bool isVerified) const
{
    const QByteArray relyingParty = order.relyingPartyHash();
    return std::any_of(order.excluded.begin(), order.excluded.end(), [&](const QByteArray& id) {
        const Credential* credential = m_parts.memory.find(id);
        return credential != nullptr && credential->relyingPartyHash == relyingParty &&
               (isVerified || credential->protection != Protection::VerificationRequired);
    });
}

std::optional<CtapStatus> Registration::makeRoom(const Order& order)
{
    const QByteArray relyingParty = order.relyingPartyHash();
    for (const Credential& old : m_parts.memory.credentials()) {
        if (old.isDiscoverable && old.relyingPartyHash == relyingParty && old.user.id == order.user.id)
            return m_parts.memory.remove(QByteArray(old.id)) ? std::nullopt : std::optional{CtapStatus::Other};
    }
    const bool isFull = m_parts.memory.discoverableCount() >= m_parts.model.slots;
    return isFull ? std::optional{CtapStatus::KeyStoreFull} : std::nullopt;
}

Cbor::Map Registration::extensionOutput(const Order& order) const
{
    Cbor::Map output;
    if (order.protection)
        output.push_back({u"credProtect"_s, static_cast<int>(*order.protection)});
    if (order.wantsHmacSecret)
        output.push_back({u"hmac-secret"_s, true});
    const KeySettings& settings = m_parts.memory.settings();
    if (order.wantsMinimumPinLength && settings.minimumPinLengthReaders.contains(order.relyingPartyId))
        output.push_back({u"minPinLength"_s, settings.minimumPinLength});
    return output;
}

Reply Registration::make(const Order& order, bool isVerified)
{
    m_parts.pin.token().spend();
    if (order.isDiscoverable) {
        if (const auto problem = makeRoom(order))
            return *problem;
    }
    Credential credential{.id = m_parts.random.bytes(credentialIdSize),
                          .relyingPartyHash = order.relyingPartyHash(),
                          .relyingPartyId = order.relyingPartyId,
                          .relyingPartyName = order.relyingPartyName,
                          .user = order.user,
                          .isDiscoverable = order.isDiscoverable,
                          .protection = order.protection.value_or(Protection::VerificationOptional),
                          .key = KeyPair::generate(order.algorithm),
                          .counter = 1,
                          .order = m_parts.memory.nextOrder()};
    if (order.wantsHmacSecret) {
        credential.secretVerified = m_parts.random.bytes(hmacSecretSize);
        credential.secretUnverified = m_parts.random.bytes(hmacSecretSize);
    }
    if (!m_parts.memory.save(credential))
        return CtapStatus::Other;
    return m_parts.signer.attest(credential, {.isPresent = true, .isVerified = isVerified}, extensionOutput(order),
                                 order.clientDataHash);
}

} // namespace keydesk::virtualkey
