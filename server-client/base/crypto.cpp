#include "base/crypto.h"

#include <QtCrypto>
#include <sodium.h>

namespace keydesk {

namespace {

bool ready()
{
    if (sodium_init() < 0)
        qFatal("libsodium cannot be used: no source of random bytes");
    // QCA takes itself down with the application object, for each init() once. The second init() keeps it alive for
    // threads and static objects that end later.
    QCA::init();
    QCA::init();
    for (const char* feature : {"sha1", "sha256", "sha512", "hmac(sha1)", "hmac(sha256)", "hmac(sha512)", "hkdf(sha256)"}) {
        if (!QCA::isSupported(feature))
            qFatal("QCA's OpenSSL plug-in (qca-ossl) is missing: no %s", feature);
    }
    return true;
}

} // namespace

void readyCrypto()
{
    static const bool isReady = ready();
    Q_UNUSED(isReady)
}

} // namespace keydesk
