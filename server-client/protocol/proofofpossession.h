#pragma once

#include "base/clock.h"
#include "base/signingkey.h"

#include <QUrl>

namespace keydesk {

class Random;

/// A DPoP proof (RFC 9449 section 4.2): typ dpop+jwt, alg ES256, jwk; jti, htm, htu, iat and, with a token, ath.
struct ProofOfPossession
{
    VerifyingKey key;
    QByteArray thumbprint; ///< RFC 7638 of the key.
    QString jti;
    Instant issued;
};

/// What the request says, against which a proof is held.
struct ProofExpectation
{
    QByteArray httpMethod; ///< "POST"
    QUrl url;              ///< Compared without query and fragment, RFC 9449 section 4.3 item 9.
    QByteArrayView accessToken; ///< Empty: no ath may be demanded.
    Instant now;
    std::chrono::seconds tolerance{60};
};

QByteArray makeProof(const SigningKey& key, const QByteArray& httpMethod, const QUrl& url, QByteArrayView accessToken,
                     Instant now, Random& random);

/// RFC 9449 section 4.3 except jti replay, which is the store's. ProofInvalid, or ClockWrong with details.serviceTime.
Result<ProofOfPossession> checkProof(const QByteArray& proof, const ProofExpectation& expectation);

} // namespace keydesk
