#include "base/onetimepassword.h"

#include <QtEndian>
#include <algorithm>
#include <array>

namespace keydesk {

namespace {

constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

int base32Value(char character)
{
    if (character >= 'A' && character <= 'Z')
        return character - 'A';
    if (character >= 'a' && character <= 'z')
        return character - 'a';
    if (character >= '2' && character <= '7')
        return character - '2' + 26;
    return -1;
}

} // namespace

QByteArray hotp(QByteArrayView secret, quint64 counter, const OtpParameters& parameters)
{
    std::array<char, 8> message{};
    qToBigEndian(counter, message.data());
    const QByteArray mac = hmac(parameters.hash, secret, QByteArrayView(message.data(), message.size()));

    const int offset = mac.back() & 0x0f;
    const quint32 truncated = qFromBigEndian<quint32>(mac.constData() + offset) & 0x7fffffffU;
    quint32 modulus = 1;
    for (int i = 0; i < parameters.digits; ++i)
        modulus *= 10;
    return QByteArray::number(truncated % modulus).rightJustified(parameters.digits, '0');
}

quint64 timeStep(Instant instant, const OtpParameters& parameters)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(instant.time_since_epoch());
    return static_cast<quint64>(std::max<qint64>(0, seconds / parameters.period));
}

QByteArray base32(QByteArrayView bytes)
{
    QByteArray text;
    text.reserve((bytes.size() * 8 + 4) / 5);
    quint32 pending = 0;
    int bits = 0;
    for (const char byte : bytes) {
        pending = (pending << 8) | static_cast<quint8>(byte);
        for (bits += 8; bits >= 5; bits -= 5)
            text.append(alphabet[(pending >> (bits - 5)) & 31]);
    }
    if (bits > 0)
        text.append(alphabet[(pending << (5 - bits)) & 31]);
    return text;
}

std::optional<Secret> fromBase32(QByteArrayView text)
{
    Secret roomy = Secret::copyOf(text); // The bytes are always fewer than the characters.
    qsizetype characters = 0;
    qsizetype size = 0;
    quint32 pending = 0;
    int bits = 0;
    bool isPadding = false;
    for (const char character : text) {
        if (character == ' ')
            continue;
        isPadding = isPadding || character == '=';
        if (isPadding && character == '=')
            continue;
        const int value = base32Value(character);
        if (isPadding || value < 0)
            return std::nullopt;
        ++characters;
        pending = (pending << 5) | static_cast<quint32>(value);
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            roomy.data()[size++] = static_cast<std::byte>((pending >> bits) & 0xff);
        }
    }
    // 1, 3 or 6 characters in the last group encode no whole byte; bits left over must be zero (section 3.5).
    const qsizetype last = characters % 8;
    if (last == 1 || last == 3 || last == 6 || (pending & ((1U << bits) - 1)) != 0)
        return std::nullopt;
    return Secret::copyOf(roomy.view().first(size));
}

} // namespace keydesk
