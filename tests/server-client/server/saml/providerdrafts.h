#pragma once

#include "samlstand.h"

namespace keydesk {

/// Metadata of a service provider as text, each part of which a test may change.
struct ProviderDraft
{
    QString entityId = QStringLiteral("https://mail.example.org/saml");
    QString attributes = {};     ///< Of the root.
    QString roleAttributes = {}; ///< Beside protocolSupportEnumeration.
    QString protocols = QStringLiteral("urn:oasis:names:tc:SAML:2.0:protocol");
    QString keys = key({}, providerKey().certificate());
    QString logouts =
        endpoint(QStringLiteral("SingleLogoutService"), QStringLiteral("HTTP-Redirect"), QStringLiteral("slo")) +
        endpoint(QStringLiteral("SingleLogoutService"), QStringLiteral("HTTP-POST"), QStringLiteral("slo")) +
        endpoint(QStringLiteral("SingleLogoutService"), QStringLiteral("SOAP"), QStringLiteral("soap"));
    QString consumers = consumer(QStringLiteral("HTTP-POST"), QStringLiteral("acs"), 1);

    QByteArray xml() const;

    /// use: "signing", "encryption" or empty.
    static QString key(const QString& use, const SamlCertificate& certificate);
    static QString endpoint(const QString& service, const QString& binding, const QString& path,
                            const QString& more = {});
    static QString consumer(const QString& binding, const QString& path, int index, const QString& more = {});
};

} // namespace keydesk
