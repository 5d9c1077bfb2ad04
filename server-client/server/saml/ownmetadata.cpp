#include "saml/ownmetadata.h"

#include "base/digest.h"
#include "saml/samlbinding.h"
#include "saml/samlnames.h"
#include "saml/xmlbuilder.h"
#include "saml/xmlsignature.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

void appendKey(const XmlElement& role, const SamlCertificate& certificate)
{
    const XmlElement descriptor = append(role, md("KeyDescriptor"_L1));
    setAttribute(descriptor, "use", u"signing"_s);
    const XmlElement keyInfo = append(descriptor, ds("KeyInfo"_L1));
    append(append(keyInfo, ds("X509Data"_L1)), ds("X509Certificate"_L1), certificate.base64());
}

void appendEndpoint(const XmlElement& role, QLatin1StringView service, SamlBinding binding, const QString& location)
{
    const XmlElement endpoint = append(role, md(service));
    setAttribute(endpoint, "Binding", bindingUri(binding));
    setAttribute(endpoint, "Location", location);
}

/// The same as long as nothing in it changes: an ID that changed each time would make every fetch a new document.
QString idOf(const OwnMetadata& metadata)
{
    QByteArray text = metadata.entityId.toUtf8();
    for (const SamlCertificate& each : metadata.certificates)
        text += each.fingerprint();
    return u"_"_s + QString::fromLatin1(digest(Hash::Sha256, text).toHex().left(32));
}

} // namespace

Result<QByteArray> writeMetadata(const OwnMetadata& metadata, const SamlSigningKey& key)
{
    const XmlDocument document = newDocument(md("EntityDescriptor"_L1));
    const XmlElement entity = document.root();
    setAttribute(entity, "ID", idOf(metadata));
    setAttribute(entity, "entityID", metadata.entityId);
    setAttribute(entity, "cacheDuration", u"PT6H"_s); // So that a key to come is known before it signs.
    const XmlElement role = append(entity, md("IDPSSODescriptor"_L1));
    setAttribute(role, "WantAuthnRequestsSigned", metadata.wantsSignedRequests ? u"true"_s : u"false"_s);
    setAttribute(role, "protocolSupportEnumeration", saml::protocol);
    for (const SamlCertificate& each : metadata.certificates)
        appendKey(role, each);
    appendEndpoint(role, "SingleLogoutService"_L1, SamlBinding::Redirect, metadata.logoutUrl);
    appendEndpoint(role, "SingleLogoutService"_L1, SamlBinding::Post, metadata.logoutUrl);
    appendEndpoint(role, "SingleLogoutService"_L1, SamlBinding::Soap, metadata.soapLogoutUrl);
    for (const QString& each : metadata.nameIdFormats)
        append(role, md("NameIDFormat"_L1), each);
    appendEndpoint(role, "SingleSignOnService"_L1, SamlBinding::Redirect, metadata.signOnUrl);
    appendEndpoint(role, "SingleSignOnService"_L1, SamlBinding::Post, metadata.signOnUrl);
    if (const auto isSigned = signElement(entity, XmlElement(), key); !isSigned)
        return isSigned.error();
    return document.bytes();
}

} // namespace keydesk
