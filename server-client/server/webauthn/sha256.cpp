#include "webauthn/sha256.h"

#include <openssl/evp.h>

namespace keydesk {

std::optional<QByteArray> sha256(QByteArrayView message)
{
    QByteArray digest(32, '\0');
    if (EVP_Digest(message.data(), static_cast<std::size_t>(message.size()),
                   reinterpret_cast<unsigned char*>(digest.data()), nullptr, EVP_sha256(), nullptr) != 1)
        return std::nullopt;
    return digest;
}

} // namespace keydesk
