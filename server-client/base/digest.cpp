#include "base/digest.h"

#include "base/crypto.h"

#include <QtCrypto>
#include <algorithm>
#include <cstring>

namespace keydesk {

namespace {

QString qcaName(Hash hash)
{
    switch (hash) {
    case Hash::Sha1:
        return QStringLiteral("sha1");
    case Hash::Sha256:
        return QStringLiteral("sha256");
    case Hash::Sha512:
        return QStringLiteral("sha512");
    }
    Q_UNREACHABLE();
}

/// QCA's own locked and wiped memory.
QCA::SecureArray locked(QByteArrayView bytes)
{
    QCA::SecureArray array(static_cast<int>(bytes.size()));
    if (!bytes.isEmpty())
        std::memcpy(array.data(), bytes.data(), static_cast<std::size_t>(bytes.size()));
    return array;
}

/// Not copied: what is hashed may be secret, and QCA would not wipe its copy.
QCA::MemoryRegion borrowed(QByteArrayView bytes)
{
    return QCA::MemoryRegion(QByteArray::fromRawData(bytes.data(), bytes.size()));
}

/// QCA reports no failure: where its provider fails, the answer is all zeros, which no digest is. Going on would sign
/// and seal with a value that everybody knows.
void refuseZeros(QByteArrayView result)
{
    if (std::all_of(result.begin(), result.end(), [](char byte) { return byte == 0; }))
        qFatal("QCA's provider failed");
}

QByteArray checked(const QCA::MemoryRegion& result)
{
    QByteArray bytes = result.toByteArray();
    refuseZeros(bytes);
    return bytes;
}

} // namespace

QByteArray digest(Hash hash, QByteArrayView message)
{
    readyQca();
    QCA::Hash algorithm(qcaName(hash));
    algorithm.update(borrowed(message));
    return checked(algorithm.final());
}

QByteArray hmac(Hash hash, QByteArrayView key, QByteArrayView message)
{
    readyQca();
    // A key is filled up with zeros to a whole block (RFC 2104 section 2): one zero is the same key as none, and QCA's
    // provider refuses none.
    const QCA::SymmetricKey usable(locked(key.isEmpty() ? QByteArrayView("\0", 1) : key));
    QCA::MessageAuthenticationCode algorithm(QStringLiteral("hmac(%1)").arg(qcaName(hash)), usable);
    algorithm.update(borrowed(message));
    return checked(algorithm.final());
}

Secret hkdf(QByteArrayView inputKey, QByteArrayView salt, QByteArrayView info, std::size_t size)
{
    readyQca();
    const QCA::SymmetricKey key = QCA::HKDF(QStringLiteral("sha256"))
                                      .makeKey(locked(inputKey), QCA::InitializationVector(locked(salt)),
                                               QCA::InitializationVector(locked(info)), static_cast<unsigned>(size));
    const QByteArrayView bytes(key.constData(), key.size());
    refuseZeros(bytes);
    return Secret::copyOf(bytes);
}

} // namespace keydesk
