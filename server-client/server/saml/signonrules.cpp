#include "saml/signonrules.h"

#include "saml/samlnames.h"
#include "saml/samlrefusal.h"

#include <algorithm>
#include <array>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

/// From weak to strong. A level stands for all classes of its own.
struct KnownClass
{
    QLatin1StringView name;
    AuthnLevel level;
};
constexpr std::array knownClasses{
    KnownClass{saml::unspecifiedClass, AuthnLevel::Password},
    KnownClass{saml::passwordClass, AuthnLevel::Password},
    KnownClass{saml::protectedPasswordClass, AuthnLevel::Password},
    KnownClass{saml::timeSyncTokenClass, AuthnLevel::MultiFactor},
    KnownClass{saml::refedsMfaClass, AuthnLevel::MultiFactor},
    KnownClass{saml::microsoftMfaClass, AuthnLevel::MultiFactor},
};

QString ordinaryClass(AuthnLevel level)
{
    return level == AuthnLevel::MultiFactor ? saml::refedsMfaClass : saml::protectedPasswordClass;
}

std::optional<AuthnLevel> levelOf(const QString& name)
{
    const auto found = std::ranges::find_if(knownClasses, [&](const KnownClass& each) { return each.name == name; });
    return found == knownClasses.end() ? std::nullopt : std::optional{found->level};
}

bool satisfies(AuthnContextComparison comparison, AuthnLevel reached, AuthnLevel asked)
{
    switch (comparison) {
    case AuthnContextComparison::Exact:
    case AuthnContextComparison::Minimum:
        return reached >= asked; // Whoever proved more has proved the less too.
    case AuthnContextComparison::Maximum:
        return reached <= asked;
    case AuthnContextComparison::Better:
        return reached > asked;
    }
    Q_UNREACHABLE();
}

QString formatOf(NameIdSource source)
{
    switch (source) {
    case NameIdSource::Persistent:
    case NameIdSource::Immutable:
        return saml::persistentName;
    case NameIdSource::Mail:
        return saml::emailAddressName;
    case NameIdSource::UserName:
        return saml::unspecifiedName;
    case NameIdSource::Transient:
        return saml::transientName;
    }
    Q_UNREACHABLE();
}

Result<SamlEndpoint> answerable(const SamlEndpoint& endpoint)
{
    if (endpoint.binding != saml::httpPost)
        return refusedAs(SamlRefusal::ConsumerBinding, endpoint.binding);
    return endpoint;
}

Result<SamlEndpoint> defaultConsumer(const ProviderMetadata& metadata)
{
    const auto found = std::ranges::find_if(metadata.consumers, &SamlEndpoint::isDefault);
    if (found == metadata.consumers.end())
        return refusedAs(SamlRefusal::ConsumerBinding, u"no consumer"_s);
    return answerable(*found);
}

} // namespace

Result<SamlEndpoint> consumerFor(const ProviderMetadata& metadata, const AuthnRequest* request)
{
    if (request == nullptr)
        return defaultConsumer(metadata);
    if (request->consumerIndex) {
        const auto found = std::ranges::find(metadata.consumers, *request->consumerIndex, &SamlEndpoint::index);
        if (found == metadata.consumers.end())
            return refusedAs(SamlRefusal::ConsumerIndex, QString::number(*request->consumerIndex));
        return answerable(*found);
    }
    if (request->consumerUrl) {
        std::optional<SamlEndpoint> other;
        for (const SamlEndpoint& each : metadata.consumers) {
            if (each.location != *request->consumerUrl)
                continue;
            if (each.binding == request->protocolBinding.value_or(saml::httpPost))
                return answerable(each);
            other = each;
        }
        return other ? refusedAs(SamlRefusal::ConsumerBinding, *request->consumerUrl)
                     : refusedAs(SamlRefusal::ConsumerUrl, *request->consumerUrl);
    }
    if (request->protocolBinding && *request->protocolBinding != saml::httpPost)
        return refusedAs(SamlRefusal::ConsumerBinding, *request->protocolBinding);
    return defaultConsumer(metadata);
}

std::optional<NameIdPlan> nameIdPlanFor(const ServiceProvider& provider, const std::optional<NameIdPolicy>& policy)
{
    const ProviderSettings& settings = provider.settings;
    NameIdPlan plan{.source = settings.nameIdSource,
                    .format =
                        settings.nameIdFormat.isEmpty() ? formatOf(settings.nameIdSource) : settings.nameIdFormat};
    if (!policy)
        return plan;
    if (!policy->spNameQualifier.isEmpty() && policy->spNameQualifier != provider.metadata.entityId)
        return std::nullopt; // An affiliation's name: there are none.
    if (policy->format.isEmpty() || policy->format == saml::unspecifiedName || policy->format == plan.format)
        return plan;
    if (policy->format == saml::transientName)
        return NameIdPlan{.source = NameIdSource::Transient, .format = policy->format}; // It tells less, never more.
    return std::nullopt;
}

std::optional<QString> contextClassFor(const std::optional<RequestedAuthnContext>& requested, AuthnLevel reached)
{
    if (!requested)
        return ordinaryClass(reached);
    for (const QString& name : requested->classes) { // In the order of preference.
        const auto asked = levelOf(name);
        if (!asked || !satisfies(requested->comparison, reached, *asked))
            continue;
        const bool sayAsAsked = requested->comparison == AuthnContextComparison::Exact || reached == *asked;
        return sayAsAsked ? name : ordinaryClass(reached);
    }
    return std::nullopt;
}

std::optional<ContextPlan> contextPlanFor(const std::optional<RequestedAuthnContext>& requested)
{
    for (const AuthnLevel level : {AuthnLevel::Password, AuthnLevel::MultiFactor}) {
        if (const auto name = contextClassFor(requested, level))
            return ContextPlan{.needed = level, .saidClass = *name};
    }
    return std::nullopt;
}

} // namespace keydesk
