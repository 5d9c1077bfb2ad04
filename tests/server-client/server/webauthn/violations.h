#pragma once

#include "drafts.h"
#include "webauthn/ceremonystep.h"

#include <functional>

namespace keydesk {

/// A registration before it is put together. A violation changes it; then what is signed is signed anew, where the keys
/// are a test's own.
struct RegistrationAttempt
{
    RegistrationDraft draft;
    RegistrationExpectation expected;
    RegistrationPolicy policy;
    QByteArray format;
    std::function<CborValue(const RegistrationDraft&)> statement;
    std::function<void(CreatedCredential&)> afterwards = {};

    CreatedCredential created() const;
};

struct AssertionAttempt
{
    AssertionDraft draft;
    std::optional<CredentialRecord> record;
    AssertionExpectation expected;
    std::function<void(AssertionAnswer&)> afterwards = {};

    /// With a signature of its own, unless there is one from elsewhere.
    AssertionAnswer answer() const;
    std::optional<QByteArray> signature = {};
};

/// One way to break one step.
template <typename Attempt>
struct Violation
{
    CeremonyStep step;
    QByteArray what;
    std::function<void(Attempt&)> apply;
    QByteArrayList formats = {}; ///< Of registrations that it fits; empty: all.
    bool needsOwnKeys = false;   ///< It is in what a maker signed, so the W3C's cases cannot have it.
};

/// At least one for each step of sections 7.1 and 7.2 and of the policy.
QList<Violation<RegistrationAttempt>> registrationViolations();
QList<Violation<AssertionAttempt>> assertionViolations();
// Of which these are about statements, and about what is believed of them.
QList<Violation<RegistrationAttempt>> statementViolations();
QList<Violation<RegistrationAttempt>> formatViolations();
QList<Violation<RegistrationAttempt>> policyViolations();

/// Client data with members replaced, added or (null) taken out.
QByteArray edited(const QByteArray& clientData, const QJsonObject& instead);

} // namespace keydesk
