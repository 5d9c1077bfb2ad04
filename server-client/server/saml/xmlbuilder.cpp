#include "saml/xmlbuilder.h"

#include "saml/samlnames.h"
#include "saml/xmllibrary.h"

#include <libxml/tree.h>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

const xmlChar* xmlText(QLatin1StringView text)
{
    return reinterpret_cast<const xmlChar*>(text.data());
}

/// Characters that XML has no way to write are left out: names of people come from elsewhere.
QByteArray writable(const QString& text)
{
    QString plain = text;
    plain.removeIf([](QChar c) {
        const bool isControl = c < u' ' && c != u'\t' && c != u'\n' && c != u'\r';
        return isControl || c == QChar(0xfffe) || c == QChar(0xffff);
    });
    return plain.toUtf8();
}

void declare(xmlNode* node, const XmlName& name)
{
    xmlSetNs(node, xmlNewNs(node, xmlText(name.nameSpace), xmlText(name.prefix)));
}

xmlNode* newNode(const XmlElement& parent, const XmlName& name)
{
    xmlNode* node = xmlNewDocNode(parent.native()->doc, nullptr, xmlText(name.name), nullptr);
    xmlAddChild(parent.native(), node);
    return node;
}

} // namespace

XmlName samlp(QLatin1StringView name)
{
    return {saml::protocol, "samlp"_L1, name};
}

XmlName samlName(QLatin1StringView name)
{
    return {saml::assertion, "saml"_L1, name};
}

XmlName md(QLatin1StringView name)
{
    return {saml::metadata, "md"_L1, name};
}

XmlName ds(QLatin1StringView name)
{
    return {saml::signature, "ds"_L1, name};
}

XmlName soapName(QLatin1StringView name)
{
    return {saml::soapEnvelope, "S"_L1, name};
}

XmlDocument newDocument(const XmlName& root)
{
    readyXml();
    xmlDoc* document = xmlNewDoc(reinterpret_cast<const xmlChar*>("1.0"));
    xmlNode* node = xmlNewDocNode(document, nullptr, xmlText(root.name), nullptr);
    xmlDocSetRootElement(document, node);
    declare(node, root);
    return XmlDocument::owning(document);
}

XmlElement append(const XmlElement& parent, const XmlName& name, const QString& text)
{
    xmlNode* node = newNode(parent, name);
    if (xmlNs* known = xmlSearchNsByHref(node->doc, node, xmlText(name.nameSpace)); known != nullptr)
        xmlSetNs(node, known);
    else
        declare(node, name);
    if (!text.isEmpty()) {
        const QByteArray bytes = writable(text);
        xmlAddChild(node, xmlNewDocText(node->doc, reinterpret_cast<const xmlChar*>(bytes.constData())));
    }
    return XmlElement(node);
}

XmlElement appendIndependent(const XmlElement& parent, const XmlName& name)
{
    xmlNode* node = newNode(parent, name);
    declare(node, name);
    return XmlElement(node);
}

void setAttribute(const XmlElement& element, const char* name, const QString& value)
{
    const QByteArray bytes = writable(value);
    xmlSetProp(element.native(), reinterpret_cast<const xmlChar*>(name),
               reinterpret_cast<const xmlChar*>(bytes.constData()));
}

} // namespace keydesk
