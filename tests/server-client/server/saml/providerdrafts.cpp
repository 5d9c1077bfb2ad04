#include "providerdrafts.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

QByteArray ProviderDraft::xml() const
{
    return (u"<!-- As some programs write it. -->\n<md:EntityDescriptor "
            u"xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" "
            "xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" entityID=\""_s +
            entityId + u"\""_s + attributes + u"><md:SPSSODescriptor protocolSupportEnumeration=\""_s + protocols +
            u"\""_s + roleAttributes + u">"_s + keys + logouts +
            u"<md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:transient</md:NameIDFormat>"_s + consumers +
            u"</md:SPSSODescriptor></md:EntityDescriptor>"_s)
        .toUtf8();
}

QString ProviderDraft::key(const QString& use, const SamlCertificate& certificate)
{
    const QString attribute = use.isEmpty() ? QString() : u" use=\""_s + use + u"\""_s;
    return u"<md:KeyDescriptor%1><ds:KeyInfo><ds:X509Data><ds:X509Certificate>\n%2\n</ds:X509Certificate></ds:X509Data>"
           "</ds:KeyInfo></md:KeyDescriptor>"_s.arg(attribute, certificate.base64());
}

QString ProviderDraft::endpoint(const QString& service, const QString& binding, const QString& path,
                                const QString& more)
{
    return u"<md:%1 Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:%2\" Location=\"https://mail.example.org/saml/%3\"%4/>"_s
        .arg(service, binding, path, more);
}

QString ProviderDraft::consumer(const QString& binding, const QString& path, int index, const QString& more)
{
    return endpoint(u"AssertionConsumerService"_s, binding, path, u" index=\"%1\"%2"_s.arg(index).arg(more));
}

} // namespace keydesk
