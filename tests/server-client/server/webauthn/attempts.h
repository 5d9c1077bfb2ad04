#pragma once

#include "statements.h"
#include "violations.h"
#include "w3ccases.h"

namespace keydesk {

/// The keys and certificates of these tests' own authenticators; the leaf is for packed and fido-u2f.
const TestKey& exampleKey();
const TestCertificate& exampleAuthority();
const TestCertificate& exampleLeaf();
const TestCertificate& exampleTpmLeaf();

/// Ceremonies that are accepted as they are, with the example authority as the only anchor.
RegistrationAttempt ownAttempt(const QByteArray& format, bool isSelf = false);
AssertionAttempt ownAssertion();
/// The W3C's, in pieces; what its keys signed stays as it is.
RegistrationAttempt w3cAttempt(const W3cCase& each);
AssertionAttempt w3cAssertion(const W3cCase& each);

} // namespace keydesk
