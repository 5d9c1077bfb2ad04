#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "saml/xmldocument.h"

namespace keydesk {

/// Attributes as the types of XML Schema part 2. An attribute that is not there is nullopt, false or empty; one that is
/// there and not of the type is SamlRefusal::Value.
Result<bool> booleanOf(const XmlElement& element, QLatin1StringView attribute);
Result<std::optional<quint16>> unsignedShortOf(const XmlElement& element, QLatin1StringView attribute);
/// saml-core-2.0, section 1.3.3: in UTC, with "Z" or without.
Result<std::optional<Instant>> instantOf(const XmlElement& element, QLatin1StringView attribute);

std::optional<Instant> instantFromText(const QString& text);
/// With milliseconds.
QString textFrom(Instant instant);
/// An xs:ID: a name without colon (Namespaces in XML 1.0, section 3), at most 256 characters.
bool isXmlName(const QString& text);
/// saml-core-2.0, section 8.3.6: an entity's name, at most 1,024 characters; no space or control in it.
bool isEntityId(const QString& text);

} // namespace keydesk
