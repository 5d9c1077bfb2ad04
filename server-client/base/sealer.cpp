#include "base/sealer.h"

#include "base/digest.h"
#include "base/random.h"
#include "base/releasedby.h"

#include <QtEndian>
#include <memory>
#include <openssl/evp.h>

namespace keydesk {

namespace {

constexpr char version = 1;
constexpr qsizetype nonceSize = 12;
constexpr qsizetype tagSize = 16;

using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, ReleasedBy<EVP_CIPHER_CTX_free>>;

/// Each part behind its length, so that no two places give the same bytes.
QByteArray additionalData(const QString& keyId, const SealContext& context)
{
    QByteArray data(1, version);
    for (const QString& part : {keyId, context.table, context.column, context.rowId, context.userId}) {
        const QByteArray utf8 = part.toUtf8();
        const quint32 size = qToBigEndian(static_cast<quint32>(utf8.size()));
        data.append(reinterpret_cast<const char*>(&size), sizeof size).append(utf8);
    }
    return data;
}

const unsigned char* in(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* out(char* bytes)
{
    return reinterpret_cast<unsigned char*>(bytes);
}

Error doesNotOpen(const SealContext& context, const QString& why)
{
    return {
        .code = ErrorCode::Internal,
        .context =
            QStringLiteral("sealed value of %1.%2, row %3: %4").arg(context.table, context.column, context.rowId, why)};
}

} // namespace

Sealer::Sealer(KeyRing keys, Random& random) : m_keys(std::move(keys)), m_random(random) {}

QByteArray Sealer::seal(const Secret& plain, const SealContext& context) const
{
    const QString& keyId = m_keys.currentId();
    const QByteArray idBytes = keyId.toUtf8();
    const QByteArray nonce = m_random.bytes(nonceSize);
    const QByteArray aad = additionalData(keyId, context);

    QByteArray sealed;
    sealed.append(version).append(static_cast<char>(idBytes.size())).append(idBytes).append(nonce);
    const qsizetype start = sealed.size();
    const auto size = static_cast<int>(plain.size());
    sealed.resize(start + size + tagSize);

    const CipherContext cipher(EVP_CIPHER_CTX_new());
    int written = 0;
    const bool ok =
        cipher &&
        EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, in(m_keys.key(keyId)->view()), in(nonce)) == 1 &&
        EVP_EncryptUpdate(cipher.get(), nullptr, &written, in(aad), static_cast<int>(aad.size())) == 1 &&
        (size == 0 ||
         EVP_EncryptUpdate(cipher.get(), out(sealed.data() + start), &written, in(plain.view()), size) == 1) &&
        EVP_EncryptFinal_ex(cipher.get(), out(sealed.data() + start + size), &written) == 1 &&
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, tagSize, sealed.data() + start + size) == 1;
    if (!ok)
        qFatal("OpenSSL refused AES-256-GCM"); // Going on would store something that never opens.
    return sealed;
}

Result<Secret> Sealer::open(QByteArrayView sealed, const SealContext& context) const
{
    if (sealed.size() < 2 || sealed[0] != version)
        return doesNotOpen(context, QStringLiteral("not a sealed value"));
    const qsizetype idSize = static_cast<quint8>(sealed[1]);
    if (sealed.size() < 2 + idSize + nonceSize + tagSize)
        return doesNotOpen(context, QStringLiteral("too short"));
    const QString keyId = QString::fromUtf8(sealed.sliced(2, idSize));
    const Secret* key = m_keys.key(keyId);
    if (key == nullptr)
        return doesNotOpen(context, QStringLiteral("its key is not in the key ring"));
    const QByteArrayView nonce = sealed.sliced(2 + idSize, nonceSize);
    const QByteArrayView cipherText = sealed.sliced(2 + idSize + nonceSize).chopped(tagSize);
    QByteArray tag = sealed.last(tagSize).toByteArray();
    const QByteArray aad = additionalData(keyId, context);

    Secret plain = Secret::copyOf(cipherText); // Decrypted in place.
    const auto size = static_cast<int>(plain.size());
    std::byte none{};
    auto* plainBytes = reinterpret_cast<unsigned char*>(size == 0 ? &none : plain.data());
    const CipherContext cipher(EVP_CIPHER_CTX_new());
    int written = 0;
    const bool ok = cipher &&
                    EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, in(key->view()), in(nonce)) == 1 &&
                    EVP_DecryptUpdate(cipher.get(), nullptr, &written, in(aad), static_cast<int>(aad.size())) == 1 &&
                    (size == 0 || EVP_DecryptUpdate(cipher.get(), plainBytes, &written, plainBytes, size) == 1) &&
                    EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, tagSize, tag.data()) == 1 &&
                    EVP_DecryptFinal_ex(cipher.get(), plainBytes + size, &written) == 1;
    if (!ok)
        return doesNotOpen(context, QStringLiteral("altered, or moved here from another place"));
    return plain;
}

Secret Sealer::derive(QByteArrayView purpose, std::size_t size) const
{
    return hkdf(m_keys.oldestKey().view(), "keydesk derived key", purpose, size);
}

} // namespace keydesk
