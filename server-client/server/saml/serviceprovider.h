#pragma once

#include "saml/samlcertificate.h"

#include <QStringList>

namespace keydesk {

/// An address of a service provider (saml-metadata-2.0, sections 2.2.2, 2.2.3).
struct SamlEndpoint
{
    QString binding; ///< URI.
    QString location;
    QString responseLocation = {}; ///< Empty: the same.
    quint16 index = 0;             ///< Of consumers only.
    bool isDefault = false;        ///< One of the consumers is.

    friend bool operator==(const SamlEndpoint&, const SamlEndpoint&) = default;
};

/// What a service provider says of itself, as far as it counts here.
struct ProviderMetadata
{
    QString entityId;
    QList<SamlEndpoint> consumers = {}; ///< AssertionConsumerService.
    QList<SamlEndpoint> logouts = {};   ///< SingleLogoutService.
    QList<SamlCertificate> signing = {};
    QList<SamlCertificate> encryption = {};
    QStringList nameIdFormats = {};
    bool wantsSignedAssertions = false;
    bool signsRequests = false;
    std::optional<Instant> validUntil = {};
};

/// What a person is called there.
enum class NameIdSource {
    Persistent, ///< Random, another one for each service provider.
    Immutable,  ///< Stored with the person, the same for all; what directories know them by (Microsoft's ImmutableID).
    Mail,
    UserName,
    Transient, ///< Random, another one for each sign-in.
};
/// "persistent", "immutable", "mail", "user_name", "transient".
QString nameIdSourceName(NameIdSource source);
std::optional<NameIdSource> nameIdSourceFromName(QStringView name);

/// What of a person an attribute tells.
enum class PersonField { UserName, DisplayName, Mail, Mobile, Groups, ImmutableId };
/// "user_name", "display_name", "mail", "mobile", "groups", "immutable_id".
QString personFieldName(PersonField field);
std::optional<PersonField> personFieldFromName(QStringView name);

struct AttributeRule
{
    PersonField field = PersonField::Mail;
    QString name;
    QString nameFormat = {};
    QString friendlyName = {};

    friend bool operator==(const AttributeRule&, const AttributeRule&) = default;
};

/// What an administrator has decided about a service provider.
struct ProviderSettings
{
    QString name; ///< For people.
    bool isEnabled = true;
    QString profile = {}; ///< Name of an application profile of type sso; empty: the first that fits the person.
    NameIdSource nameIdSource = NameIdSource::Persistent;
    QString nameIdFormat = {}; ///< URI; empty: what goes with the source.
    QList<AttributeRule> attributes = {};
    bool signsAssertion = true;
    bool signsResponse = false;
    bool encryptsAssertion = false;
    bool mustSignRequests = false;
    std::chrono::milliseconds sessionLife{0}; ///< 0: as long as the person's session.
    QString metadataUrl = {};                 ///< Where it can be fetched anew; empty: it came as a file.
};

struct ServiceProvider
{
    QString id = {};
    ProviderMetadata metadata;
    ProviderSettings settings;
};

/// Ready settings, named "office365" and "salesforce"; docs/administration.md says what else each needs.
QStringList providerPresetNames();
std::optional<ProviderSettings> providerPreset(QStringView name);

/// InvalidRequest (details.field) for settings that cannot work with the metadata: no name, nothing signed, encrypting
/// without an RSA certificate to encrypt for, required signatures without a certificate, two rules for one attribute.
Result<void> checkSettings(const ProviderSettings& settings, const ProviderMetadata& metadata);

} // namespace keydesk
