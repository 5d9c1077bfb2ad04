#include "base/passwordhash.h"

#include "base/crypto.h"
#include "base/random.h"

#include <new>
#include <sodium.h>

namespace keydesk {

namespace {

constexpr unsigned long long passes = 2;
constexpr std::size_t memory = std::size_t{19} * 1024 * 1024;

/// libsodium wants an address even for no bytes.
const char* bytesOf(const Secret& password)
{
    return password.isEmpty() ? "" : password.view().data();
}

} // namespace

QByteArray hashPassword(const Secret& password)
{
    readySodium();
    QByteArray hash(crypto_pwhash_STRBYTES, '\0');
    const int outcome = crypto_pwhash_str_alg(hash.data(), bytesOf(password), password.size(), passes, memory,
                                              crypto_pwhash_ALG_ARGON2ID13);
    if (outcome != 0) // Only when 19 MiB cannot be had.
        throw std::bad_alloc();
    hash.truncate(static_cast<qsizetype>(qstrlen(hash.constData())));
    return hash;
}

bool passwordMatches(QByteArrayView hash, const Secret& password)
{
    readySodium();
    if (hash.isEmpty() || hash.size() >= qsizetype(crypto_pwhash_STRBYTES))
        return false;
    const QByteArray terminated = hash.toByteArray();
    return crypto_pwhash_str_verify(terminated.constData(), bytesOf(password), password.size()) == 0;
}

QByteArray decoyPasswordHash()
{
    const auto base64 = [](const QByteArray& bytes) { return bytes.toBase64(QByteArray::OmitTrailingEquals); };
    SystemRandom random;
    return "$argon2id$v=19$m=19456,t=2,p=1$" % base64(random.bytes(16)) % '$' % base64(random.bytes(32));
}

} // namespace keydesk
