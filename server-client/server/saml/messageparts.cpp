#include "saml/messageparts.h"

#include "saml/xmlbuilder.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

void appendStatus(const XmlElement& response, SamlStatus status)
{
    const StatusCodes codes = statusCodes(status);
    const XmlElement first = append(append(response, samlp("Status"_L1)), samlp("StatusCode"_L1));
    setAttribute(first, "Value", codes.first);
    if (!codes.second.isEmpty())
        setAttribute(append(first, samlp("StatusCode"_L1)), "Value", codes.second);
}

void appendNameId(const XmlElement& parent, const NameId& nameId)
{
    const XmlElement element = append(parent, samlName("NameID"_L1), nameId.value);
    for (const auto& [name, value] :
         {std::pair{"NameQualifier", nameId.nameQualifier}, std::pair{"SPNameQualifier", nameId.spNameQualifier},
          std::pair{"Format", nameId.format}}) {
        if (!value.isEmpty())
            setAttribute(element, name, value);
    }
}

} // namespace keydesk
