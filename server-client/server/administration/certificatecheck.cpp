#include "administration/certificatecheck.h"

#include "base/releasedby.h"

#include <QFile>
#include <ctime>
#include <memory>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

using Certificate = std::unique_ptr<X509, ReleasedBy<X509_free>>;
using PrivateKey = std::unique_ptr<EVP_PKEY, ReleasedBy<EVP_PKEY_free>>;
using Bytes = std::unique_ptr<BIO, ReleasedBy<BIO_free_all>>;
using Authorities = std::unique_ptr<X509_STORE, ReleasedBy<X509_STORE_free>>;
using Verification = std::unique_ptr<X509_STORE_CTX, ReleasedBy<X509_STORE_CTX_free>>;
/// Holds pointers that the certificates' own list keeps alive.
struct StackFree
{
    void operator()(STACK_OF(X509) * stack) const { sk_X509_free(stack); }
};
using Stack = std::unique_ptr<STACK_OF(X509), StackFree>;

Error refused(const QString& file, const QString& why)
{
    return {.code = ErrorCode::InvalidRequest, .context = file % u": "_s % why};
}

/// OpenSSL would ask the terminal for the pass phrase of an encrypted key.
int noPassPhrase(char*, int, int, void*)
{
    return -1;
}

Bytes opened(const QString& path)
{
    return Bytes(BIO_new_file(QFile::encodeName(path).constData(), "r"));
}

Result<std::vector<Certificate>> readChain(const QString& path)
{
    const Bytes file = opened(path);
    if (!file)
        return refused(path, u"cannot be read"_s);
    std::vector<Certificate> chain;
    while (X509* next = PEM_read_bio_X509(file.get(), nullptr, noPassPhrase, nullptr))
        chain.emplace_back(next);
    ERR_clear_error();
    if (chain.empty())
        return refused(path, u"holds no certificate in PEM form"_s);
    return chain;
}

Result<PrivateKey> readKey(const QString& path)
{
    const Bytes file = opened(path);
    PrivateKey key(file ? PEM_read_bio_PrivateKey(file.get(), nullptr, noPassPhrase, nullptr) : nullptr);
    ERR_clear_error();
    if (!key)
        return refused(path, u"holds no readable private key in PEM form without a pass phrase"_s);
    return key;
}

bool covers(X509* certificate, const QString& host)
{
    const QByteArray name = host.toLatin1();
    return X509_check_host(certificate, name.constData(), static_cast<std::size_t>(name.size()), 0, nullptr) == 1 ||
           X509_check_ip_asc(certificate, name.constData(), 0) == 1;
}

Instant endOf(const X509* certificate)
{
    std::tm end{};
    ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &end);
    return instantFrom(qint64{timegm(&end)} * 1000);
}

/// As a client does it: from this file and the known authorities alone. The time is judged apart, by endOf().
Result<QString> chainProblem(const std::vector<Certificate>& chain, const QString& authority)
{
    const Authorities store(X509_STORE_new());
    const bool isLoaded =
        authority.isEmpty()
            ? X509_STORE_set_default_paths(store.get()) == 1
            : X509_STORE_load_locations(store.get(), QFile::encodeName(authority).constData(), nullptr) == 1;
    if (!isLoaded)
        return refused(authority, u"holds no authority's certificate in PEM form"_s);
    const Stack others(sk_X509_new_null());
    for (auto each = chain.begin() + 1; each != chain.end(); ++each)
        sk_X509_push(others.get(), each->get());
    const Verification verification(X509_STORE_CTX_new());
    X509_STORE_CTX_init(verification.get(), store.get(), chain.front().get(), others.get());
    X509_STORE_CTX_set_purpose(verification.get(), X509_PURPOSE_SSL_SERVER);
    X509_STORE_CTX_set_flags(verification.get(), X509_V_FLAG_NO_CHECK_TIME);
    const bool isGood = X509_verify_cert(verification.get()) == 1;
    ERR_clear_error();
    return isGood ? QString()
                  : QString::fromLatin1(X509_verify_cert_error_string(X509_STORE_CTX_get_error(verification.get())));
}

} // namespace

Result<CertificateFindings> examineCertificate(const CertificateFiles& files, const QString& host)
{
    const auto chain = readChain(files.certificate);
    if (!chain)
        return chain.error();
    const auto key = readKey(files.key);
    if (!key)
        return key.error();
    const auto problem = chainProblem(*chain, files.authority);
    if (!problem)
        return problem.error();

    X509* own = chain->front().get();
    CertificateFindings findings{.keyFits = X509_check_private_key(own, key->get()) == 1,
                                 .coversName = covers(own, host),
                                 .chainProblem = *problem,
                                 .expires = endOf(own)};
    for (const Certificate& each : *chain)
        findings.expires = std::min(findings.expires, endOf(each.get()));
    ERR_clear_error();
    return findings;
}

} // namespace keydesk
