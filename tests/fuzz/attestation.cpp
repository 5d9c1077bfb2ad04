// An attestation object for one of the W3C's registrations (the first byte says which). Must hold: what is accepted is
// well formed, and what is trusted is what the W3C's keys signed.

#include "w3ccases.h"
#include "webauthn/cosekey.h"

#include <cstdint>
#include <cstdlib>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

QByteArray authenticatorDataOf(const QByteArray& attestationObject)
{
    const auto object = readCbor(attestationObject);
    const CborValue* data = object ? object->find(u"authData"_s) : nullptr;
    return data && data->bytes() ? *data->bytes() : QByteArray();
}

void checkAccepted(const VerifiedRegistration& verified, const W3cCase& original, const QByteArray& authenticatorData)
{
    require(verified.credentialId.size() >= 16 && verified.credentialId.size() <= 1023);
    require(verified.model.aaguid.size() == 16);
    const auto key = coseKey(verified.publicKey);
    require(key && key->algorithm == verified.algorithm);
    require(!verified.isBackedUp || verified.isBackupEligible);
    require(!verified.model.isModelProved || verified.model.isTrusted);
    if (verified.model.isModelProved)
        require(authenticatorData == authenticatorDataOf(original.created.attestationObject));
    if (verified.model.isTrusted)
        require(verified.publicKey == original.record.publicKey && verified.credentialId == original.record.id);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    if (size == 0)
        return 0;
    W3cCase attempt = w3cCases().at(bytes[0] % w3cCases().size());
    const W3cCase& original = w3cCases().at(bytes[0] % w3cCases().size());
    attempt.created.attestationObject =
        QByteArray(reinterpret_cast<const char*>(bytes) + 1, static_cast<qsizetype>(size) - 1);
    const QByteArray authenticatorData = authenticatorDataOf(attempt.created.attestationObject);
    // Whatever id it has within is the one beside it: there is more to see behind that rule.
    const auto data = readAuthenticatorData(authenticatorData);
    if (data && data->credential)
        attempt.created.credentialId = data->credential->id;
    const bool acceptsAll = (bytes[0] & 0x80) != 0;
    attempt.policy.attestation.acceptsNone = attempt.policy.attestation.acceptsNone || acceptsAll;
    attempt.policy.attestation.acceptsSelf = attempt.policy.attestation.acceptsSelf || acceptsAll;
    const auto verified = verifyRegistration(attempt.created, attempt.registration, attempt.policy);
    if (verified)
        checkAccepted(*verified, original, authenticatorData);
    return 0;
}
