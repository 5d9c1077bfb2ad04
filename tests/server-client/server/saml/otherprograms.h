#pragma once

#include <QByteArray>
#include <QStringList>

namespace keydesk {

/// Empty where xmllint finds the document valid by OASIS's schema ("protocol", "assertion" or "metadata"), else what it
/// says.
QByteArray schemaProblem(const QByteArray& xml, const QString& schema);

struct XmlsecCall
{
    QStringList arguments; ///< "%1" is the message's file, "%2" that of the PEM.
    QByteArray xml;
    QByteArray pem;
};
/// What xmlsec1's command line prints; nullopt where it fails.
std::optional<QByteArray> byXmlsec(const XmlsecCall& call);
/// Its verdict on the signature of that element ("urn:…:Response", with its ID).
bool verifiedByXmlsec(const QByteArray& xml, const QString& certificatePem, const QString& element);

} // namespace keydesk
