#pragma once

#include "protocol/webauthn.h"
#include "webauthn/relyingparty.h"

namespace keydesk {

/// What was kept of a registration and of the assertions since (section 4, "credential record").
struct CredentialRecord
{
    QByteArray id;
    QByteArray userHandle; ///< Its owner's.
    QByteArray publicKey;  ///< COSE_Key.
    quint32 counter = 0;
    bool isBackupEligible = false;
};

struct AssertionExpectation
{
    RelyingParty relyingParty;
    QByteArray challenge;
    ClientKind client = ClientKind::Browser;
    QList<CredentialDescriptor> allowed = {}; ///< Empty: every credential.
    /// Of the person, where it was known before who signs in. nullopt: the credential tells.
    std::optional<QByteArray> userHandle = {};
    Requirement userVerification = Requirement::Preferred;
    BackupPolicy backup = BackupPolicy::Any;
};

enum class CounterOutcome {
    Unused, ///< Zero, then and now: the authenticator does not count.
    Grew,
    DidNotGrow, ///< There may be a copy of the key. What follows is policy; to be told in any case.
};

/// Section 7.2, the step about the signature counter.
CounterOutcome counterOutcome(quint32 before, quint32 now);

/// What is to be kept of an assertion.
struct VerifiedAssertion
{
    CounterOutcome counterOutcome = CounterOutcome::Unused;
    quint32 counter = 0;
    bool isUserVerified = false;
    bool isBackedUp = false;
};

/// Section 7.2, from step 5 on: pure, no store, any thread. The record is the one with the answer's credential id, if
/// there is any. AuthenticatorRefused with the first step that is not met.
Result<VerifiedAssertion> verifyAssertion(const AssertionAnswer& answer, const std::optional<CredentialRecord>& record,
                                          const AssertionExpectation& expected);

} // namespace keydesk
