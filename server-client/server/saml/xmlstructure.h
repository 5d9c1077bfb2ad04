#pragma once

#include "saml/xmldocument.h"

namespace keydesk {

/// Holds an element and all in it against what the schemas of saml-core-2.0 and saml-metadata-2.0 say of them: which
/// attributes, which children, in which order, how often, with text or without. What stands in <Extensions> and other
/// open places may be anything of another namespace. Types of values are their readers' business.
/// SamlRefusal::Structure names the first place; Unsupported for what the schema has and this service does not take.
Result<void> checkStructure(const XmlElement& element);

} // namespace keydesk
