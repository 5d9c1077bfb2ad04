#include "protocol/wire.h"

#include "protocol/wirereading.h"

#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace keydesk::wire {

namespace {

// Lengths in UTF-16 units.
constexpr int answerLength = 1024;
constexpr int assertionLength = 16 * 1024; // What a security key signs, with a long credential id and RSA.
constexpr int hintLength = 512;
constexpr int urlLength = 2048;
constexpr int logoBytes = 64 * 1024;

void insertUnlessEmpty(QJsonObject& json, const QString& name, const QString& value)
{
    if (!value.isEmpty())
        json.insert(name, value);
}

QJsonObject toJson(const CodeDelivery& value)
{
    return {{u"method"_s, methodName(value.method)},
            {u"hint"_s, value.hint},
            {u"expires"_s, toMilliseconds(value.expires)},
            {u"resendAfter"_s, static_cast<qint64>(value.resendAfter.count())},
            {u"sendsLeft"_s, value.sendsLeft}};
}

Result<CodeDelivery> codeDeliveryFromJson(const QJsonObject& json)
{
    JsonReader reader(json, JsonReader::Unknown::Skip);
    return finished(reader, CodeDelivery{.method = reader.choice("method", methodFromName),
                                         .hint = reader.optionalText("hint", hintLength),
                                         .expires = reader.instant("expires"),
                                         .resendAfter = std::chrono::seconds(reader.integer("resendAfter", 0, 86'400)),
                                         .sendsLeft = static_cast<int>(reader.integer("sendsLeft", 0, 1000))});
}

/// A newer service may offer methods that this program does not know: they are left out.
QList<MethodChoice> choicesFromJson(const QJsonArray& items)
{
    QList<MethodChoice> choices;
    for (const QJsonValue item : items) {
        JsonReader reader(item.toObject(), JsonReader::Unknown::Skip);
        const MethodChoice choice{.method = reader.choice("method", methodFromName),
                                  .hint = reader.optionalText("hint", hintLength)};
        if (reader.finish())
            choices.append(choice);
    }
    return choices;
}

QJsonObject toJson(const Branding& value)
{
    QJsonObject json{{u"organisation"_s, value.organisation}, {u"authenticatorName"_s, value.authenticatorName}};
    insertUnlessEmpty(json, u"appStore"_s, value.appStore.toString(QUrl::FullyEncoded));
    insertUnlessEmpty(json, u"playStore"_s, value.playStore.toString(QUrl::FullyEncoded));
    insertUnlessEmpty(json, u"accent"_s, value.accent);
    insertUnlessEmpty(json, u"logoSvg"_s, QString::fromLatin1(value.logoSvg.toBase64()));
    insertUnlessEmpty(json, u"helpDesk"_s, value.helpDesk);
    return json;
}

/// Only an address that a phone opens in a shop or a page; anything else is as good as none.
QUrl webAddress(const QString& text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && url.scheme() == u"https" && !url.host().isEmpty() ? url : QUrl();
}

Branding brandingFromJson(const QJsonObject& json, JsonReader& outer)
{
    static const QRegularExpression colour(u"^#[0-9A-Fa-f]{6}$"_s);
    JsonReader reader(json, JsonReader::Unknown::Skip);
    Branding branding{.organisation = reader.optionalText("organisation", nameLength),
                      .authenticatorName = reader.optionalText("authenticatorName", nameLength),
                      .appStore = webAddress(reader.optionalText("appStore", urlLength)),
                      .playStore = webAddress(reader.optionalText("playStore", urlLength)),
                      .accent = reader.optionalText("accent", 16),
                      .logoSvg =
                          QByteArray::fromBase64(reader.optionalText("logoSvg", logoBytes * 4 / 3 + 4).toLatin1()),
                      .helpDesk = reader.optionalText("helpDesk", 1024)};
    if (!colour.match(branding.accent).hasMatch())
        branding.accent.clear();
    if (const auto ok = reader.finish(); !ok)
        outer.fail("branding", ok.error().context);
    return branding;
}

} // namespace

QJsonObject toJson(const StartSignIn& value)
{
    QJsonObject json;
    if (value.userName.isEmpty())
        json.insert(u"method"_s, methodName(Method::WebAuthn));
    else
        json.insert(u"userName"_s, value.userName);
    insertUnlessEmpty(json, u"locale"_s, value.locale);
    return json;
}

Result<StartSignIn> startSignInFromJson(const QJsonObject& json)
{
    JsonReader reader(json);
    StartSignIn value{.userName = {}, .locale = reader.optionalText("locale", localeLength)};
    if (!reader.has("method"))
        value.userName = reader.text("userName", nameLength);
    else if (reader.choice("method", methodFromName) != Method::WebAuthn)
        reader.fail("method", u"needs a user name"_s);
    return finished(reader, std::move(value));
}

QJsonObject toJson(const SignInStep& value)
{
    QJsonArray choices;
    for (const MethodChoice& choice : value.choices)
        choices.append(QJsonObject{{u"method"_s, methodName(choice.method)}, {u"hint"_s, choice.hint}});
    QJsonObject json{
        {u"ceremony"_s, value.ceremony.value},        {u"isDone"_s, value.isDone}, {u"factor"_s, value.factor},
        {u"factorCount"_s, value.factorCount},        {u"choices"_s, choices},     {u"triesLeft"_s, value.triesLeft},
        {u"expires"_s, toMilliseconds(value.expires)}};
    if (value.delivery)
        json.insert(u"delivery"_s, toJson(*value.delivery));
    if (value.assertion)
        json.insert(u"assertion"_s, toJson(*value.assertion));
    return json;
}

Result<SignInStep> signInStepFromJson(const QJsonObject& json)
{
    JsonReader reader(json, JsonReader::Unknown::Skip);
    SignInStep step{.ceremony = {reader.text("ceremony", idLength)},
                    .isDone = reader.boolean("isDone"),
                    .factor = static_cast<int>(reader.integer("factor", 1, 16)),
                    .factorCount = static_cast<int>(reader.integer("factorCount", 1, 16)),
                    .choices = choicesFromJson(reader.array("choices", 64)),
                    .delivery = std::nullopt,
                    .triesLeft = static_cast<int>(reader.integer("triesLeft", 0, 1000)),
                    .expires = reader.instant("expires")};
    if (reader.has("delivery"))
        step.delivery = readPart("delivery", codeDeliveryFromJson, reader);
    if (reader.has("assertion")) {
        step.assertion = readPart("assertion", assertionRequestFromJson, reader);
        step.assertion->ceremony = step.ceremony;
    }
    if (!step.isDone && step.choices.isEmpty())
        reader.fail("choices", u"offers no known method"_s);
    return finished(reader, std::move(step));
}

QJsonObject toJson(const FactorAnswer& value)
{
    return {{u"method"_s, methodName(value.method)}, {u"answer"_s, QString::fromUtf8(value.answer->view())}};
}

Result<FactorAnswer> factorAnswerFromJson(const QJsonObject& json)
{
    JsonReader reader(json);
    const Method method = reader.choice("method", methodFromName);
    const int longest = method == Method::WebAuthn ? assertionLength : answerLength;
    return finished(
        reader, FactorAnswer{.ceremony = {}, .method = method, .answer = share(reader.secretText("answer", longest))});
}

QJsonObject toJson(const Account& value)
{
    return {{u"id"_s, value.id.value},
            {u"userName"_s, value.userName},
            {u"displayName"_s, value.displayName},
            {u"locale"_s, value.locale},
            {u"role"_s, roleName(value.role)},
            {u"goodFactors"_s, value.goodFactors},
            {u"phones"_s, value.phones},
            {u"phonesAllowed"_s, value.phonesAllowed},
            {u"securityKeys"_s, value.securityKeys},
            {u"securityKeysAllowed"_s, value.securityKeysAllowed},
            {u"stepUpNeeded"_s, value.stepUpNeeded}};
}

Result<Account> accountFromJson(const QJsonObject& json)
{
    JsonReader reader(json, JsonReader::Unknown::Skip);
    return finished(reader,
                    Account{.id = {reader.text("id", idLength)},
                            .userName = reader.text("userName", nameLength),
                            .displayName = reader.optionalText("displayName", nameLength),
                            .locale = reader.optionalText("locale", localeLength),
                            .role = reader.choice("role", roleFromName),
                            .goodFactors = static_cast<int>(reader.integer("goodFactors", 0, 10'000)),
                            .phones = static_cast<int>(reader.integer("phones", 0, 10'000)),
                            .phonesAllowed = static_cast<int>(reader.integer("phonesAllowed", 0, 10'000)),
                            .stepUpNeeded = reader.boolean("stepUpNeeded"),
                            .securityKeys = static_cast<int>(reader.integer("securityKeys", 0, 10'000)),
                            .securityKeysAllowed = static_cast<int>(reader.integer("securityKeysAllowed", 0, 10'000))});
}

QJsonObject toJson(const Phone& value)
{
    QJsonObject json{{u"id"_s, value.id.value},
                     {u"name"_s, value.name},
                     {u"account"_s, value.account},
                     {u"capabilities"_s, QJsonArray::fromStringList(value.capabilities)},
                     {u"registered"_s, toMilliseconds(value.registered)},
                     {u"isLost"_s, value.isLost},
                     {u"clockOffset"_s, static_cast<qint64>(value.clockOffset.count())}};
    if (value.lastUsed)
        json.insert(u"lastUsed"_s, toMilliseconds(*value.lastUsed));
    return json;
}

Result<Phone> phoneFromJson(const QJsonObject& json)
{
    JsonReader reader(json, JsonReader::Unknown::Skip);
    return finished(reader, Phone{.id = {reader.text("id", idLength)},
                                  .name = reader.optionalText("name", nameLength),
                                  .account = reader.optionalText("account", nameLength),
                                  .capabilities = reader.textList("capabilities", 64, 64),
                                  .registered = reader.instant("registered"),
                                  .lastUsed = reader.optionalInstant("lastUsed"),
                                  .isLost = reader.boolean("isLost"),
                                  .clockOffset = std::chrono::seconds(reader.integer("clockOffset", -86'400, 86'400))});
}

QJsonObject toJson(const PhoneRegistration& value)
{
    constexpr auto form = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    const QByteArrayView secret = value.secret->view();
    QByteArray encoded = QByteArray::fromRawData(secret.data(), secret.size()).toBase64(form);
    QJsonObject json{{u"id"_s, value.id.value},
                     {u"issuer"_s, value.issuer},
                     {u"account"_s, value.account},
                     {u"secret"_s, QString::fromLatin1(encoded)},
                     {u"uri"_s, QString::fromUtf8(value.uri->view())},
                     {u"expires"_s, toMilliseconds(value.expires)},
                     {u"triesLeft"_s, value.triesLeft}};
    wipe(encoded);
    return json;
}

Result<PhoneRegistration> phoneRegistrationFromJson(const QJsonObject& json)
{
    JsonReader reader(json, JsonReader::Unknown::Skip);
    return finished(reader, PhoneRegistration{.id = {reader.text("id", idLength)},
                                              .issuer = reader.optionalText("issuer", nameLength),
                                              .account = reader.text("account", nameLength),
                                              .secret = share(reader.secretBytes("secret", 128)),
                                              .uri = share(reader.secretText("uri", urlLength)),
                                              .expires = reader.instant("expires"),
                                              .triesLeft = static_cast<int>(reader.integer("triesLeft", 0, 1000))});
}

QJsonObject toJson(const ServiceDescription& value)
{
    return {{u"version"_s, value.version},
            {u"minimumClient"_s, value.minimumClient},
            {u"capabilities"_s, QJsonArray::fromStringList(value.capabilities)},
            {u"locales"_s, QJsonArray::fromStringList(value.locales)},
            {u"branding"_s, toJson(value.branding)},
            {u"serviceTime"_s, toMilliseconds(value.serviceTime)},
            {u"isOpen"_s, value.isOpen},
            {u"relyingPartyId"_s, value.relyingPartyId}};
}

Result<ServiceDescription> serviceDescriptionFromJson(const QJsonObject& json)
{
    JsonReader reader(json, JsonReader::Unknown::Skip);
    return finished(reader, ServiceDescription{.version = reader.text("version", 64),
                                               .minimumClient = reader.text("minimumClient", 64),
                                               .capabilities = reader.textList("capabilities", 64, 64),
                                               .locales = reader.textList("locales", 64, localeLength),
                                               .branding = brandingFromJson(reader.object("branding"), reader),
                                               .serviceTime = reader.instant("serviceTime"),
                                               .isOpen = reader.boolean("isOpen"),
                                               .relyingPartyId = reader.optionalText("relyingPartyId", 253)});
}

QJsonObject toJson(const InstallationIdentity& value)
{
    return {{u"id"_s, value.id}, {u"name"_s, value.name}, {u"place"_s, value.place}, {u"kind"_s, value.kind}};
}

Result<InstallationIdentity> installationIdentityFromJson(const QJsonObject& json)
{
    JsonReader reader(json, JsonReader::Unknown::Skip);
    return finished(reader, InstallationIdentity{.id = reader.text("id", idLength),
                                                 .name = reader.text("name", nameLength),
                                                 .place = reader.optionalText("place", nameLength),
                                                 .kind = reader.text("kind", 64)});
}

QJsonObject toJson(const Error& value)
{
    QJsonObject error{{u"code"_s, codeName(value.code)}};
    if (!value.details.isEmpty())
        error.insert(u"details"_s, value.details);
    insertUnlessEmpty(error, u"requestId"_s, value.requestId);
    if (value.retryAfter.count() > 0)
        error.insert(u"retryAfter"_s, static_cast<qint64>(value.retryAfter.count()));
    return {{u"error"_s, error}};
}

Error errorFromJson(const QJsonObject& json)
{
    JsonReader outer(json, JsonReader::Unknown::Skip);
    const QJsonObject inner = outer.object("error");
    JsonReader reader(inner, JsonReader::Unknown::Skip);
    const auto code = codeFromName(reader.text("code", 64));
    Error error{.code = code.value_or(ErrorCode::ProtocolMismatch),
                .context = u"answer of the service"_s,
                .details = inner[u"details"_s].toObject(),
                .retryAfter = std::chrono::seconds(reader.integer("retryAfter", 0, 86'400, 0)),
                .requestId = reader.optionalText("requestId", 64)};
    if (!outer.finish() || !reader.finish() || !code)
        return {.code = ErrorCode::ProtocolMismatch,
                .context = u"an error of unknown form"_s,
                .requestId = error.requestId};
    return error;
}

} // namespace keydesk::wire
