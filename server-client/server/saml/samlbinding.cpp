#include "saml/samlbinding.h"

#include "saml/deflate.h"
#include "saml/samlnames.h"
#include "saml/samlrefusal.h"

#include <QHash>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestQuery = 24 * 1024;
constexpr qsizetype longestForm = 128 * 1024;
constexpr qsizetype longestMessage = 64 * 1024;
constexpr qsizetype longestRelayState = 2 * 1024;

/// Names to values as they came, of those that SAML gives a meaning. nullopt where one comes twice.
std::optional<QHash<QByteArray, QByteArray>> parametersOf(const QByteArray& text)
{
    static const QList<QByteArray> known{"SAMLRequest",  "SAMLResponse", "RelayState",
                                         "SAMLEncoding", "SigAlg",       "Signature"};
    QHash<QByteArray, QByteArray> parameters;
    for (const QByteArray& pair : text.split('&')) {
        const qsizetype equals = pair.indexOf('=');
        const QByteArray name = equals < 0 ? pair : pair.first(equals);
        if (!known.contains(name))
            continue;
        if (parameters.contains(name))
            return std::nullopt;
        parameters.insert(name, equals < 0 ? QByteArray() : pair.mid(equals + 1));
    }
    return parameters;
}

QByteArray decoded(QByteArray value)
{
    value.replace('+', ' ');
    return QByteArray::fromPercentEncoding(value);
}

/// RFC 2045 allows line ends and spaces in between; a "+" that nobody escaped has become one.
Result<QByteArray> fromBase64(QByteArray text)
{
    text.removeIf([](char c) { return c == '\r' || c == '\n' || c == '\t'; });
    text.replace(' ', '+');
    const auto bytes = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    if (!bytes || (*bytes).isEmpty())
        return refusedAs(SamlRefusal::Base64, u"not base64"_s);
    return *bytes;
}

Result<QString> relayStateOf(const QByteArray& raw)
{
    const QByteArray bytes = decoded(raw);
    if (bytes.size() > longestRelayState)
        return refusedAs(SamlRefusal::Size, u"RelayState"_s);
    if (!QByteArrayView(bytes).isValidUtf8() || bytes.contains('\0'))
        return refusedAs(SamlRefusal::Encoding, u"RelayState"_s);
    return QString::fromUtf8(bytes);
}

Error wrongParameters()
{
    return refusedAs(SamlRefusal::Parameters, u"missing, twice, or not together"_s);
}

/// What both bindings of browsers have in common: the message's bytes in base64, and where they are to come back to.
struct Carried
{
    BoundMessage message;
    QByteArray bytes;
};

Result<Carried> carriedBy(SamlBinding binding, const QHash<QByteArray, QByteArray>& parameters)
{
    const bool isResponse = parameters.contains("SAMLResponse");
    if (isResponse == parameters.contains("SAMLRequest"))
        return wrongParameters();
    auto bytes = fromBase64(decoded(parameters.value(isResponse ? "SAMLResponse" : "SAMLRequest")));
    if (!bytes)
        return bytes.error();
    auto relayState = relayStateOf(parameters.value("RelayState"));
    if (!relayState)
        return relayState.error();
    return Carried{{.binding = binding, .isResponse = isResponse, .xml = {}, .relayState = relayState.take()},
                   bytes.take()};
}

/// Section 3.4.4.1: name=value of message, RelayState if any, SigAlg, in this order, as they came.
QByteArray signedBytes(const QHash<QByteArray, QByteArray>& parameters)
{
    QByteArrayList parts;
    for (const char* name : {"SAMLRequest", "SAMLResponse", "RelayState", "SigAlg"}) {
        if (parameters.contains(name))
            parts.append(QByteArray(name) + '=' + parameters.value(name));
    }
    return parts.join('&');
}

} // namespace

QString bindingUri(SamlBinding binding)
{
    switch (binding) {
    case SamlBinding::Redirect:
        return saml::httpRedirect;
    case SamlBinding::Post:
        return saml::httpPost;
    case SamlBinding::Soap:
        return saml::soap;
    }
    Q_UNREACHABLE();
}

std::optional<SamlBinding> bindingFromUri(QStringView uri)
{
    for (const SamlBinding each : {SamlBinding::Redirect, SamlBinding::Post, SamlBinding::Soap}) {
        if (uri == bindingUri(each))
            return each;
    }
    return std::nullopt;
}

Result<BoundMessage> readRedirect(const QByteArray& rawQuery)
{
    if (rawQuery.size() > longestQuery)
        return refusedAs(SamlRefusal::Size, u"the query"_s);
    const auto parameters = parametersOf(rawQuery);
    const bool isWhole = parameters && parameters->contains("SigAlg") == parameters->contains("Signature");
    const bool isDeflated =
        parameters && (!parameters->contains("SAMLEncoding") ||
                       QLatin1StringView(decoded(parameters->value("SAMLEncoding"))) == saml::deflateEncoding);
    if (!isWhole || !isDeflated)
        return wrongParameters();
    auto carried = carriedBy(SamlBinding::Redirect, *parameters);
    if (!carried)
        return carried.error();
    auto xml = inflated(carried->bytes, longestMessage);
    if (!xml)
        return xml.error();
    BoundMessage message = std::move(carried->message);
    message.xml = xml.take();
    if (!parameters->contains("Signature"))
        return message;
    auto value = fromBase64(decoded(parameters->value("Signature")));
    if (!value)
        return value.error();
    message.signature = QuerySignature{.algorithm = decoded(parameters->value("SigAlg")),
                                       .signedBytes = signedBytes(*parameters),
                                       .value = value.take()};
    return message;
}

Result<BoundMessage> readPost(const QByteArray& form)
{
    if (form.size() > longestForm)
        return refusedAs(SamlRefusal::Size, u"the form"_s);
    const auto parameters = parametersOf(form);
    if (!parameters || parameters->contains("SigAlg") || parameters->contains("Signature"))
        return wrongParameters();
    auto carried = carriedBy(SamlBinding::Post, *parameters);
    if (!carried)
        return carried.error();
    if (carried->bytes.size() > longestMessage)
        return refusedAs(SamlRefusal::Size, u"the message"_s);
    BoundMessage message = std::move(carried->message);
    message.xml = std::move(carried->bytes);
    return message;
}

Result<BoundMessage> readSoap(const QByteArray& body)
{
    if (body.size() > longestMessage)
        return refusedAs(SamlRefusal::Size, u"the envelope"_s);
    return BoundMessage{.binding = SamlBinding::Soap, .xml = body};
}

} // namespace keydesk
