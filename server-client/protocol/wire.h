#pragma once

#include "protocol/account.h"
#include "protocol/administration.h"
#include "protocol/jsonreader.h"
#include "protocol/phone.h"
#include "protocol/service.h"
#include "protocol/sessions.h"
#include "protocol/signin.h"
#include "protocol/webauthn.h"

#include <QJsonArray>
#include <QJsonObject>

namespace keydesk {

/// The JSON form of every value, as docs/openapi.yaml describes it: one toJson and one fromJson per value, both ends use the
/// same. fromJson answers InvalidRequest; it skips unknown members of answers and refuses those of requests.
namespace wire {

/// What finishes the registration of a security key, as one body.
struct NamedCredential
{
    CreatedCredential created;
    QString name; ///< As typed; empty: the service gives one.
};

QJsonObject toJson(const StartSignIn& value);
Result<StartSignIn> startSignInFromJson(const QJsonObject& json);
QJsonObject toJson(const SignInStep& value);
Result<SignInStep> signInStepFromJson(const QJsonObject& json);
/// {method, answer}; the ceremony stands in the path.
QJsonObject toJson(const FactorAnswer& value);
Result<FactorAnswer> factorAnswerFromJson(const QJsonObject& json);
QJsonObject toJson(const Account& value);
Result<Account> accountFromJson(const QJsonObject& json);
QJsonObject toJson(const Phone& value);
Result<Phone> phoneFromJson(const QJsonObject& json);
QJsonObject toJson(const PhoneRegistration& value);
Result<PhoneRegistration> phoneRegistrationFromJson(const QJsonObject& json);
/// In a sign-in step; the ceremony is the step's.
QJsonObject toJson(const AssertionRequest& value);
Result<AssertionRequest> assertionRequestFromJson(const QJsonObject& json);
/// Without the ceremony, which stands in the path. The text of answerText() is this JSON.
QJsonObject toJson(const AssertionAnswer& value);
Result<AssertionAnswer> assertionAnswerFromJson(const QJsonObject& json);
QJsonObject toJson(const CredentialCreation& value);
Result<CredentialCreation> credentialCreationFromJson(const QJsonObject& json);
/// {…, name}; the ceremony stands in the path.
QJsonObject toJson(const NamedCredential& value);
Result<NamedCredential> namedCredentialFromJson(const QJsonObject& json);
QJsonObject toJson(const SecurityKey& value);
Result<SecurityKey> securityKeyFromJson(const QJsonObject& json);
QJsonObject toJson(const ServiceDescription& value);
Result<ServiceDescription> serviceDescriptionFromJson(const QJsonObject& json);
QJsonObject toJson(const InstallationIdentity& value);
Result<InstallationIdentity> installationIdentityFromJson(const QJsonObject& json);
QJsonObject toJson(const User& value);
Result<User> userFromJson(const QJsonObject& json);
QJsonObject toJson(const NewUser& value);
Result<NewUser> newUserFromJson(const QJsonObject& json);
QJsonObject toJson(const ApplicationProfile& value);
Result<ApplicationProfile> applicationProfileFromJson(const QJsonObject& json);
/// A profile as a request: no id.
Result<ApplicationProfile> newProfileFromJson(const QJsonObject& json);
QJsonObject toJson(const Installation& value);
Result<Installation> installationFromJson(const QJsonObject& json);
QJsonObject toJson(const EnrolmentCode& value);
Result<EnrolmentCode> enrolmentCodeFromJson(const QJsonObject& json);
QJsonObject toJson(const AuditRecord& value);
Result<AuditRecord> auditRecordFromJson(const QJsonObject& json);
QJsonObject toJson(const AuditVerdict& value);
Result<AuditVerdict> auditVerdictFromJson(const QJsonObject& json);
QJsonObject toJson(const AffectedKey& value);
Result<AffectedKey> affectedKeyFromJson(const QJsonObject& json);
QJsonObject toJson(const AuthenticatorMetadata& value);
Result<AuthenticatorMetadata> authenticatorMetadataFromJson(const QJsonObject& json);
QJsonObject toJson(const Session& value);
Result<Session> sessionFromJson(const QJsonObject& json);
/// {"error": {"code", "details", "requestId", "retryAfter"}}; context never crosses the wire.
QJsonObject toJson(const Error& value);
Error errorFromJson(const QJsonObject& json);

/// {"items": […]}
template <typename T>
QJsonObject listToJson(const QList<T>& values)
{
    QJsonArray items;
    for (const T& value : values)
        items.append(toJson(value));
    return {{QStringLiteral("items"), items}};
}
template <typename T>
Result<QList<T>> listFromJson(const QJsonObject& json, Result<T> (*itemFromJson)(const QJsonObject&))
{
    JsonReader reader(json, JsonReader::Unknown::Skip);
    QList<T> values;
    for (const QJsonValue item : reader.array("items", 100'000)) {
        auto value = itemFromJson(item.toObject());
        if (!value)
            return value.error();
        values.append(value.take());
    }
    if (const auto ok = reader.finish(); !ok)
        return ok.error();
    return values;
}

} // namespace wire
} // namespace keydesk
