#include "webauthn/assertion.h"

#include "webauthn/authenticatordata.h"
#include "webauthn/ceremonystep.h"
#include "webauthn/clientdata.h"
#include "webauthn/cosekey.h"
#include "webauthn/sha256.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

Result<void> checkOwner(const AssertionAnswer& answer, const std::optional<CredentialRecord>& record,
                        const AssertionExpectation& expected)
{
    const bool isAllowed = expected.allowed.isEmpty() || std::any_of(expected.allowed.begin(), expected.allowed.end(),
                                                                     [&](const CredentialDescriptor& each) {
                                                                         return each.id == answer.credentialId;
                                                                     });
    if (!isAllowed)
        return refusedAt(CeremonyStep::CredentialNotAllowed, u"not one of those asked for"_s);
    if (!record || record->id != answer.credentialId ||
        (expected.userHandle && record->userHandle != *expected.userHandle))
        return refusedAt(CeremonyStep::CredentialUnknown, u"nobody's, or another person's"_s);
    if (answer.userHandle.isEmpty() ? !expected.userHandle : answer.userHandle != record->userHandle)
        return refusedAt(CeremonyStep::UserHandle, u"missing, or another person's"_s);
    return done();
}

Result<void> checkClient(const AssertionAnswer& answer, const AssertionExpectation& expected)
{
    const auto clientData = readClientData(answer.clientDataJson);
    if (!clientData)
        return clientData.error();
    return checkClientData(*clientData, {.ceremony = Ceremony::Assertion,
                                         .challenge = expected.challenge,
                                         .client = expected.client,
                                         .origins = expected.relyingParty.origins});
}

Result<AuthenticatorData> checkAuthenticator(const AssertionAnswer& answer, const CredentialRecord& record,
                                             const AssertionExpectation& expected)
{
    auto data = readAuthenticatorData(answer.authenticatorData);
    if (!data)
        return data.error();
    if (data->credential) // Section 6.5.1: only beside an attestation, which an assertion here does not carry.
        return refusedAt(CeremonyStep::AuthenticatorData, u"with a credential"_s);
    const auto ok = checkAuthenticatorData(*data, {.relyingPartyId = expected.relyingParty.id,
                                                   .userVerification = expected.userVerification,
                                                   .backup = expected.backup});
    if (!ok)
        return ok.error();
    if (data->isBackupEligible != record.isBackupEligible)
        return refusedAt(CeremonyStep::BackupEligibility, u"not what it was at registration"_s);
    return data;
}

} // namespace

CounterOutcome counterOutcome(quint32 before, quint32 now)
{
    if (before == 0 && now == 0)
        return CounterOutcome::Unused;
    return now > before ? CounterOutcome::Grew : CounterOutcome::DidNotGrow;
}

Result<VerifiedAssertion> verifyAssertion(const AssertionAnswer& answer, const std::optional<CredentialRecord>& record,
                                          const AssertionExpectation& expected)
{
    if (const auto ok = checkOwner(answer, record, expected); !ok)
        return ok.error();
    if (const auto ok = checkClient(answer, expected); !ok)
        return ok.error();
    const auto data = checkAuthenticator(answer, *record, expected);
    if (!data)
        return data.error();
    const auto key = coseKey(record->publicKey);
    if (!key)
        return key.error();
    const auto clientDataHash = sha256(answer.clientDataJson);
    if (!clientDataHash || !key->verifies(QByteArray(answer.authenticatorData + *clientDataHash), answer.signature))
        return refusedAt(CeremonyStep::Signature, u"not made by the credential's key"_s);
    return VerifiedAssertion{.counterOutcome = counterOutcome(record->counter, data->counter),
                             .counter = data->counter,
                             .isUserVerified = data->isUserVerified,
                             .isBackedUp = data->isBackedUp};
}

} // namespace keydesk
