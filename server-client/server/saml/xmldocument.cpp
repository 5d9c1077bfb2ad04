#include "saml/xmldocument.h"

#include "saml/samlrefusal.h"
#include "saml/xmllibrary.h"

#include <QSet>
#include <cstring>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

QString textOf(const xmlChar* text)
{
    return QString::fromUtf8(reinterpret_cast<const char*>(text));
}

bool equals(const xmlChar* left, const char* right)
{
    return left != nullptr && std::strcmp(reinterpret_cast<const char*>(left), right) == 0;
}

/// Looks at what the parser finds before a tree is made of it, and stops it.
struct Watch
{
    XmlLimits limits;
    int nodes = 0;
    std::optional<SamlRefusal> refusal = {};
    QSet<QByteArray> ids = {};

    static Watch& of(void* context) { return *static_cast<Watch*>(static_cast<xmlParserCtxt*>(context)->_private); }

    void stop(void* context, SamlRefusal why)
    {
        if (!refusal)
            refusal = why;
        xmlStopParser(static_cast<xmlParserCtxt*>(context));
    }
};

void onDocumentType(void* context, const xmlChar*, const xmlChar*, const xmlChar*)
{
    Watch::of(context).stop(context, SamlRefusal::DocumentType);
}

void onProcessingInstruction(void* context, const xmlChar*, const xmlChar*)
{
    Watch::of(context).stop(context, SamlRefusal::ProcessingInstruction);
}

void onComment(void* context, const xmlChar*)
{
    Watch& watch = Watch::of(context);
    if (!watch.limits.allowsComments)
        watch.stop(context, SamlRefusal::Comment);
}

/// Attributes as five pointers each: local name, prefix, URI, begin and end of the value.
void watchIds(void* context, int count, const xmlChar** attributes)
{
    Watch& watch = Watch::of(context);
    for (int i = 0; i < count; ++i) {
        const xmlChar** attribute = attributes + 5 * i;
        const QByteArrayView name(reinterpret_cast<const char*>(attribute[0]));
        const bool mayBeId = QByteArrayView(name).compare("id", Qt::CaseInsensitive) == 0 || name == "AssertionID";
        if (!mayBeId)
            continue;
        const bool isXmlId = equals(attribute[2], "http://www.w3.org/XML/1998/namespace");
        const QByteArray value(reinterpret_cast<const char*>(attribute[3]), attribute[4] - attribute[3]);
        if (isXmlId || watch.ids.contains(value))
            return watch.stop(context, SamlRefusal::IdAmbiguous);
        watch.ids.insert(value);
    }
}

void onElement(void* context, const xmlChar* name, const xmlChar* prefix, const xmlChar* uri, int namespaceCount,
               const xmlChar** namespaces, int attributeCount, int defaulted, const xmlChar** attributes)
{
    Watch& watch = Watch::of(context);
    watch.nodes += 1 + attributeCount + namespaceCount;
    if (watch.nodes > watch.limits.nodes)
        return watch.stop(context, SamlRefusal::NodeCount);
    if (static_cast<xmlParserCtxt*>(context)->nodeNr >= watch.limits.depth)
        return watch.stop(context, SamlRefusal::Depth);
    watchIds(context, attributeCount, attributes);
    if (!watch.refusal)
        xmlSAX2StartElementNs(context, name, prefix, uri, namespaceCount, namespaces, attributeCount, defaulted,
                              attributes);
}

using ParserContext = std::unique_ptr<xmlParserCtxt, decltype(&xmlFreeParserCtxt)>;

void install(xmlParserCtxt* context, Watch& watch)
{
    context->_private = &watch;
    context->sax->internalSubset = onDocumentType;
    context->sax->externalSubset = onDocumentType;
    context->sax->processingInstruction = onProcessingInstruction;
    context->sax->comment = onComment;
    context->sax->startElementNs = onElement;
    // libxml2's versions differ in the type of the error.
    context->sax->serror = [](void*, auto* error) {
        if (error != nullptr)
            noteXmlMessage(error->message);
    };
}

} // namespace

XmlDocument::XmlDocument(xmlDoc* owned) : m_document(owned, [](xmlDoc* document) { xmlFreeDoc(document); }) {}

Result<XmlDocument> XmlDocument::parse(const QByteArray& bytes, const XmlLimits& limits)
{
    readyXml();
    if (bytes.size() > limits.bytes)
        return refusedAs(SamlRefusal::Size, u"longer than %1 bytes"_s.arg(limits.bytes));
    if (!QByteArrayView(bytes).isValidUtf8())
        return refusedAs(SamlRefusal::Encoding, u"not UTF-8"_s);
    if (bytes.contains('\0')) // libxml2 takes it for the end.
        return refusedAs(SamlRefusal::Malformed, u"NUL"_s);

    const XmlMessages messages;
    const ParserContext context(xmlNewParserCtxt(), &xmlFreeParserCtxt);
    if (!context)
        return Error{ErrorCode::Unavailable, u"no memory for a parser"_s};
    Watch watch{.limits = limits};
    install(context.get(), watch);
    // CDATA becomes plain text: two ways to write the same must not be told apart later.
    constexpr int options = XML_PARSE_NONET | XML_PARSE_NOCDATA;
    XmlDocument document(
        xmlCtxtReadMemory(context.get(), bytes.constData(), static_cast<int>(bytes.size()), nullptr, "UTF-8", options));
    if (watch.refusal)
        return refusedAs(*watch.refusal, u"in the text as it came"_s);
    const bool isGood = document.m_document && context->wellFormed == 1 && context->nsWellFormed == 1 &&
                        !document.root().isNull() && equals(document.native()->version, "1.0");
    if (!isGood)
        return refusedAs(SamlRefusal::Malformed, messages.text());
    return document;
}

XmlElement XmlDocument::root() const
{
    return XmlElement(xmlDocGetRootElement(m_document.get()));
}

QByteArray XmlDocument::bytes() const
{
    xmlChar* text = nullptr;
    int size = 0;
    xmlDocDumpMemoryEnc(m_document.get(), &text, &size, "UTF-8");
    const QByteArray bytes(reinterpret_cast<const char*>(text), size);
    xmlFree(text);
    return bytes;
}

QString XmlElement::name() const
{
    return textOf(m_node->name);
}

QString XmlElement::nameSpace() const
{
    return m_node->ns != nullptr ? textOf(m_node->ns->href) : QString();
}

bool XmlElement::is(QLatin1StringView nameSpace, QLatin1StringView name) const
{
    return m_node != nullptr && m_node->ns != nullptr && equals(m_node->name, name.data()) &&
           equals(m_node->ns->href, nameSpace.data());
}

QList<XmlElement::Attribute> XmlElement::attributes() const
{
    QList<Attribute> all;
    for (xmlAttr* each = m_node->properties; each != nullptr; each = each->next) {
        const std::unique_ptr<xmlChar, decltype(xmlFree)> value(xmlNodeListGetString(m_node->doc, each->children, 1),
                                                                xmlFree);
        all.append({each->ns != nullptr ? textOf(each->ns->href) : QString(), textOf(each->name), textOf(value.get())});
    }
    return all;
}

std::optional<QString> XmlElement::attribute(QLatin1StringView name) const
{
    for (xmlAttr* each = m_node->properties; each != nullptr; each = each->next) {
        if (each->ns != nullptr || !equals(each->name, name.data()))
            continue;
        const std::unique_ptr<xmlChar, decltype(xmlFree)> value(xmlNodeListGetString(m_node->doc, each->children, 1),
                                                                xmlFree);
        return textOf(value.get());
    }
    return std::nullopt;
}

XmlElement XmlElement::parent() const
{
    xmlNode* parent = m_node->parent;
    return XmlElement(parent != nullptr && parent->type == XML_ELEMENT_NODE ? parent : nullptr);
}

QList<XmlElement> XmlElement::children() const
{
    QList<XmlElement> all;
    for (xmlNode* each = xmlFirstElementChild(m_node); each != nullptr; each = xmlNextElementSibling(each))
        all.append(XmlElement(each));
    return all;
}

XmlElement XmlElement::child(QLatin1StringView nameSpace, QLatin1StringView name) const
{
    for (xmlNode* each = xmlFirstElementChild(m_node); each != nullptr; each = xmlNextElementSibling(each)) {
        if (XmlElement(each).is(nameSpace, name))
            return XmlElement(each);
    }
    return {};
}

QList<XmlElement> XmlElement::children(QLatin1StringView nameSpace, QLatin1StringView name) const
{
    QList<XmlElement> all;
    for (const XmlElement& each : children()) {
        if (each.is(nameSpace, name))
            all.append(each);
    }
    return all;
}

QString XmlElement::text() const
{
    QString text;
    for (const xmlNode* each = m_node->children; each != nullptr; each = each->next) {
        if (each->type == XML_TEXT_NODE || each->type == XML_CDATA_SECTION_NODE)
            text += textOf(each->content);
    }
    return text;
}

} // namespace keydesk
