#include "base/random.h"

#include "base/crypto.h"

#include <array>
#include <sodium.h>

namespace keydesk {

QByteArray Random::bytes(std::size_t size)
{
    QByteArray bytes(static_cast<qsizetype>(size), Qt::Uninitialized);
    fill({reinterpret_cast<std::byte*>(bytes.data()), size});
    return bytes;
}

QString Random::opaqueId()
{
    return QString::fromLatin1(bytes(16).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

QByteArray Random::digits(int count)
{
    QByteArray digits;
    digits.reserve(count);
    while (digits.size() < count) {
        std::array<std::byte, 1> one{};
        fill(one);
        const int value = std::to_integer<int>(one[0]);
        if (value < 250) // 250 is the largest multiple of ten: each digit is equally likely.
            digits.append(static_cast<char>('0' + value % 10));
    }
    return digits;
}

void SystemRandom::fill(std::span<std::byte> bytes)
{
    readySodium();
    randombytes_buf(bytes.data(), bytes.size());
}

} // namespace keydesk
