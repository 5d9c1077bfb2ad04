#pragma once

#include "factors/providerlogout.h"
#include "saml/samlstatus.h"
#include "saml/xmldocument.h"

namespace keydesk {

/// <Status> with its codes, at the end of a response.
void appendStatus(const XmlElement& response, SamlStatus status);
/// <NameID> with the attributes that it has.
void appendNameId(const XmlElement& parent, const NameId& nameId);

} // namespace keydesk
