#include "protocol/webauthn.h"

#include "protocol/wire.h"
#include "protocol/wirenames.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

constexpr WireNames<Requirement, 3> requirements{{{Requirement::Discouraged, "discouraged"_L1},
                                                  {Requirement::Preferred, "preferred"_L1},
                                                  {Requirement::Required, "required"_L1}}};
constexpr WireNames<AttestationConveyance, 3> conveyances{{{AttestationConveyance::None, "none"_L1},
                                                           {AttestationConveyance::Indirect, "indirect"_L1},
                                                           {AttestationConveyance::Direct, "direct"_L1}}};
constexpr WireNames<AuthenticatorAttachment, 3> attachments{
    {{AuthenticatorAttachment::Any, "any"_L1},
     {AuthenticatorAttachment::Platform, "platform"_L1},
     {AuthenticatorAttachment::CrossPlatform, "cross-platform"_L1}}};

} // namespace

QString requirementName(Requirement requirement)
{
    return nameOf(requirements, requirement);
}
std::optional<Requirement> requirementFromName(QStringView name)
{
    return valueOf(requirements, name);
}

QString conveyanceName(AttestationConveyance conveyance)
{
    return nameOf(conveyances, conveyance);
}
std::optional<AttestationConveyance> conveyanceFromName(QStringView name)
{
    return valueOf(conveyances, name);
}

QString attachmentName(AuthenticatorAttachment attachment)
{
    return nameOf(attachments, attachment);
}
std::optional<AuthenticatorAttachment> attachmentFromName(QStringView name)
{
    return valueOf(attachments, name);
}

SharedSecret answerText(const AssertionAnswer& answer)
{
    return share(Secret::copyOf(QJsonDocument(wire::toJson(answer)).toJson(QJsonDocument::Compact)));
}

} // namespace keydesk
