#pragma once

#include "base/clock.h"
#include "base/result.h"

namespace keydesk {

/// The service's certificate as a client will see it.
struct CertificateFindings
{
    bool keyFits = false;    ///< The private key belongs to it.
    bool coversName = false; ///< RFC 6125, by the subject alternative names.
    QString chainProblem;    ///< Empty: leads to a known authority, with what stands in the file alone.
    Instant expires;         ///< Of the first in the chain to end.
};

struct CertificateFiles
{
    QString certificate; ///< PEM, the service's own first, then the intermediate ones.
    QString key;         ///< PEM.
    QString authority;   ///< PEM of a private authority; empty: the system's list.
};

/// InvalidRequest, with the file's name in context, when one cannot be read. Blocks for file access; any thread.
Result<CertificateFindings> examineCertificate(const CertificateFiles& files, const QString& host);

} // namespace keydesk
