#pragma once

#include "base/result.h"

#include <QList>
#include <memory>

typedef struct _xmlDoc xmlDoc;
typedef struct _xmlNode xmlNode;

namespace keydesk {

/// A look at an element; belongs to its document and is valid as long as that is. Namespaces are their URIs.
class XmlElement
{
public:
    XmlElement() = default;
    explicit XmlElement(xmlNode* node) : m_node(node) {}

    bool isNull() const { return m_node == nullptr; }
    QString name() const;
    QString nameSpace() const;
    bool is(QLatin1StringView nameSpace, QLatin1StringView name) const;

    struct Attribute
    {
        QString nameSpace;
        QString name;
        QString value;
    };
    QList<Attribute> attributes() const;
    /// Without a namespace. nullopt where it is not there.
    std::optional<QString> attribute(QLatin1StringView name) const;

    XmlElement parent() const;
    QList<XmlElement> children() const;
    /// The first one of that name, or a null element.
    XmlElement child(QLatin1StringView nameSpace, QLatin1StringView name) const;
    QList<XmlElement> children(QLatin1StringView nameSpace, QLatin1StringView name) const;
    /// All text in it, not that of its children.
    QString text() const;

    xmlNode* native() const { return m_node; }
    friend bool operator==(const XmlElement& left, const XmlElement& right) { return left.m_node == right.m_node; }

private:
    xmlNode* m_node = nullptr;
};

struct XmlLimits
{
    qsizetype bytes = 64 * 1024;
    int depth = 24;
    /// Elements and attributes.
    int nodes = 2'000;
    /// They are no part of the document then: nothing that is signed or read is.
    bool allowsComments = false;
};

/// A document that a stranger wrote. Copies share it; one thread at a time.
class XmlDocument
{
public:
    /// XML 1.0 in UTF-8 with namespaces, without a document type, entities of its own, or processing instructions.
    /// SamlRefusal: Size, Encoding, Malformed, DocumentType, ProcessingInstruction, Comment, Depth, NodeCount, and
    /// IdAmbiguous where two attributes that could be somebody's ID have the same value, or one is xml:id.
    static Result<XmlDocument> parse(const QByteArray& bytes, const XmlLimits& limits = {});

    /// One that was made here; takes it over.
    static XmlDocument owning(xmlDoc* document) { return XmlDocument(document); }

    XmlElement root() const;
    /// With the XML declaration, without line breaks of our own.
    QByteArray bytes() const;
    xmlDoc* native() const { return m_document.get(); }

private:
    explicit XmlDocument(xmlDoc* owned);
    std::shared_ptr<xmlDoc> m_document;
};

} // namespace keydesk
