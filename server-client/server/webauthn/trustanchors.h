#pragma once

#include "base/clock.h"
#include "webauthn/certificate.h"

#include <QList>

typedef struct x509_store_st X509_STORE;

namespace keydesk {

/// The certificates that a path may end at: roots, authorities below them, or the very certificate that is shown.
/// Copies share them. Thread-safe.
class TrustAnchors
{
public:
    TrustAnchors() = default; ///< None: nothing is trusted.
    explicit TrustAnchors(const QList<Certificate>& certificates);
    /// One or more certificates in PEM. InvalidRequest.
    static Result<TrustAnchors> fromPem(const QByteArray& pem);

    bool isEmpty() const { return !m_store; }

    struct PathRules
    {
        std::optional<Instant> at; ///< nullopt: validity periods do not count.
        bool isServerPath = false; ///< The first certificate must be fit for a TLS server.
    };
    /// RFC 5280 section 6, by OpenSSL: does a path lead from the first certificate, over any of the others, to an
    /// anchor? Keys and hashes below 112 bits of strength are refused. Revocation lists are not consulted.
    /// InvalidRequest with OpenSSL's reason.
    Result<void> verify(const QList<Certificate>& path, const PathRules& rules) const;

private:
    std::shared_ptr<X509_STORE> m_store;
};

} // namespace keydesk
