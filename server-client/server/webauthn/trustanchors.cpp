#include "webauthn/trustanchors.h"

#include "base/releasedby.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

constexpr int longestPath = 8;
constexpr int securityLevel = 2; // OpenSSL's name for 112 bits.

using Bytes = std::unique_ptr<BIO, ReleasedBy<BIO_free_all>>;
using Verification = std::unique_ptr<X509_STORE_CTX, ReleasedBy<X509_STORE_CTX_free>>;
/// Holds pointers only.
struct StackFree
{
    void operator()(STACK_OF(X509) * stack) const { sk_X509_free(stack); }
};
using Stack = std::unique_ptr<STACK_OF(X509), StackFree>;

Error refused(const QString& why)
{
    ERR_clear_error();
    return {.code = ErrorCode::InvalidRequest, .context = u"certificate path: "_s % why};
}

/// OpenSSL would ask the terminal for the pass phrase of an encrypted entry.
int noPassPhrase(char*, int, int, void*)
{
    return -1;
}

void apply(const TrustAnchors::PathRules& rules, X509_STORE_CTX* verification)
{
    X509_VERIFY_PARAM* parameters = X509_STORE_CTX_get0_param(verification);
    X509_VERIFY_PARAM_set_depth(parameters, longestPath);
    X509_VERIFY_PARAM_set_auth_level(parameters, securityLevel);
    // Section 7.1: an anchor may also be an authority in the middle, or the attestation certificate itself.
    X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_PARTIAL_CHAIN);
    if (rules.isServerPath)
        X509_VERIFY_PARAM_set_purpose(parameters, X509_PURPOSE_SSL_SERVER);
    if (rules.at)
        X509_VERIFY_PARAM_set_time(
            parameters,
            static_cast<std::time_t>(std::chrono::floor<std::chrono::seconds>(*rules.at).time_since_epoch().count()));
    else
        X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_NO_CHECK_TIME);
}

} // namespace

TrustAnchors::TrustAnchors(const QList<Certificate>& certificates)
{
    if (certificates.isEmpty())
        return;
    m_store.reset(X509_STORE_new(), X509_STORE_free);
    for (const Certificate& each : certificates)
        X509_STORE_add_cert(m_store.get(), each.native());
}

Result<TrustAnchors> TrustAnchors::fromPem(const QByteArray& pem)
{
    const Bytes file(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())));
    QList<Certificate> certificates;
    while (X509* next = PEM_read_bio_X509(file.get(), nullptr, noPassPhrase, nullptr)) {
        certificates.append(Certificate::sharing(next));
        X509_free(next);
    }
    // Anything but the plain end of the text is a certificate that cannot be read.
    const bool isAllRead = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
    ERR_clear_error();
    if (!isAllRead || certificates.isEmpty())
        return refused(u"anchors that are not certificates in PEM form"_s);
    return TrustAnchors(certificates);
}

Result<void> TrustAnchors::verify(const QList<Certificate>& path, const PathRules& rules) const
{
    if (isEmpty() || path.isEmpty() || path.size() > longestPath)
        return refused(u"no anchors, no certificate, or more than %1"_s.arg(longestPath));
    const Stack others(sk_X509_new_null());
    const Verification verification(X509_STORE_CTX_new());
    if (!others || !verification)
        return refused(u"out of memory"_s);
    for (auto each = path.begin() + 1; each != path.end(); ++each)
        sk_X509_push(others.get(), each->native());
    if (X509_STORE_CTX_init(verification.get(), m_store.get(), path.front().native(), others.get()) != 1)
        return refused(u"out of memory"_s);
    apply(rules, verification.get());
    if (X509_verify_cert(verification.get()) != 1)
        return refused(
            QString::fromLatin1(X509_verify_cert_error_string(X509_STORE_CTX_get_error(verification.get()))));
    ERR_clear_error();
    return done();
}

} // namespace keydesk
