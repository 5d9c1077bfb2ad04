#include "saml/providermetadata.h"

#include "saml/samlnames.h"
#include "saml/samlrefusal.h"
#include "saml/xmldocument.h"
#include "saml/xmlsignature.h"
#include "saml/xmlstructure.h"
#include "saml/xmlvalues.h"

#include <QSet>
#include <QUrl>
#include <algorithm>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr XmlLimits limits{.bytes = 1024 * 1024, .depth = 48, .nodes = 40'000, .allowsComments = true};
constexpr qsizetype longestLocation = 2048;

Error wrongEndpoint(const QString& why)
{
    return refusedAs(SamlRefusal::MetadataEndpoint, why);
}

bool isUsable(const QString& location)
{
    const QUrl url(location, QUrl::StrictMode);
    const QString host = url.host();
    const bool isHere = host == u"localhost" || host == u"127.0.0.1" || host == u"::1";
    return url.isValid() && !host.isEmpty() && url.userInfo().isEmpty() && !url.hasFragment() &&
           location.size() <= longestLocation && (url.scheme() == u"https" || (url.scheme() == u"http" && isHere));
}

Result<SamlEndpoint> readEndpoint(const XmlElement& element)
{
    SamlEndpoint endpoint{.binding = element.attribute("Binding"_L1).value_or(QString()),
                          .location = element.attribute("Location"_L1).value_or(QString()),
                          .responseLocation = element.attribute("ResponseLocation"_L1).value_or(QString())};
    if (!isUsable(endpoint.location) || !(endpoint.responseLocation.isEmpty() || isUsable(endpoint.responseLocation)))
        return wrongEndpoint(u"not an https address: "_s % endpoint.location);
    const auto index = unsignedShortOf(element, "index"_L1);
    if (!index)
        return index.error();
    endpoint.index = index->value_or(quint16{});
    return endpoint;
}

/// Section 2.2.3: the first that says it is the default, else the first that does not say it is not, else the first.
/// Only among those that we can answer to.
void chooseDefault(QList<SamlEndpoint>& consumers, const QList<std::optional<bool>>& said)
{
    const auto first = [&](auto fits) -> qsizetype {
        for (qsizetype i = 0; i < consumers.size(); ++i) {
            if (consumers[i].binding == saml::httpPost && fits(said[i]))
                return i;
        }
        return -1;
    };
    qsizetype chosen = first([](const std::optional<bool>& each) { return each == true; });
    if (chosen < 0)
        chosen = first([](const std::optional<bool>& each) { return !each; });
    if (chosen < 0)
        chosen = first([](const std::optional<bool>&) { return true; });
    if (chosen >= 0)
        consumers[chosen].isDefault = true;
}

Result<void> readConsumers(const XmlElement& role, ProviderMetadata& metadata)
{
    QList<std::optional<bool>> said;
    QSet<quint16> indexes;
    for (const XmlElement& each : role.children(saml::metadata, "AssertionConsumerService"_L1)) {
        const auto endpoint = readEndpoint(each);
        if (!endpoint)
            return endpoint.error();
        if (indexes.contains(endpoint->index))
            return wrongEndpoint(u"two consumers with one index"_s);
        indexes.insert(endpoint->index);
        const auto isDefault = booleanOf(each, "isDefault"_L1);
        if (!isDefault)
            return isDefault.error();
        said.append(each.attribute("isDefault"_L1) ? std::optional{*isDefault} : std::nullopt);
        metadata.consumers.append(*endpoint);
    }
    chooseDefault(metadata.consumers, said);
    if (std::ranges::none_of(metadata.consumers, &SamlEndpoint::isDefault))
        return wrongEndpoint(u"no consumer that takes assertions by POST"_s);
    return done();
}

Result<void> readLogouts(const XmlElement& role, ProviderMetadata& metadata)
{
    for (const XmlElement& each : role.children(saml::metadata, "SingleLogoutService"_L1)) {
        const auto endpoint = readEndpoint(each);
        if (!endpoint)
            return endpoint.error();
        metadata.logouts.append(*endpoint);
    }
    return done();
}

void collectCertificates(const XmlElement& element, QList<XmlElement>& found)
{
    for (const XmlElement& child : element.children()) {
        if (child.is(saml::signature, "X509Certificate"_L1))
            found.append(child);
        collectCertificates(child, found);
    }
}

/// Keys given in another form than as certificates are passed over.
Result<void> readKeys(const XmlElement& role, ProviderMetadata& metadata)
{
    for (const XmlElement& descriptor : role.children(saml::metadata, "KeyDescriptor"_L1)) {
        const QString use = descriptor.attribute("use"_L1).value_or(QString());
        if (!(use.isEmpty() || use == u"signing" || use == u"encryption"))
            return refusedAs(SamlRefusal::Value, u"<KeyDescriptor use>"_s);
        QList<XmlElement> elements;
        collectCertificates(descriptor, elements);
        for (const XmlElement& each : elements) {
            const auto certificate = SamlCertificate::fromBase64(each.text());
            if (!certificate)
                return certificate.error();
            if (use != u"encryption")
                metadata.signing.append(*certificate);
            if (use != u"signing")
                metadata.encryption.append(*certificate);
        }
    }
    return done();
}

Result<void> checkValidity(const XmlElement& element, ProviderMetadata& metadata, Instant now)
{
    const auto until = instantOf(element, "validUntil"_L1);
    if (!until)
        return until.error();
    if (!*until)
        return done();
    if (**until <= now)
        return refusedAs(SamlRefusal::MetadataExpired, u"validUntil has passed"_s);
    metadata.validUntil = metadata.validUntil ? std::min(*metadata.validUntil, **until) : **until;
    return done();
}

Result<void> readRole(const XmlElement& role, ProviderMetadata& metadata, Instant now)
{
    if (auto checked = checkValidity(role, metadata, now); !checked)
        return checked;
    for (const auto& [name, flag] : {std::pair{"WantAssertionsSigned"_L1, &metadata.wantsSignedAssertions},
                                     std::pair{"AuthnRequestsSigned"_L1, &metadata.signsRequests}}) {
        const auto value = booleanOf(role, name);
        if (!value)
            return value.error();
        *flag = *value;
    }
    for (const XmlElement& each : role.children(saml::metadata, "NameIDFormat"_L1))
        metadata.nameIdFormats.append(each.text().simplified().remove(u' '));
    if (auto keys = readKeys(role, metadata); !keys)
        return keys;
    if (auto logouts = readLogouts(role, metadata); !logouts)
        return logouts;
    return readConsumers(role, metadata);
}

/// The one service provider that speaks SAML 2.0.
Result<XmlElement> roleOf(const XmlElement& entity)
{
    QList<XmlElement> roles;
    for (const XmlElement& each : entity.children(saml::metadata, "SPSSODescriptor"_L1)) {
        const QString protocols = each.attribute("protocolSupportEnumeration"_L1).value_or(QString());
        if (protocols.simplified().split(u' ').contains(saml::protocol))
            roles.append(each);
    }
    if (roles.size() != 1)
        return refusedAs(SamlRefusal::MetadataRole, u"%1 service providers of SAML 2.0"_s.arg(roles.size()));
    return roles.first();
}

Result<void> checkSignature(const XmlDocument& document, const MetadataTrust& trust)
{
    if (!trust.signer)
        return done();
    const auto signature = signatureOf(document, document.root());
    if (!signature)
        return signature.error();
    if (signature->isNull())
        return refusedAs(SamlRefusal::SignatureMissing, u"of the metadata"_s);
    return verifySignature(document, document.root(), *signature, {*trust.signer});
}

} // namespace

Result<ProviderMetadata> readProviderMetadata(const QByteArray& xml, const MetadataTrust& trust)
{
    const auto document = XmlDocument::parse(xml, limits);
    if (!document)
        return document.error();
    const XmlElement entity = document->root();
    if (!entity.is(saml::metadata, "EntityDescriptor"_L1))
        return refusedAs(SamlRefusal::RootElement, entity.name());
    if (const auto checked = checkStructure(entity); !checked)
        return checked.error();
    if (const auto checked = checkSignature(*document, trust); !checked)
        return checked.error();
    ProviderMetadata metadata{.entityId = entity.attribute("entityID"_L1).value_or(QString())};
    if (!isEntityId(metadata.entityId))
        return refusedAs(SamlRefusal::Issuer, u"entityID"_s);
    if (const auto checked = checkValidity(entity, metadata, trust.now); !checked)
        return checked.error();
    const auto role = roleOf(entity);
    if (!role)
        return role.error();
    if (const auto read = readRole(*role, metadata, trust.now); !read)
        return read.error();
    return metadata;
}

} // namespace keydesk
