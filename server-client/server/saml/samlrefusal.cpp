#include "saml/samlrefusal.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

/// In the order of the enumeration.
constexpr std::array names{
    "size"_L1,
    "parameters"_L1,
    "base64"_L1,
    "deflate"_L1,
    "inflation"_L1,
    "soap_envelope"_L1,
    "encoding"_L1,
    "malformed"_L1,
    "document_type"_L1,
    "processing_instruction"_L1,
    "comment"_L1,
    "depth"_L1,
    "node_count"_L1,
    "root_element"_L1,
    "version"_L1,
    "id"_L1,
    "id_ambiguous"_L1,
    "structure"_L1,
    "value"_L1,
    "unsupported"_L1,
    "issuer"_L1,
    "name_id"_L1,
    "destination"_L1,
    "issue_instant_past"_L1,
    "issue_instant_future"_L1,
    "expired"_L1,
    "issuer_unknown"_L1,
    "replayed"_L1,
    "status_missing"_L1,
    "signature_missing"_L1,
    "signature_count"_L1,
    "signature_place"_L1,
    "signature_reference"_L1,
    "signature_transform"_L1,
    "signature_algorithm"_L1,
    "signature_wrong"_L1,
    "consumer_url"_L1,
    "consumer_index"_L1,
    "consumer_binding"_L1,
    "metadata_expired"_L1,
    "metadata_role"_L1,
    "metadata_certificate"_L1,
    "metadata_endpoint"_L1,
};

constexpr auto refusals = [] {
    std::array<SamlRefusal, names.size()> all{};
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = static_cast<SamlRefusal>(i);
    return all;
}();
static_assert(refusals.back() == SamlRefusal::MetadataEndpoint);

} // namespace

std::span<const SamlRefusal> everySamlRefusal()
{
    return refusals;
}

QString refusalName(SamlRefusal refusal)
{
    return names.at(static_cast<std::size_t>(refusal));
}

Error refusedAs(SamlRefusal refusal, const QString& why)
{
    const QString name = refusalName(refusal);
    return {.code = ErrorCode::InvalidRequest,
            .context = u"saml "_s % name % u": "_s % why,
            .details = {{u"saml"_s, name}}};
}

std::optional<SamlRefusal> refusalOf(const Error& error)
{
    const QString name = error.details.value(u"saml").toString();
    const auto found = std::ranges::find_if(names, [&](QLatin1StringView each) { return each == name; });
    return found == names.end() ? std::nullopt
                                : std::optional{static_cast<SamlRefusal>(std::distance(names.begin(), found))};
}

} // namespace keydesk
