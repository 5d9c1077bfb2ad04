#pragma once

#include "saml/samlmessages.h"
#include "saml/xmldocument.h"

namespace keydesk {

/// What a message says, of an element that has passed checkStructure(). RootElement, Version, Id, Issuer, NameId,
/// StatusMissing, Unsupported, and Value for what is not of the schema's type.
Result<SamlMessage> readMessage(const XmlElement& message);

} // namespace keydesk
