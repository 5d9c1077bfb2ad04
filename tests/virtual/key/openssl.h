#pragma once

#include "base/releasedby.h"

#include <QByteArray>
#include <QByteArrayView>
#include <memory>
#include <openssl/evp.h>

namespace keydesk::virtualkey {

using KeyContext = std::unique_ptr<EVP_PKEY_CTX, ReleasedBy<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, ReleasedBy<EVP_MD_CTX_free>>;

inline const unsigned char* in(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

inline unsigned char* out(QByteArray& bytes)
{
    return reinterpret_cast<unsigned char*>(bytes.data());
}

inline std::size_t sizeOf(QByteArrayView bytes)
{
    return static_cast<std::size_t>(bytes.size());
}

} // namespace keydesk::virtualkey
