// Signed SAML responses per second, alone, against bare signatures of the same key. One thread; short slices by turns,
// so that what else the machine does meets all of them alike.

#include "base/random.h"
#include "saml/samlnames.h"
#include "saml/samlresponse.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <functional>
#include <openssl/evp.h>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int rounds = 15;
constexpr std::chrono::milliseconds slice{100};

struct Contender
{
    const char* name;
    std::function<bool()> work;
    std::array<double, rounds> rates{};

    double median() const
    {
        auto sorted = rates;
        std::nth_element(sorted.begin(), sorted.begin() + rounds / 2, sorted.end());
        return sorted[rounds / 2];
    }
};

std::chrono::nanoseconds threadTime()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::chrono::seconds{now.tv_sec} + std::chrono::nanoseconds{now.tv_nsec};
}

double ratePerSecond(const std::function<bool()>& work)
{
    const auto begin = threadTime();
    std::chrono::nanoseconds spent{0};
    long count = 0;
    do {
        if (!work())
            qFatal("what is measured does not sign");
        ++count;
        spent = threadTime() - begin;
    } while (spent < slice);
    return static_cast<double>(count) * 1e9 / static_cast<double>(spent.count());
}

SamlSigningKey made(const QString& name)
{
    auto key = SamlSigningKey::generate(name, SystemClock().now(), std::chrono::days{30});
    if (!key)
        qFatal("no key");
    return key.take();
}

/// One RSA-2048 signature over SHA-256 by OpenSSL, over as many bytes as a <SignedInfo> has.
std::function<bool()> bareSignature(const SamlSigningKey& key)
{
    return [key, message = QByteArray(600, 'm')] {
        std::array<unsigned char, 512> signature{};
        std::size_t size = signature.size();
        EVP_MD_CTX* context = EVP_MD_CTX_new();
        EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, key.key());
        const bool isSigned = EVP_DigestSign(context, signature.data(), &size,
                                             reinterpret_cast<const unsigned char*>(message.constData()),
                                             static_cast<std::size_t>(message.size())) == 1;
        EVP_MD_CTX_free(context);
        return isSigned;
    };
}

/// Assertion and response signed, with the attributes that service providers usually get.
std::function<bool()> response(const SamlSigningKey& key, const std::optional<SamlCertificate>& encryptFor)
{
    const SamlIssuer issuer{.entityId = u"https://id.example.org/saml/metadata"_s, .key = key};
    const ResponseTarget target{.entityId = u"https://mail.example.org/saml"_s,
                                .consumerUrl = u"https://mail.example.org/saml/acs"_s,
                                .inResponseTo = u"_asked"_s,
                                .signsAssertion = true,
                                .signsResponse = true,
                                .encryptFor = encryptFor};
    return [issuer, target] {
        static SystemRandom random;
        const Instant now = SystemClock().now();
        const SamlSubject subject{.nameId = {.value = u"ada@example.org"_s, .format = saml::emailAddressName},
                                  .attributes = {{.name = u"displayName"_s, .values = {u"Ada Lovelace"_s}},
                                                 {.name = u"mail"_s, .values = {u"ada@example.org"_s}},
                                                 {.name = u"groups"_s, .values = {u"staff"_s, u"mail"_s}}},
                                  .authenticated = now,
                                  .contextClass = saml::refedsMfaClass,
                                  .sessionIndex = u"_index"_s,
                                  .sessionEnd = now + std::chrono::hours{8}};
        return signInResponse(issuer, target, subject, now, random).isOk();
    };
}

void print(const char* name, double value, const char* unit, int decimals = 0)
{
    std::printf("saml.%s %.*f %s\n", name, decimals, value, unit);
}

} // namespace

int main()
{
    const SamlSigningKey own = made(u"id.example.org"_s);
    const SamlCertificate theirs = made(u"mail.example.org"_s).certificate();
    std::array contenders{Contender{"signature.rsa2048", bareSignature(own)},
                          Contender{"response.plain", response(own, std::nullopt)},
                          Contender{"response.encrypted", response(own, theirs)}};
    for (int round = 0; round < rounds; ++round) {
        for (Contender& each : contenders)
            each.rates[static_cast<std::size_t>(round)] = ratePerSecond(each.work);
    }
    for (const Contender& each : contenders)
        print(each.name, each.median(), "/s");
    // Each response has two signatures.
    const auto& [bare, plain, encrypted] = contenders;
    print("response.plain.ratio", plain.median() / (bare.median() / 2), "", 2);
    print("response.encrypted.ratio", encrypted.median() / (bare.median() / 2), "", 2);
    return 0;
}
