#include "saml/serviceprovider.h"

#include "protocol/wirenames.h"
#include "saml/samlnames.h"

#include <QSet>
#include <algorithm>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr WireNames<NameIdSource, 5> sources{{{NameIdSource::Persistent, "persistent"_L1},
                                              {NameIdSource::Immutable, "immutable"_L1},
                                              {NameIdSource::Mail, "mail"_L1},
                                              {NameIdSource::UserName, "user_name"_L1},
                                              {NameIdSource::Transient, "transient"_L1}}};
constexpr WireNames<PersonField, 6> fields{{{PersonField::UserName, "user_name"_L1},
                                            {PersonField::DisplayName, "display_name"_L1},
                                            {PersonField::Mail, "mail"_L1},
                                            {PersonField::Mobile, "mobile"_L1},
                                            {PersonField::Groups, "groups"_L1},
                                            {PersonField::ImmutableId, "immutable_id"_L1}}};

Error wrong(const QString& field, const QString& why)
{
    return {.code = ErrorCode::InvalidRequest, .context = why, .details = {{u"field"_s, field}}};
}

/// Names the person by ImmutableID, and needs their user principal name beside it.
ProviderSettings office365()
{
    return {.name = u"Office 365"_s,
            .nameIdSource = NameIdSource::Immutable,
            .nameIdFormat = saml::persistentName,
            .attributes = {{.field = PersonField::Mail, .name = u"IDPEmail"_s}},
            .signsAssertion = true};
}

/// Names the person by the Federation ID of their user there.
ProviderSettings salesforce()
{
    return {.name = u"Salesforce"_s,
            .nameIdSource = NameIdSource::Mail,
            .nameIdFormat = saml::unspecifiedName,
            .attributes = {{.field = PersonField::Mail, .name = u"User.Email"_s},
                           {.field = PersonField::UserName, .name = u"User.Username"_s}},
            .signsAssertion = true,
            .signsResponse = true};
}

} // namespace

QString nameIdSourceName(NameIdSource source)
{
    return nameOf(sources, source);
}

std::optional<NameIdSource> nameIdSourceFromName(QStringView name)
{
    return valueOf(sources, name);
}

QString personFieldName(PersonField field)
{
    return nameOf(fields, field);
}

std::optional<PersonField> personFieldFromName(QStringView name)
{
    return valueOf(fields, name);
}

QStringList providerPresetNames()
{
    return {u"office365"_s, u"salesforce"_s};
}

std::optional<ProviderSettings> providerPreset(QStringView name)
{
    if (name == u"office365")
        return office365();
    return name == u"salesforce" ? std::optional{salesforce()} : std::nullopt;
}

Result<void> checkSettings(const ProviderSettings& settings, const ProviderMetadata& metadata)
{
    if (settings.name.trimmed().isEmpty() || settings.name.size() > 100)
        return wrong(u"name"_s, u"a name of 1 to 100 characters"_s);
    if (!settings.signsAssertion && !settings.signsResponse)
        return wrong(u"signsAssertion"_s, u"the assertion, the response, or both must be signed"_s);
    const bool canEncrypt = std::ranges::any_of(metadata.encryption, &SamlCertificate::isRsa);
    if (settings.encryptsAssertion && !canEncrypt)
        return wrong(u"encryptsAssertion"_s, u"the metadata has no RSA certificate to encrypt for"_s);
    if (settings.mustSignRequests && metadata.signing.isEmpty())
        return wrong(u"mustSignRequests"_s, u"the metadata has no certificate to verify with"_s);
    if (settings.sessionLife < std::chrono::milliseconds{0})
        return wrong(u"sessionLife"_s, u"a negative time"_s);
    QSet<QString> names;
    for (const AttributeRule& each : settings.attributes) {
        if (each.name.isEmpty() || names.contains(each.name))
            return wrong(u"attributes"_s, u"an attribute without a name, or one twice"_s);
        names.insert(each.name);
    }
    return done();
}

} // namespace keydesk
