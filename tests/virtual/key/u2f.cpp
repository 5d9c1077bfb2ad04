#include "virtual/key/u2f.h"

#include "base/random.h"

#include <QtEndian>

namespace keydesk::virtualkey {

namespace {

enum class Instruction : quint8 { Register = 1, Authenticate = 2, Version = 3 };

/// ISO 7816-4 status words.
enum class StatusWord : quint16 {
    Ok = 0x9000,
    WrongLength = 0x6700,
    ConditionsNotSatisfied = 0x6985,
    CommandNotAllowed = 0x6986,
    WrongData = 0x6a80,
    InstructionUnknown = 0x6d00,
    ClassUnknown = 0x6e00,
};

constexpr qsizetype hashSize = 32;
constexpr quint8 checkOnly = 0x07;
constexpr quint8 touchAndSign = 0x03;
constexpr quint8 signAnyway = 0x08;

QByteArray answer(StatusWord word, const QByteArray& content = {})
{
    QByteArray end(2, '\0');
    qToBigEndian(static_cast<quint16>(word), end.data());
    return content + end;
}

struct Apdu
{
    quint8 commandClass = 0;
    quint8 instruction = 0;
    quint8 control = 0;
    QByteArray content;
};

quint16 sizeAt(QByteArrayView bytes, qsizetype position)
{
    return qFromBigEndian<quint16>(bytes.sliced(position, 2).data());
}

/// Short and extended length encoding; nullopt when the lengths do not fit.
std::optional<Apdu> parsed(QByteArrayView bytes)
{
    if (bytes.size() < 4)
        return std::nullopt;
    const auto byte = [&](qsizetype at) { return static_cast<quint8>(bytes[at]); };
    Apdu apdu{.commandClass = byte(0), .instruction = byte(1), .control = byte(2), .content = {}};
    QByteArrayView rest = bytes.sliced(4);
    if (rest.size() <= 1 || (rest.size() == 3 && rest.front() == 0)) // No content, perhaps an expected length.
        return apdu;
    const bool isExtended = rest.front() == 0;
    const qsizetype head = isExtended ? 3 : 1;
    const qsizetype tail = isExtended ? 2 : 1;
    if (rest.size() < head)
        return std::nullopt;
    const qsizetype size = isExtended ? sizeAt(rest, 1) : byte(4);
    rest = rest.sliced(head);
    if (rest.size() != size && rest.size() != size + tail)
        return std::nullopt;
    apdu.content = rest.first(size).toByteArray();
    return apdu;
}

} // namespace

QByteArray U2f::handle(QByteArrayView message, const std::function<bool()>& takeTouch)
{
    const auto apdu = parsed(message);
    if (!apdu)
        return answer(StatusWord::WrongLength);
    if (apdu->commandClass != 0)
        return answer(StatusWord::ClassUnknown);
    if (m_parts.memory.settings().alwaysVerifies) // U2F knows no PIN.
        return answer(StatusWord::CommandNotAllowed);
    switch (static_cast<Instruction>(apdu->instruction)) {
    case Instruction::Register:
        return registration(apdu->content, takeTouch);
    case Instruction::Authenticate:
        return authentication(apdu->control, apdu->content, takeTouch);
    case Instruction::Version:
        return apdu->content.isEmpty() ? answer(StatusWord::Ok, "U2F_V2") : answer(StatusWord::WrongLength);
    }
    return answer(StatusWord::InstructionUnknown);
}

QByteArray U2f::registration(const QByteArray& content, const std::function<bool()>& takeTouch)
{
    if (content.size() != 2 * hashSize)
        return answer(StatusWord::WrongLength);
    if (!takeTouch())
        return answer(StatusWord::ConditionsNotSatisfied);
    const QByteArray challenge = content.first(hashSize);
    const Credential credential{.id = m_parts.random.bytes(hashSize),
                                .relyingPartyHash = content.last(hashSize),
                                .key = KeyPair::generate(Algorithm::Es256),
                                .order = m_parts.memory.nextOrder()};
    if (!m_parts.memory.save(credential))
        return answer(StatusWord::ConditionsNotSatisfied);
    const QByteArray point = credential.key.publicBytes();
    const QByteArray message = '\0' + credential.relyingPartyHash + challenge + credential.id + point;
    return answer(StatusWord::Ok, '\x05' + point + static_cast<char>(credential.id.size()) + credential.id +
                                      m_parts.signer.certificate() + m_parts.signer.signAsManufacturer(message));
}

QByteArray U2f::authentication(quint8 control, const QByteArray& content, const std::function<bool()>& takeTouch)
{
    if (content.size() < 2 * hashSize + 1 ||
        content.size() != 2 * hashSize + 1 + static_cast<quint8>(content[2 * hashSize]))
        return answer(StatusWord::WrongLength);
    const QByteArray challenge = content.first(hashSize);
    const Credential* found = m_parts.memory.find(content.mid(2 * hashSize + 1));
    if (found == nullptr || found->relyingPartyHash != content.mid(hashSize, hashSize) ||
        found->key.algorithm() != Algorithm::Es256 || found->protection != Protection::VerificationOptional)
        return answer(StatusWord::WrongData);
    if (control != touchAndSign && control != signAnyway)
        return answer(control == checkOnly ? StatusWord::ConditionsNotSatisfied : StatusWord::WrongData);
    const bool isPresent = control == touchAndSign;
    if (isPresent && !takeTouch())
        return answer(StatusWord::ConditionsNotSatisfied);
    Credential credential = *found;
    ++credential.counter;
    if (!m_parts.memory.save(credential))
        return answer(StatusWord::ConditionsNotSatisfied);
    QByteArray counter(4, '\0');
    qToBigEndian(m_parts.signer.misbehaviour().counter.value_or(credential.counter), counter.data());
    const QByteArray seen = static_cast<char>(isPresent ? 1 : 0) + counter;
    return answer(StatusWord::Ok,
                  seen + m_parts.signer.sign(credential.key, credential.relyingPartyHash + seen + challenge));
}

} // namespace keydesk::virtualkey
