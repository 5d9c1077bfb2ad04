#include "saml/samlservice.h"

#include "base/random.h"
#include "saml/samlnames.h"
#include "saml/samlnamestore.h"

#include <algorithm>

/// What a service provider is told of a person.

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

Result<QString> immutableNameOf(Database& database, const User& user, const QString& fresh)
{
    return database.write([&](Transaction& transaction) -> Result<QString> {
        return SamlNameStore::immutableName(transaction, user.id, fresh);
    });
}

QStringList valuesOf(PersonField field, const User& user, const QString& immutableName)
{
    switch (field) {
    case PersonField::UserName:
        return {user.userName};
    case PersonField::DisplayName:
        return {user.displayName};
    case PersonField::Mail:
        return {user.mail};
    case PersonField::Mobile:
        return {user.mobile};
    case PersonField::Groups:
        return user.groups;
    case PersonField::ImmutableId:
        return {immutableName};
    }
    Q_UNREACHABLE();
}

} // namespace

Result<NameId> SamlService::nameIdOf(const ServiceProvider& provider, const NameIdPlan& plan, const User& user)
{
    NameId nameId{.value = {}, .format = plan.format};
    const QString fresh = m_parts.random.opaqueId();
    switch (plan.source) {
    case NameIdSource::Transient:
        nameId.value = u'_' % fresh;
        return nameId;
    case NameIdSource::Mail:
        nameId.value = user.mail;
        return nameId;
    case NameIdSource::UserName:
        nameId.value = user.userName;
        return nameId;
    case NameIdSource::Persistent:
    case NameIdSource::Immutable:
        break;
    }
    const auto name = plan.source == NameIdSource::Immutable
                          ? immutableNameOf(m_parts.database, user, fresh)
                          : m_parts.database.write([&](Transaction& transaction) -> Result<QString> {
                                return SamlNameStore::persistentName(transaction, provider.id, user.id, fresh);
                            });
    if (!name)
        return name.error();
    nameId.value = *name;
    if (plan.source == NameIdSource::Persistent) {
        // The name means nothing anywhere else (saml-core-2.0, section 8.3.7).
        nameId.nameQualifier = m_addresses.entityId;
        nameId.spNameQualifier = provider.metadata.entityId;
    }
    return nameId;
}

Result<QList<SamlAttribute>> SamlService::attributesOf(const ServiceProvider& provider, const User& user)
{
    const auto& rules = provider.settings.attributes;
    QString immutableName;
    if (std::ranges::find(rules, PersonField::ImmutableId, &AttributeRule::field) != rules.end()) {
        const auto name = immutableNameOf(m_parts.database, user, m_parts.random.opaqueId());
        if (!name)
            return name.error();
        immutableName = *name;
    }
    QList<SamlAttribute> attributes;
    for (const AttributeRule& each : rules) {
        QStringList values = valuesOf(each.field, user, immutableName);
        values.removeAll(QString());
        attributes.append(
            {.name = each.name, .nameFormat = each.nameFormat, .friendlyName = each.friendlyName, .values = values});
    }
    return attributes;
}

} // namespace keydesk
