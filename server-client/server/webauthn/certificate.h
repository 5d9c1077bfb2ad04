#pragma once

#include "webauthn/publickey.h"

typedef struct x509_st X509;

namespace keydesk {

/// An X.509 certificate (RFC 5280). Copies share it. Thread-safe.
class Certificate
{
public:
    /// DER with nothing after it, at most 16 KiB, no extension twice or malformed. InvalidRequest.
    static Result<Certificate> fromDer(QByteArrayView der);
    static Certificate sharing(X509* certificate);

    bool isVersion3() const;
    /// It says itself, in its basic constraints, that it is no authority's.
    bool isEndEntity() const;
    bool hasEmptySubject() const;
    /// All values of an attribute of the subject, named as in webauthn/objectids.h.
    QStringList subjectValues(QByteArrayView objectId) const;
    /// The same for the directory name within the subject alternative name.
    QStringList alternativeValues(QByteArrayView objectId) const;
    bool allowsPurpose(QByteArrayView objectId) const; ///< Extended key usage names it.
    /// Covers exactly this DNS name by its subject alternative name; wildcards do not count.
    bool isFor(const QString& host) const;

    struct Extension
    {
        QByteArray value; ///< The content of extnValue.
        bool isCritical = false;
    };
    std::optional<Extension> extension(QByteArrayView objectId) const;

    /// nullopt where OpenSSL does not know the kind of key.
    std::optional<PublicKey> publicKey() const;
    /// RFC 5280 section 4.2.1.2 (1): SHA-1 of the key's bits, 20 bytes. Empty without memory.
    QByteArray keyIdentifier() const;
    QByteArray der() const; ///< Empty without memory.

    X509* native() const { return m_certificate.get(); }

private:
    explicit Certificate(X509* owned);

    std::shared_ptr<X509> m_certificate;
};

} // namespace keydesk
