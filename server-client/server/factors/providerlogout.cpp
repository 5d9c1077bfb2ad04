#include "factors/providerlogout.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

QMap<QString, QString> ProviderLogout::toContents() const
{
    return {{u"entityId"_s, entityId},
            {u"nameId"_s, nameId.value},
            {u"nameIdFormat"_s, nameId.format},
            {u"nameQualifier"_s, nameId.nameQualifier},
            {u"spNameQualifier"_s, nameId.spNameQualifier},
            {u"sessionIndex"_s, sessionIndex}};
}

std::optional<ProviderLogout> ProviderLogout::fromContents(const QMap<QString, QString>& contents)
{
    ProviderLogout logout{.entityId = contents.value(u"entityId"_s),
                          .nameId = {.value = contents.value(u"nameId"_s),
                                     .format = contents.value(u"nameIdFormat"_s),
                                     .nameQualifier = contents.value(u"nameQualifier"_s),
                                     .spNameQualifier = contents.value(u"spNameQualifier"_s)},
                          .sessionIndex = contents.value(u"sessionIndex"_s)};
    if (logout.entityId.isEmpty() || logout.nameId.value.isEmpty() || logout.sessionIndex.isEmpty())
        return std::nullopt;
    return logout;
}

} // namespace keydesk
