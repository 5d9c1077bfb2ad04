#include "base/digest.h"

#include "base/crypto.h"

#include <QtCrypto>
#include <cstring>

namespace keydesk {

namespace {

QString qcaName(Hash hash)
{
    switch (hash) {
    case Hash::Sha1: return QStringLiteral("sha1");
    case Hash::Sha256: return QStringLiteral("sha256");
    case Hash::Sha512: return QStringLiteral("sha512");
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

} // namespace

QByteArray digest(Hash hash, QByteArrayView message)
{
    readyCrypto();
    QCA::Hash algorithm(qcaName(hash));
    algorithm.update(borrowed(message));
    return algorithm.final().toByteArray();
}

QByteArray hmac(Hash hash, QByteArrayView key, QByteArrayView message)
{
    readyCrypto();
    QCA::MessageAuthenticationCode algorithm(QStringLiteral("hmac(%1)").arg(qcaName(hash)), QCA::SymmetricKey(locked(key)));
    algorithm.update(borrowed(message));
    return algorithm.final().toByteArray();
}

Secret hkdf(QByteArrayView inputKey, QByteArrayView salt, QByteArrayView info, std::size_t size)
{
    readyCrypto();
    const QCA::SymmetricKey key = QCA::HKDF(QStringLiteral("sha256"))
                                      .makeKey(locked(inputKey), QCA::InitializationVector(locked(salt)),
                                               QCA::InitializationVector(locked(info)), static_cast<unsigned>(size));
    return Secret::copyOf(QByteArrayView(key.constData(), key.size()));
}

} // namespace keydesk
