#include "saml/serviceproviderstore.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString columns =
    u"id, entity_id, name, is_enabled, profile, name_id_source, name_id_format, attributes, signs_assertion, "
    "signs_response, encrypts_assertion, must_sign_requests, session_life, name_id_formats, wants_signed_assertions, "
    "signs_requests, metadata_valid_until, metadata_url"_s;
const QString consumerService = u"assertion_consumer"_s;
const QString logoutService = u"single_logout"_s;
const QString signingUse = u"signing"_s;
const QString encryptionUse = u"encryption"_s;

QString attributesText(const QList<AttributeRule>& rules)
{
    QJsonArray array;
    for (const AttributeRule& each : rules)
        array.append(QJsonObject{{u"field"_s, personFieldName(each.field)},
                                 {u"name"_s, each.name},
                                 {u"nameFormat"_s, each.nameFormat},
                                 {u"friendlyName"_s, each.friendlyName}});
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

QList<AttributeRule> attributesFrom(const QString& text)
{
    QList<AttributeRule> rules;
    for (const QJsonValue& value : QJsonDocument::fromJson(text.toUtf8()).array()) {
        const auto field = personFieldFromName(value[u"field"].toString());
        if (field)
            rules.append({.field = *field,
                          .name = value[u"name"].toString(),
                          .nameFormat = value[u"nameFormat"].toString(),
                          .friendlyName = value[u"friendlyName"].toString()});
    }
    return rules;
}

ServiceProvider providerFrom(const Row& row)
{
    return {.id = row.text(0),
            .metadata = {.entityId = row.text(1),
                         .nameIdFormats = row.text(13).split(u' ', Qt::SkipEmptyParts),
                         .wantsSignedAssertions = row.boolean(14),
                         .signsRequests = row.boolean(15),
                         .validUntil = row.optionalInstant(16)},
            .settings = {.name = row.text(2),
                         .isEnabled = row.boolean(3),
                         .profile = row.text(4),
                         .nameIdSource = nameIdSourceFromName(row.text(5)).value_or(NameIdSource::Transient),
                         .nameIdFormat = row.text(6),
                         .attributes = attributesFrom(row.text(7)),
                         .signsAssertion = row.boolean(8),
                         .signsResponse = row.boolean(9),
                         .encryptsAssertion = row.boolean(10),
                         .mustSignRequests = row.boolean(11),
                         .sessionLife = std::chrono::milliseconds{row.number(12)},
                         .metadataUrl = row.text(17)}};
}

QList<SamlEndpoint> endpoints(Transaction& transaction, const QString& id, const QString& service)
{
    QList<SamlEndpoint> found;
    const auto rows = transaction.all(u"SELECT binding, location, response_location, endpoint_index, is_default "
                                      "FROM saml_endpoints WHERE provider_id = ? AND service = ? ORDER BY position"_s,
                                      {id, service});
    for (const Row& row : rows)
        found.append({.binding = row.text(0),
                      .location = row.text(1),
                      .responseLocation = row.text(2),
                      .index = static_cast<quint16>(row.number(3)),
                      .isDefault = row.boolean(4)});
    return found;
}

Result<QList<SamlCertificate>> certificates(Transaction& transaction, const QString& id, const QString& use)
{
    QList<SamlCertificate> found;
    const auto rows = transaction.all(u"SELECT certificate FROM saml_certificates WHERE provider_id = ? AND "
                                      "use_name = ? ORDER BY position"_s,
                                      {id, use});
    for (const Row& row : rows) {
        auto certificate = SamlCertificate::fromDer(row.bytes(0));
        if (!certificate)
            return Error{ErrorCode::Internal, u"a stored certificate of "_s % id % u" cannot be read"_s};
        found.append(certificate.take());
    }
    return found;
}

Result<ServiceProvider> completed(Transaction& transaction, ServiceProvider provider)
{
    provider.metadata.consumers = endpoints(transaction, provider.id, consumerService);
    provider.metadata.logouts = endpoints(transaction, provider.id, logoutService);
    for (const auto& [use, list] :
         {std::pair{signingUse, &provider.metadata.signing}, std::pair{encryptionUse, &provider.metadata.encryption}}) {
        auto found = certificates(transaction, provider.id, use);
        if (!found)
            return found.error();
        *list = found.take();
    }
    return provider;
}

void insertParts(Transaction& transaction, const ServiceProvider& provider)
{
    for (const auto& [service, list] : {std::pair{consumerService, &provider.metadata.consumers},
                                        std::pair{logoutService, &provider.metadata.logouts}}) {
        int position = 0;
        for (const SamlEndpoint& each : *list)
            transaction.run(u"INSERT INTO saml_endpoints (provider_id, service, position, binding, location, "
                            "response_location, endpoint_index, is_default) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s,
                            {provider.id, service, position++, each.binding, each.location, each.responseLocation,
                             int{each.index}, int{each.isDefault}});
    }
    for (const auto& [use, list] :
         {std::pair{signingUse, &provider.metadata.signing}, std::pair{encryptionUse, &provider.metadata.encryption}}) {
        int position = 0;
        for (const SamlCertificate& each : *list)
            transaction.run(u"INSERT INTO saml_certificates (provider_id, use_name, position, certificate) "
                            "VALUES (?, ?, ?, ?)"_s,
                            {provider.id, use, position++, each.der()});
    }
}

void removeParts(Transaction& transaction, const QString& id)
{
    transaction.run(u"DELETE FROM saml_endpoints WHERE provider_id = ?"_s, {id});
    transaction.run(u"DELETE FROM saml_certificates WHERE provider_id = ?"_s, {id});
}

/// In the order of the columns, after id and entity_id.
QVariantList values(const ServiceProvider& provider)
{
    const ProviderSettings& settings = provider.settings;
    const ProviderMetadata& metadata = provider.metadata;
    return {settings.name,
            int{settings.isEnabled},
            settings.profile,
            nameIdSourceName(settings.nameIdSource),
            settings.nameIdFormat,
            attributesText(settings.attributes),
            int{settings.signsAssertion},
            int{settings.signsResponse},
            int{settings.encryptsAssertion},
            int{settings.mustSignRequests},
            qint64{settings.sessionLife.count()},
            metadata.nameIdFormats.join(u' '),
            int{metadata.wantsSignedAssertions},
            int{metadata.signsRequests},
            metadata.validUntil ? QVariant(toMilliseconds(*metadata.validUntil)) : QVariant(),
            settings.metadataUrl};
}

Result<std::optional<ServiceProvider>> findBy(Transaction& transaction, const QString& condition, const QString& value)
{
    const auto row = transaction.first(
        u"SELECT "_s + columns + u" FROM saml_service_providers WHERE "_s + condition + u" = ?"_s, {value});
    if (!row)
        return std::optional<ServiceProvider>();
    auto provider = completed(transaction, providerFrom(*row));
    if (!provider)
        return provider.error();
    return std::optional{provider.take()};
}

} // namespace

Result<QList<ServiceProvider>> ServiceProviderStore::all(Transaction& transaction)
{
    QList<ServiceProvider> found;
    const auto rows =
        transaction.all(u"SELECT "_s + columns + u" FROM saml_service_providers ORDER BY name, entity_id"_s);
    for (const Row& row : rows) {
        auto provider = completed(transaction, providerFrom(row));
        if (!provider)
            return provider.error();
        found.append(provider.take());
    }
    return found;
}

Result<std::optional<ServiceProvider>> ServiceProviderStore::find(Transaction& transaction, const QString& id)
{
    return findBy(transaction, u"id"_s, id);
}

Result<std::optional<ServiceProvider>> ServiceProviderStore::findByEntity(Transaction& transaction,
                                                                          const QString& entityId)
{
    return findBy(transaction, u"entity_id"_s, entityId);
}

bool ServiceProviderStore::insert(Transaction& transaction, const ServiceProvider& provider)
{
    const qint64 now = toMilliseconds(transaction.now());
    const bool isNew = transaction.tryInsert(
        u"INSERT INTO saml_service_providers ("_s + columns +
            u", created, changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        QVariantList{provider.id, provider.metadata.entityId} + values(provider) + QVariantList{now, now});
    if (isNew)
        insertParts(transaction, provider);
    return isNew;
}

void ServiceProviderStore::update(Transaction& transaction, const ServiceProvider& provider)
{
    transaction.run(
        u"UPDATE saml_service_providers SET name = ?, is_enabled = ?, profile = ?, name_id_source = ?, "
        "name_id_format = ?, attributes = ?, signs_assertion = ?, signs_response = ?, encrypts_assertion = ?, "
        "must_sign_requests = ?, session_life = ?, name_id_formats = ?, wants_signed_assertions = ?, "
        "signs_requests = ?, metadata_valid_until = ?, metadata_url = ?, changed = ? WHERE id = ?"_s,
        values(provider) + QVariantList{toMilliseconds(transaction.now()), provider.id});
    removeParts(transaction, provider.id);
    insertParts(transaction, provider);
}

void ServiceProviderStore::remove(Transaction& transaction, const QString& id)
{
    removeParts(transaction, id);
    transaction.run(u"DELETE FROM saml_persistent_names WHERE provider_id = ?"_s, {id});
    transaction.run(u"DELETE FROM saml_service_providers WHERE id = ?"_s, {id});
}

} // namespace keydesk
