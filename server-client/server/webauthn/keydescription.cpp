#include "webauthn/keydescription.h"

#include "webauthn/derreader.h"

#include <openssl/asn1.h>

namespace keydesk {

namespace {

// Tags of AuthorizationList, the same in all versions of the schema.
constexpr int tagPurpose = 1;
constexpr int tagAllApplications = 600;
constexpr int tagOrigin = 702;

std::optional<QSet<qint64>> readNumbers(QByteArrayView content)
{
    const auto set = onlyDerElement(content);
    if (!set || !set->is(V_ASN1_SET))
        return std::nullopt;
    QSet<qint64> numbers;
    for (DerReader reader(set->content); !reader.atEnd();) {
        const auto element = reader.next();
        const auto number = element ? derNumber(*element) : std::nullopt;
        if (!number)
            return std::nullopt;
        numbers.insert(*number);
    }
    return numbers;
}

std::optional<qint64> readNumber(QByteArrayView content)
{
    const auto element = onlyDerElement(content);
    return element ? derNumber(*element) : std::nullopt;
}

/// Each member carries a tag around its value; members that nobody asks for are skipped.
std::optional<KeyAuthorizations> readAuthorizations(const DerElement& list)
{
    if (!list.is(V_ASN1_SEQUENCE))
        return std::nullopt;
    KeyAuthorizations authorizations;
    for (DerReader reader(list.content); !reader.atEnd();) {
        const auto member = reader.next();
        if (!member || member->tagClass != DerElement::Class::ContextSpecific)
            return std::nullopt;
        if (member->tag == tagAllApplications)
            authorizations.isForAllApplications = true;
        if (member->tag == tagOrigin && !(authorizations.origin = readNumber(member->content)))
            return std::nullopt;
        if (member->tag == tagPurpose && !(authorizations.purposes = readNumbers(member->content)))
            return std::nullopt;
    }
    return authorizations;
}

} // namespace

std::optional<KeyDescription> readKeyDescription(QByteArrayView extension)
{
    const auto whole = onlyDerElement(extension);
    if (!whole || !whole->is(V_ASN1_SEQUENCE))
        return std::nullopt;
    DerReader reader(whole->content);
    for (const int type : {V_ASN1_INTEGER, V_ASN1_ENUMERATED, V_ASN1_INTEGER, V_ASN1_ENUMERATED}) {
        const auto versionOrLevel = reader.next();
        if (!versionOrLevel || !versionOrLevel->is(type))
            return std::nullopt;
    }
    const auto challenge = reader.next();
    const auto uniqueId = reader.next();
    const auto software = reader.next();
    const auto hardware = reader.next();
    if (!challenge || !challenge->is(V_ASN1_OCTET_STRING) || !uniqueId || !software || !hardware || !reader.atEnd())
        return std::nullopt;
    const auto bySoftware = readAuthorizations(*software);
    const auto byHardware = readAuthorizations(*hardware);
    if (!bySoftware || !byHardware)
        return std::nullopt;
    return KeyDescription{challenge->content.toByteArray(), *byHardware, *bySoftware};
}

} // namespace keydesk
