#include "protocol/wire.h"

#include "protocol/wirereading.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk::wire {

namespace {

constexpr int mailLength = 320;
constexpr int mobileLength = 32;
constexpr int passwordLength = 1024;
constexpr int hashLength = 128;
constexpr int maximumGroups = 256;
constexpr int maximumFactors = 8;

QJsonObject newUserJson(const User& value)
{
    return {{u"userName"_s, value.userName},
            {u"displayName"_s, value.displayName},
            {u"mail"_s, value.mail},
            {u"mobile"_s, value.mobile},
            {u"locale"_s, value.locale},
            {u"role"_s, roleName(value.role)},
            {u"groups"_s, QJsonArray::fromStringList(value.groups)}};
}

/// The members that a user and a new user share.
User readUser(JsonReader& reader)
{
    return {.id = {},
            .userName = reader.text("userName", nameLength),
            .displayName = reader.optionalText("displayName", nameLength),
            .mail = reader.optionalText("mail", mailLength),
            .mobile = reader.optionalText("mobile", mobileLength),
            .locale = reader.optionalText("locale", localeLength),
            .role = reader.choice("role", roleFromName),
            .groups = reader.has("groups") ? reader.textList("groups", maximumGroups, nameLength) : QStringList(),
            .isDisabled = false};
}

QJsonArray factorsJson(const QList<QList<Method>>& factors)
{
    QJsonArray json;
    for (const QList<Method>& factor : factors) {
        QJsonArray methods;
        for (const Method method : factor)
            methods.append(methodName(method));
        json.append(methods);
    }
    return json;
}

QList<QList<Method>> readFactors(JsonReader& reader)
{
    QList<QList<Method>> factors;
    for (const QJsonValue item : reader.array("factors", maximumFactors)) {
        QList<Method> methods;
        for (const QJsonValue name : item.toArray()) {
            const auto method = methodFromName(name.toString());
            if (!method || methods.contains(*method)) {
                reader.fail("factors", u"holds an unknown or repeated method"_s);
                return {};
            }
            methods.append(*method);
        }
        if (methods.isEmpty()) {
            reader.fail("factors", u"holds a factor without a method"_s);
            return {};
        }
        factors.append(methods);
    }
    if (factors.isEmpty())
        reader.fail("factors", u"is empty"_s);
    return factors;
}

ApplicationProfile readProfile(JsonReader& reader)
{
    return {.id = {},
            .name = reader.text("name", nameLength),
            .type = reader.choice("type", profileTypeFromName),
            .position = static_cast<int>(reader.integer("position", 0, 1'000'000, 0)),
            .groups = reader.has("groups") ? reader.textList("groups", maximumGroups, nameLength) : QStringList(),
            .factors = readFactors(reader)};
}

} // namespace

QJsonObject toJson(const User& value)
{
    QJsonObject json = newUserJson(value);
    json.insert(u"id"_s, value.id.value);
    json.insert(u"isDisabled"_s, value.isDisabled);
    return json;
}

Result<User> userFromJson(const QJsonObject& json)
{
    JsonReader reader(json, JsonReader::Unknown::Skip);
    User user = readUser(reader);
    user.id = {reader.text("id", idLength)};
    user.isDisabled = reader.boolean("isDisabled");
    return finished(reader, std::move(user));
}

QJsonObject toJson(const NewUser& value)
{
    QJsonObject json = newUserJson(value.user);
    json.insert(u"password"_s, QString::fromUtf8(value.password->view()));
    return json;
}

Result<NewUser> newUserFromJson(const QJsonObject& json)
{
    JsonReader reader(json);
    return finished(
        reader, NewUser{.user = readUser(reader), .password = share(reader.secretText("password", passwordLength))});
}

QJsonObject toJson(const ApplicationProfile& value)
{
    QJsonObject json{{u"name"_s, value.name},
                     {u"type"_s, profileTypeName(value.type)},
                     {u"position"_s, value.position},
                     {u"groups"_s, QJsonArray::fromStringList(value.groups)},
                     {u"factors"_s, factorsJson(value.factors)}};
    if (!value.id.isEmpty()) // A profile as a request has none.
        json.insert(u"id"_s, value.id.value);
    return json;
}

Result<ApplicationProfile> applicationProfileFromJson(const QJsonObject& json)
{
    JsonReader reader(json, JsonReader::Unknown::Skip);
    ApplicationProfile profile = readProfile(reader);
    profile.id = {reader.text("id", idLength)};
    return finished(reader, std::move(profile));
}

Result<ApplicationProfile> newProfileFromJson(const QJsonObject& json)
{
    JsonReader reader(json);
    ApplicationProfile profile = readProfile(reader);
    return finished(reader, std::move(profile));
}

QJsonObject toJson(const Installation& value)
{
    QJsonObject json{{u"id"_s, value.id.value},
                     {u"name"_s, value.name},
                     {u"place"_s, value.place},
                     {u"kind"_s, installationKindName(value.kind)},
                     {u"enrolled"_s, toMilliseconds(value.enrolled)},
                     {u"isRevoked"_s, value.isRevoked}};
    if (value.lastSeen)
        json.insert(u"lastSeen"_s, toMilliseconds(*value.lastSeen));
    return json;
}

Result<Installation> installationFromJson(const QJsonObject& json)
{
    JsonReader reader(json, JsonReader::Unknown::Skip);
    return finished(reader, Installation{.id = {reader.text("id", idLength)},
                                         .name = reader.text("name", nameLength),
                                         .place = reader.optionalText("place", nameLength),
                                         .kind = reader.choice("kind", installationKindFromName),
                                         .enrolled = reader.instant("enrolled"),
                                         .lastSeen = reader.optionalInstant("lastSeen"),
                                         .isRevoked = reader.boolean("isRevoked")});
}

QJsonObject toJson(const EnrolmentCode& value)
{
    return {{u"code"_s, QString::fromUtf8(value.code->view())}, {u"expires"_s, toMilliseconds(value.expires)}};
}

Result<EnrolmentCode> enrolmentCodeFromJson(const QJsonObject& json)
{
    JsonReader reader(json, JsonReader::Unknown::Skip);
    return finished(reader,
                    EnrolmentCode{.code = share(reader.secretText("code", 128)), .expires = reader.instant("expires")});
}

QJsonObject toJson(const AuditRecord& value)
{
    return {{u"number"_s, value.number},   {u"time"_s, toMilliseconds(value.time)},
            {u"event"_s, value.event},     {u"actor"_s, value.actor},
            {u"subject"_s, value.subject}, {u"installation"_s, value.installation},
            {u"address"_s, value.address}, {u"requestId"_s, value.requestId},
            {u"details"_s, value.details}, {u"hash"_s, value.hash}};
}

Result<AuditRecord> auditRecordFromJson(const QJsonObject& json)
{
    JsonReader reader(json, JsonReader::Unknown::Skip);
    return finished(reader, AuditRecord{.number = reader.integer("number", 0, std::numeric_limits<qint64>::max()),
                                        .time = reader.instant("time"),
                                        .event = reader.text("event", nameLength),
                                        .actor = reader.optionalText("actor", 2 * nameLength),
                                        .subject = reader.optionalText("subject", nameLength),
                                        .installation = reader.optionalText("installation", nameLength),
                                        .address = reader.optionalText("address", 64),
                                        .requestId = reader.optionalText("requestId", 64),
                                        .details = reader.object("details"),
                                        .hash = reader.text("hash", hashLength)});
}

QJsonObject toJson(const AuditVerdict& value)
{
    return {{u"isIntact"_s, value.isIntact},
            {u"records"_s, value.records},
            {u"head"_s, value.head},
            {u"firstBroken"_s, value.firstBroken},
            {u"problem"_s, value.problem}};
}

Result<AuditVerdict> auditVerdictFromJson(const QJsonObject& json)
{
    constexpr qint64 any = std::numeric_limits<qint64>::max();
    JsonReader reader(json, JsonReader::Unknown::Skip);
    return finished(reader, AuditVerdict{.isIntact = reader.boolean("isIntact"),
                                         .records = reader.integer("records", 0, any),
                                         .head = reader.optionalText("head", hashLength),
                                         .firstBroken = reader.integer("firstBroken", 0, any),
                                         .problem = reader.optionalText("problem", 1024)});
}

} // namespace keydesk::wire
