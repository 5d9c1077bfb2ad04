#include "virtual/key/signer.h"

#include <QtEndian>

using namespace Qt::Literals::StringLiterals;

namespace keydesk::virtualkey {

namespace {

constexpr quint8 userPresent = 0x01;
constexpr quint8 userVerified = 0x04;
constexpr quint8 hasCredential = 0x40;
constexpr quint8 hasExtensions = 0x80;

template <typename Number>
QByteArray bigEndian(Number number)
{
    QByteArray bytes(sizeof number, '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

quint8 extensionFlag(const Cbor::Map& extensions)
{
    return extensions.empty() ? 0 : hasExtensions;
}

QByteArray extensionBytes(const Cbor::Map& extensions)
{
    return extensions.empty() ? QByteArray() : Cbor(extensions).encode();
}

} // namespace

Signer::Signer(const KeyModel& model, Manufacturer manufacturer, Manufacturer::Attestation attestation)
    : m_model(model), m_manufacturer(std::move(manufacturer)), m_attestation(std::move(attestation))
{
}

Result<Signer> Signer::open(const KeyModel& model, const Manufacturer& manufacturer)
{
    auto attestation = manufacturer.attestation(model.aaguid);
    if (!attestation)
        return attestation.error();
    return Signer(model, manufacturer, attestation.take());
}

QByteArray Signer::head(const Credential& credential, Presence presence, quint8 flags) const
{
    if (presence.isPresent)
        flags |= userPresent;
    if (presence.isVerified)
        flags |= userVerified;
    flags = static_cast<quint8>((flags | m_misbehaviour.setFlags) & ~m_misbehaviour.clearFlags);
    const QByteArray relyingParty =
        m_misbehaviour.relyingPartyId ? sha256(m_misbehaviour.relyingPartyId->toUtf8()) : credential.relyingPartyHash;
    return relyingParty + static_cast<char>(flags) + bigEndian(m_misbehaviour.counter.value_or(credential.counter));
}

Cbor::Map Signer::attest(const Credential& credential, Presence presence, const Cbor::Map& extensions,
                         const QByteArray& clientDataHash) const
{
    const QByteArray data = head(credential, presence, hasCredential | extensionFlag(extensions)) +
                            m_misbehaviour.aaguid.value_or(m_model.aaguid) +
                            bigEndian(static_cast<quint16>(credential.id.size())) + credential.id +
                            credential.key.publicKey().encode() + extensionBytes(extensions);
    const bool isNone = m_model.attestation == KeyModel::AttestationForm::None;
    return {{1, isNone ? u"none"_s : u"packed"_s}, {2, data}, {3, statement(credential, data + clientDataHash)}};
}

Cbor Signer::statement(const Credential& credential, const QByteArray& message) const
{
    switch (m_model.attestation) {
    case KeyModel::AttestationForm::None:
        return Cbor::Map();
    case KeyModel::AttestationForm::Self:
        return Cbor::Map{{u"alg"_s, static_cast<int>(credential.key.algorithm())},
                         {u"sig"_s, sign(credential.key, message)}};
    case KeyModel::AttestationForm::Packed:
        return Cbor::Map{{u"alg"_s, static_cast<int>(Algorithm::Es256)},
                         {u"sig"_s, signAsManufacturer(message)},
                         {u"x5c"_s, Cbor::Array{Cbor(certificate())}}};
    }
    Q_UNREACHABLE();
}

Signer::Assertion Signer::assertion(const Credential& credential, Presence presence, const Cbor::Map& extensions,
                                    const QByteArray& clientDataHash) const
{
    const QByteArray data = head(credential, presence, extensionFlag(extensions)) + extensionBytes(extensions);
    return {.data = data, .signature = sign(credential.key, data + clientDataHash)};
}

QByteArray Signer::signAsManufacturer(const QByteArray& message) const
{
    return sign(m_attestation.key, message);
}

QByteArray Signer::sign(const KeyPair& key, const QByteArray& message) const
{
    QByteArray signature = key.sign(message);
    if (m_misbehaviour.hasBrokenSignature)
        signature.back() = static_cast<char>(signature.back() ^ 1);
    return signature;
}

void Signer::setMisbehaviour(const Misbehaviour& misbehaviour)
{
    const auto aim = misbehaviour.certificate;
    if (aim == Misbehaviour::Certificate::Right) {
        if (auto right = m_manufacturer.attestation(m_model.aaguid))
            m_attestation = right.take();
    } else {
        Manufacturer::Shape shape{.aaguid = m_model.aaguid};
        shape.isAuthority = aim == Misbehaviour::Certificate::Authority;
        if (aim == Misbehaviour::Certificate::OtherUnit)
            shape.unit = u"Another Unit"_s;
        if (aim == Misbehaviour::Certificate::OtherAaguid)
            shape.aaguid[0] = static_cast<char>(~shape.aaguid[0]);
        m_attestation = m_manufacturer.issue(shape);
    }
    m_misbehaviour = misbehaviour;
}

} // namespace keydesk::virtualkey
