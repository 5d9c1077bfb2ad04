#pragma once

#include <QByteArray>
#include <QString>
#include <cstddef>
#include <span>

namespace keydesk {

/// Where unpredictable bytes come from; tests hand in their own. Any thread.
class Random
{
public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::byte> bytes) = 0;

    QByteArray bytes(std::size_t size);
    /// 128 random bits as base64url without padding (22 characters): for ids that are not secret.
    QString opaqueId();
    /// Decimal digits, each equally likely (no modulo bias).
    QByteArray digits(int count);
};

/// libsodium's generator (getrandom).
class SystemRandom final : public Random
{
public:
    void fill(std::span<std::byte> bytes) override;
};

} // namespace keydesk
