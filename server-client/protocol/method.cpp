#include "protocol/method.h"

#include "protocol/wirenames.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

constexpr WireNames<Method, 5> methods{{{Method::Password, "password"_L1},
                                        {Method::MailCode, "mail_code"_L1},
                                        {Method::SmsCode, "sms_code"_L1},
                                        {Method::SoftOtp, "soft_otp"_L1},
                                        {Method::WebAuthn, "webauthn"_L1}}};
constexpr WireNames<ProfileType, 4> profileTypes{{{ProfileType::Registration, "registration"_L1},
                                                  {ProfileType::Sso, "sso"_L1},
                                                  {ProfileType::PasswordReset, "password_reset"_L1},
                                                  {ProfileType::Administration, "administration"_L1}}};
constexpr WireNames<InstallationKind, 4> installationKinds{{{InstallationKind::Kiosk, "kiosk"_L1},
                                                            {InstallationKind::Desktop, "desktop"_L1},
                                                            {InstallationKind::Sync, "sync"_L1},
                                                            {InstallationKind::Administration, "administration"_L1}}};
constexpr WireNames<Role, 3> roles{
    {{Role::User, "user"_L1}, {Role::Operator, "operator"_L1}, {Role::Administrator, "administrator"_L1}}};

} // namespace

QString methodName(Method method)
{
    return nameOf(methods, method);
}
std::optional<Method> methodFromName(QStringView name)
{
    return valueOf(methods, name);
}

QString profileTypeName(ProfileType type)
{
    return nameOf(profileTypes, type);
}
std::optional<ProfileType> profileTypeFromName(QStringView name)
{
    return valueOf(profileTypes, name);
}

QString installationKindName(InstallationKind kind)
{
    return nameOf(installationKinds, kind);
}
std::optional<InstallationKind> installationKindFromName(QStringView name)
{
    return valueOf(installationKinds, name);
}

QString roleName(Role role)
{
    return nameOf(roles, role);
}
std::optional<Role> roleFromName(QStringView name)
{
    return valueOf(roles, name);
}

} // namespace keydesk
