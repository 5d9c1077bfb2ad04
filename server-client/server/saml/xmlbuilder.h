#pragma once

#include "saml/xmldocument.h"

namespace keydesk {

/// Names in our messages: the prefix that goes with a namespace.
struct XmlName
{
    QLatin1StringView nameSpace;
    QLatin1StringView prefix;
    QLatin1StringView name;
};

// The names of one namespace each.
XmlName samlp(QLatin1StringView name);
XmlName samlName(QLatin1StringView name);
XmlName md(QLatin1StringView name);
XmlName ds(QLatin1StringView name);
XmlName soapName(QLatin1StringView name);

/// Puts documents of our own together. A namespace is declared where it is first used.
XmlDocument newDocument(const XmlName& root);
XmlElement append(const XmlElement& parent, const XmlName& name, const QString& text = {});
/// Declares its namespace again, so that it can be encrypted and read by itself.
XmlElement appendIndependent(const XmlElement& parent, const XmlName& name);
/// Escaped as needed.
void setAttribute(const XmlElement& element, const char* name, const QString& value);

} // namespace keydesk
