#include "base/crypto.h"

#include <QtCrypto>
#include <sodium.h>

#if defined(__SANITIZE_ADDRESS__) || (defined(__has_feature) && __has_feature(address_sanitizer))
#include <sanitizer/lsan_interface.h>
#define KEYDESK_LEAKS_OF_OTHERS __lsan::ScopedDisabler ignoreLeaks
#else
#define KEYDESK_LEAKS_OF_OTHERS
#endif

namespace keydesk {

namespace {

/// Lives until the process ends.
struct Qca
{
    Qca()
    {
        KEYDESK_LEAKS_OF_OTHERS; // The plug-in loads OpenSSL's legacy provider and never gives it back.
        // QCA takes itself down with the application object. The second init() keeps it alive for threads and static
        // objects that end later.
        QCA::init();
        QCA::init();
        for (const char* feature :
             {"sha1", "sha256", "sha512", "hmac(sha1)", "hmac(sha256)", "hmac(sha512)", "hkdf(sha256)"}) {
            if (!QCA::isSupported(feature))
                qFatal("QCA's OpenSSL plug-in (qca-ossl) is missing: no %s", feature);
        }
    }
    ~Qca()
    {
        // While its plug-in is still loaded: Qt unloads it later on. Without an application object both are left to
        // undo.
        QCA::deinit();
        QCA::deinit();
    }
};

} // namespace

void readySodium()
{
    static const bool isReady = sodium_init() >= 0;
    if (!isReady)
        qFatal("libsodium cannot be used: no source of random bytes");
}

void readyQca()
{
    static const Qca qca;
}

} // namespace keydesk
