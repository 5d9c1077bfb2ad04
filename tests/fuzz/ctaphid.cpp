// What a hostile key sends → answers of every command. Must hold: each command ends, with a failure or with an answer
// of the promised form. The first byte says which command; then come orders: what the key sends next.

#include "devices/keyvisit.h"
#include "devices/reportlink.h"
#include "hostileport.h"

#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <unistd.h>

using namespace keydesk;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void checkPromises(const KeyAnswer& answer)
{
    if (const auto* facts = std::get_if<KeyFacts>(&answer)) {
        require(facts->aaguid.size() == 16);
        require(facts->minimumPinLength >= 4 && facts->minimumPinLength <= 63);
        require(facts->maximumMessage > 0 && !facts->transports.isEmpty());
    } else if (const auto* created = std::get_if<CreatedCredential>(&answer)) {
        require(!created->credentialId.isEmpty() && created->attestationObject.startsWith('\xa3'));
    } else if (const auto* accounts = std::get_if<QList<SignedAccount>>(&answer)) {
        require(!accounts->isEmpty());
        for (const SignedAccount& account : *accounts)
            require(account.account.userName.size() <= 64 && account.account.userName.isValidUtf16());
    } else if (const auto* credentials = std::get_if<QList<KeyCredential>>(&answer)) {
        for (const KeyCredential& credential : *credentials)
            require(credential.displayName.size() <= 64 && credential.displayName.isValidUtf16());
    }
}

} // namespace

// U2F keys are asked ten times a second. Nobody waits here.
extern "C" int usleep(useconds_t)
{
    return 0;
}
extern "C" int nanosleep(const timespec*, timespec*)
{
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    if (size == 0)
        return 0;
    fido_init(FIDO_DISABLE_U2F_FALLBACK);
    const QByteArrayView script(bytes + 1, static_cast<qsizetype>(size) - 1);
    ReportLink link(std::make_unique<HostilePort>(script));
    link.begin(QDeadlineTimer(std::chrono::seconds{5}));
    checkPromises(KeyVisit(link).carryOut(commandFor(bytes[0])));
    return 0;
}
