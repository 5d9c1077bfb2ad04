#include "virtual/key/clientpin.h"

#include "base/random.h"
#include "base/secret.h"

namespace keydesk::virtualkey {

namespace {

enum class Subcommand : qint64 {
    Retries = 1,
    KeyAgreement = 2,
    SetPin = 3,
    ChangePin = 4,
    Token = 5,
    TokenWithPermissions = 9,
};

constexpr int mostWrongInARow = 3;
constexpr int hashSize = 16;
constexpr int paddedPinSize = 64;
constexpr std::size_t tokenSize = 32;
constexpr int permissionsOfOldTokens =
    static_cast<int>(Permission::MakeCredential) | static_cast<int>(Permission::GetAssertion);
constexpr int permissionsKnown =
    permissionsOfOldTokens | static_cast<int>(Permission::ManageCredentials) | static_cast<int>(Permission::Configure);

} // namespace

struct ClientPin::Order
{
    PinProtocol protocol = PinProtocol::One;
    std::optional<Cbor> otherKey = {};
    std::optional<QByteArray> signature = {};
    std::optional<QByteArray> newPin = {};
    std::optional<QByteArray> pinHash = {};
    std::optional<qint64> permissions = {};
    std::optional<QString> relyingPartyId = {};
};

ClientPin::ClientPin(const KeyModel& model, KeyMemory& memory, const Clock& clock, Random& random)
    : m_model(model), m_memory(memory), m_clock(clock), m_random(random), m_token(!model.isNewest())
{
    powerUp();
}

void ClientPin::powerUp()
{
    m_wrongInARow = 0;
    m_token.stop();
    m_agreements.clear();
    for (const PinProtocol protocol : {PinProtocol::One, PinProtocol::Two})
        m_agreements[protocol].token = m_random.bytes(tokenSize);
}

bool ClientPin::needsPowerCycle() const
{
    return m_wrongInARow >= mostWrongInARow;
}

Reply ClientPin::handle(const Cbor& request)
{
    Parameters in(request);
    const auto subcommand = in.required<qint64>(2);
    if (!in.problem() && subcommand == static_cast<qint64>(Subcommand::Retries))
        return retries();
    const auto protocol = pinProtocolFrom(in.required<qint64>(1));
    Order order{.protocol = protocol.value_or(PinProtocol::One),
                .signature = in.optional<QByteArray>(4),
                .newPin = in.optional<QByteArray>(5),
                .pinHash = in.optional<QByteArray>(6),
                .permissions = in.optional<qint64>(9),
                .relyingPartyId = in.optional<QString>(10)};
    if (const Cbor* key = request.find(3))
        order.otherKey = *key;
    if (in.problem())
        return *in.problem();
    if (!protocol || !m_model.knows(*protocol))
        return CtapStatus::InvalidParameter;

    switch (static_cast<Subcommand>(subcommand)) {
    case Subcommand::Retries:
        return retries();
    case Subcommand::KeyAgreement:
        return keyAgreement(order.protocol);
    case Subcommand::SetPin:
        return set(order);
    case Subcommand::ChangePin:
        return change(order);
    case Subcommand::Token:
        return giveToken(order);
    case Subcommand::TokenWithPermissions:
        return m_model.isNewest() ? giveTokenWithPermissions(order) : Reply(CtapStatus::InvalidSubcommand);
    }
    return CtapStatus::InvalidSubcommand;
}

Reply ClientPin::retries() const
{
    Cbor::Map map{{3, m_memory.settings().triesLeft}};
    if (m_model.isNewest())
        map.push_back({4, needsPowerCycle()});
    return map;
}

Reply ClientPin::keyAgreement(PinProtocol protocol) const
{
    return Cbor::Map{{1, m_agreements.at(protocol).key.publicKey()}};
}

CtapResult<SharedSecret> ClientPin::agree(qint64 protocol, const Cbor& otherKey) const
{
    const auto known = pinProtocolFrom(protocol);
    if (!known || !m_model.knows(*known))
        return CtapStatus::InvalidParameter;
    const auto secret = m_agreements.at(*known).key.with(otherKey, *known);
    if (!secret)
        return CtapStatus::InvalidParameter;
    return *secret;
}

CtapResult<SharedSecret> ClientPin::agree(const Order& order) const
{
    if (!order.otherKey)
        return CtapStatus::MissingParameter;
    return agree(static_cast<qint64>(order.protocol), *order.otherKey);
}

Reply ClientPin::set(const Order& order)
{
    if (!order.signature || !order.newPin)
        return CtapStatus::MissingParameter;
    if (m_memory.settings().hasPin())
        return CtapStatus::PinAuthInvalid;
    const auto secret = agree(order);
    if (!secret)
        return secret.status();
    if (!secret->verifies(*order.newPin, *order.signature))
        return CtapStatus::PinAuthInvalid;
    return store(*order.newPin, *secret).value_or(CtapStatus::Ok);
}

Reply ClientPin::change(const Order& order)
{
    if (!order.signature || !order.newPin || !order.pinHash)
        return CtapStatus::MissingParameter;
    if (!m_memory.settings().hasPin())
        return CtapStatus::PinNotSet;
    const auto secret = agree(order);
    if (!secret)
        return secret.status();
    if (m_memory.settings().triesLeft == 0)
        return CtapStatus::PinBlocked;
    if (!secret->verifies(*order.newPin + *order.pinHash, *order.signature))
        return CtapStatus::PinAuthInvalid;
    if (const auto refused = checkPin(order, *secret))
        return *refused;
    if (const auto refused = store(*order.newPin, *secret))
        return *refused;
    renewTokens();
    return CtapStatus::Ok;
}

std::optional<CtapStatus> ClientPin::store(const QByteArray& encrypted, const SharedSecret& secret)
{
    const auto padded = secret.decrypt(encrypted);
    if (!padded || padded->size() != paddedPinSize)
        return CtapStatus::InvalidParameter;
    const qsizetype end = padded->indexOf('\0');
    if (end < 0) // The 64th byte is padding always.
        return CtapStatus::PinPolicyViolation;
    const QByteArray pin = padded->first(end);
    KeySettings settings = m_memory.settings();
    const auto length = static_cast<int>(QString::fromUtf8(pin).toUcs4().size());
    const QByteArray hash = sha256(pin).first(hashSize);
    if (length < settings.minimumPinLength || (settings.mustChangePin && hash == settings.pinHash))
        return CtapStatus::PinPolicyViolation;
    settings.pinHash = hash;
    settings.pinLength = length;
    settings.triesLeft = KeySettings::mostTries;
    settings.mustChangePin = false;
    return m_memory.save(settings) ? std::nullopt : std::optional{CtapStatus::Other};
}

/// The tries are counted down before the PIN is looked at, so that pulling the plug gives none back.
std::optional<CtapStatus> ClientPin::checkPin(const Order& order, const SharedSecret& secret)
{
    KeySettings settings = m_memory.settings();
    if (settings.triesLeft == 0)
        return CtapStatus::PinBlocked;
    if (needsPowerCycle())
        return CtapStatus::PinAuthBlocked;
    --settings.triesLeft;
    if (!m_memory.save(settings))
        return CtapStatus::Other;
    const auto hash = secret.decrypt(*order.pinHash);
    if (!hash || !constantTimeEqual(*hash, settings.pinHash))
        return refuseWrongPin(order.protocol, settings);
    m_wrongInARow = 0;
    settings.triesLeft = KeySettings::mostTries;
    return m_memory.save(settings) ? std::nullopt : std::optional{CtapStatus::Other};
}

std::optional<CtapStatus> ClientPin::refuseWrongPin(PinProtocol protocol, const KeySettings& settings)
{
    m_agreements[protocol].key = KeyAgreement();
    ++m_wrongInARow;
    if (settings.triesLeft == 0)
        return CtapStatus::PinBlocked;
    return needsPowerCycle() ? CtapStatus::PinAuthBlocked : CtapStatus::PinInvalid;
}

Reply ClientPin::giveToken(const Order& order)
{
    if (order.permissions || order.relyingPartyId)
        return CtapStatus::InvalidParameter;
    return giveToken(order, permissionsOfOldTokens, std::nullopt);
}

Reply ClientPin::giveTokenWithPermissions(const Order& order)
{
    if (!order.permissions)
        return CtapStatus::MissingParameter;
    if (*order.permissions <= 0)
        return CtapStatus::InvalidParameter;
    if ((*order.permissions & ~qint64{permissionsKnown}) != 0)
        return CtapStatus::UnauthorizedPermission;
    if ((*order.permissions & permissionsOfOldTokens) != 0 && !order.relyingPartyId)
        return CtapStatus::MissingParameter;
    return giveToken(order, static_cast<int>(*order.permissions), order.relyingPartyId);
}

Reply ClientPin::giveToken(const Order& order, int permissions, const std::optional<QString>& relyingPartyId)
{
    if (!order.pinHash)
        return CtapStatus::MissingParameter;
    if (!m_memory.settings().hasPin())
        return CtapStatus::PinNotSet;
    const auto secret = agree(order);
    if (!secret)
        return secret.status();
    if (const auto refused = checkPin(order, *secret))
        return *refused;
    if (m_memory.settings().mustChangePin)
        return CtapStatus::PinInvalid;
    renewTokens();
    m_token.begin(permissions, relyingPartyId, m_clock.now());
    return Cbor::Map{{2, secret->encrypt(m_agreements[order.protocol].token, m_random)}};
}

void ClientPin::renewTokens()
{
    m_token.stop();
    for (auto& [protocol, agreement] : m_agreements)
        agreement.token = m_random.bytes(tokenSize);
}

AfterTouch ClientPin::answerProbe() const
{
    return {.touched = [this]() -> Reply {
        return m_memory.settings().hasPin() ? CtapStatus::PinInvalid : CtapStatus::PinNotSet;
    }};
}

bool ClientPin::knows(const PinProof& proof) const
{
    const auto protocol = pinProtocolFrom(*proof.protocol);
    return protocol && m_model.knows(*protocol);
}

bool ClientPin::isSigned(const PinProof& proof, const QByteArray& message)
{
    const PinProtocol protocol = *pinProtocolFrom(*proof.protocol);
    return m_token.isUsable(m_clock.now()) &&
           constantTimeEqual(*proof.signature, signature(protocol, m_agreements[protocol].token, message));
}

CtapResult<bool> ClientPin::verify(const PinProof& proof, Permission permission, const QString& relyingPartyId,
                                   const QByteArray& message)
{
    if (!proof.signature)
        return false;
    if (!proof.protocol)
        return CtapStatus::MissingParameter;
    if (!knows(proof))
        return CtapStatus::InvalidParameter;
    if (!m_memory.settings().hasPin())
        return CtapStatus::PinNotSet;
    if (!isSigned(proof, message) || !m_token.allows(permission) || !m_token.isOpenTo(relyingPartyId))
        return CtapStatus::PinAuthInvalid;
    if (!m_token.isBound())
        m_token.bind(relyingPartyId);
    return true;
}

std::optional<CtapStatus> ClientPin::authorise(const PinProof& proof, Permission permission, const QByteArray& message)
{
    if (!proof.signature)
        return CtapStatus::PinRequired;
    if (!proof.protocol)
        return CtapStatus::MissingParameter;
    if (!knows(proof))
        return CtapStatus::InvalidParameter;
    if (!isSigned(proof, message) || !m_token.allows(permission))
        return CtapStatus::PinAuthInvalid;
    return std::nullopt;
}

} // namespace keydesk::virtualkey
