#pragma once

#include "webauthn/assertion.h"
#include "webauthn/registration.h"

namespace keydesk {

/// The W3C's own test vectors (Web Authentication Level 3, section "Test Vectors"): a registration and an assertion
/// each, from tests/data/webauthn.
struct W3cCase
{
    QByteArray name;
    CreatedCredential created;
    RegistrationExpectation registration;
    RegistrationPolicy policy;
    AssertionAnswer answer;
    CredentialRecord record;
    AssertionExpectation assertion;

    bool isFramed() const { return name.endsWith("Origin"); }
};

/// Expectation and policy are as each case says: framed where it is made in a frame, otherwise strict. Attestation may
/// be none or self only where the case is that, and leads to the W3C's authority everywhere else.
const QList<W3cCase>& w3cCases();
Certificate w3cAuthority();

} // namespace keydesk
