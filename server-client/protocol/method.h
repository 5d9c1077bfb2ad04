#pragma once

#include <QString>
#include <optional>

namespace keydesk {

/// An authentication method: one way to answer a factor of an application profile.
enum class Method {
    Password, ///< Local password (memorized secret, NIST SP 800-63B section 5.1.1).
    MailCode, ///< Six digits by e-mail.
    SmsCode,  ///< Six digits by SMS.
    SoftOtp,  ///< RFC 6238 code of a registered phone.
    WebAuthn, ///< Assertion of a registered security key (Web Authentication Level 3).
};

/// Wire name: "password", "mail_code", "sms_code", "soft_otp", "webauthn".
QString methodName(Method method);
std::optional<Method> methodFromName(QStringView name);

/// A strong proof counts for step-up; a good factor counts towards the "two good factors" of a person.
constexpr bool isStrong(Method method) { return method == Method::SoftOtp || method == Method::WebAuthn; }

/// What an application profile is for. Names: "registration", "sso", "password_reset", "administration".
enum class ProfileType { Registration, Sso, PasswordReset, Administration };
QString profileTypeName(ProfileType type);
std::optional<ProfileType> profileTypeFromName(QStringView name);

enum class InstallationKind { Kiosk, Desktop, Sync, Administration };
QString installationKindName(InstallationKind kind); ///< "kiosk", "desktop", "sync", "administration"
std::optional<InstallationKind> installationKindFromName(QStringView name);

enum class Role { User, Operator, Administrator };
QString roleName(Role role); ///< "user", "operator", "administrator"
std::optional<Role> roleFromName(QStringView name);

} // namespace keydesk
