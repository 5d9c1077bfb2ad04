// Verifications per second, alone: ceremonies against bare signatures. One thread; short slices by turns, so that what
// else the machine does meets all of them alike.

#include "attempts.h"

#include <QElapsedTimer>
#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <openssl/evp.h>

using namespace keydesk;

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

double ratePerSecond(const std::function<bool()>& work)
{
    QElapsedTimer timer;
    timer.start();
    long count = 0;
    do {
        if (!work())
            qFatal("what is measured does not verify");
        ++count;
    } while (timer.elapsed() < slice.count());
    return static_cast<double>(count) * 1e9 / static_cast<double>(timer.nsecsElapsed());
}

/// One ES256 signature by OpenSSL, the key being there, over as many bytes as an assertion signs.
std::function<bool()> bareVerification()
{
    const QByteArray message(69, 'm');
    const QByteArray signature = exampleKey().sign(message);
    return [message, signature] {
        EVP_MD_CTX* context = EVP_MD_CTX_new();
        EVP_DigestVerifyInit(context, nullptr, EVP_sha256(), nullptr, exampleKey().native());
        const bool isGood = EVP_DigestVerify(context, reinterpret_cast<const unsigned char*>(signature.constData()),
                                             static_cast<std::size_t>(signature.size()),
                                             reinterpret_cast<const unsigned char*>(message.constData()),
                                             static_cast<std::size_t>(message.size())) == 1;
        EVP_MD_CTX_free(context);
        return isGood;
    };
}

std::function<bool()> registration(const QByteArray& format, bool isSelf = false)
{
    const RegistrationAttempt attempt = ownAttempt(format, isSelf);
    return [created = attempt.created(), expected = attempt.expected, policy = attempt.policy] {
        return verifyRegistration(created, expected, policy).isOk();
    };
}

std::function<bool()> assertion()
{
    const AssertionAttempt attempt = ownAssertion();
    return [answer = attempt.answer(), record = attempt.record, expected = attempt.expected] {
        return verifyAssertion(answer, record, expected).isOk();
    };
}

void print(const char* name, double value, const char* unit, int decimals = 0)
{
    std::printf("webauthn.%s %.*f %s\n", name, decimals, value, unit);
}

} // namespace

int main()
{
    std::array contenders{Contender{"verify.es256", bareVerification()}, Contender{"verify.assertion", assertion()},
                          Contender{"verify.registration", registration("packed", true)},
                          Contender{"verify.registration_certified", registration("packed")},
                          Contender{"verify.registration_none", registration("none")}};
    for (int round = 0; round < rounds; ++round) {
        for (Contender& each : contenders)
            each.rates[static_cast<std::size_t>(round)] = ratePerSecond(each.work);
    }
    for (const Contender& each : contenders)
        print(each.name, each.median(), "/s");
    // A registration with self attestation and an assertion: each has one signature to verify, as the bare one has.
    const auto& [bare, asserted, registered, certified, none] = contenders;
    print("verify.ratio", 2 / (1 / asserted.median() + 1 / registered.median()) / bare.median(), "", 2);
    return 0;
}
