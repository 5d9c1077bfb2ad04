#include "base/error.h"
#include "protocol/method.h"
#include "protocol/webauthn.h"

#include <QSet>
#include <QTest>

using namespace keydesk;

class TestMethod : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesOnTheWireStayAsTheyAre();
    void everyNameLeadsBack();
    void unknownNamesAreNothing();
    void everyErrorCodeHasItsOwnName();
};

void TestMethod::namesOnTheWireStayAsTheyAre()
{
    QCOMPARE(methodName(Method::Password), QStringLiteral("password"));
    QCOMPARE(methodName(Method::MailCode), QStringLiteral("mail_code"));
    QCOMPARE(methodName(Method::SmsCode), QStringLiteral("sms_code"));
    QCOMPARE(methodName(Method::SoftOtp), QStringLiteral("soft_otp"));
    QCOMPARE(methodName(Method::WebAuthn), QStringLiteral("webauthn"));
    QCOMPARE(requirementName(Requirement::Discouraged), QStringLiteral("discouraged"));
    QCOMPARE(conveyanceName(AttestationConveyance::Direct), QStringLiteral("direct"));
    QCOMPARE(attachmentName(AuthenticatorAttachment::CrossPlatform), QStringLiteral("cross-platform"));
    QCOMPARE(profileTypeName(ProfileType::PasswordReset), QStringLiteral("password_reset"));
    QCOMPARE(installationKindName(InstallationKind::Kiosk), QStringLiteral("kiosk"));
    QCOMPARE(roleName(Role::Administrator), QStringLiteral("administrator"));
}

void TestMethod::everyNameLeadsBack()
{
    for (const Method value : {Method::Password, Method::MailCode, Method::SmsCode, Method::SoftOtp, Method::WebAuthn})
        QCOMPARE(methodFromName(methodName(value)), value);
    for (const ProfileType value :
         {ProfileType::Registration, ProfileType::Sso, ProfileType::PasswordReset, ProfileType::Administration})
        QCOMPARE(profileTypeFromName(profileTypeName(value)), value);
    for (const InstallationKind value :
         {InstallationKind::Kiosk, InstallationKind::Desktop, InstallationKind::Sync, InstallationKind::Administration})
        QCOMPARE(installationKindFromName(installationKindName(value)), value);
    for (const Role value : {Role::User, Role::Operator, Role::Administrator})
        QCOMPARE(roleFromName(roleName(value)), value);
    for (const Requirement value : {Requirement::Discouraged, Requirement::Preferred, Requirement::Required})
        QCOMPARE(requirementFromName(requirementName(value)), value);
    for (const AttestationConveyance value :
         {AttestationConveyance::None, AttestationConveyance::Indirect, AttestationConveyance::Direct})
        QCOMPARE(conveyanceFromName(conveyanceName(value)), value);
    for (const AuthenticatorAttachment value :
         {AuthenticatorAttachment::Any, AuthenticatorAttachment::Platform, AuthenticatorAttachment::CrossPlatform})
        QCOMPARE(attachmentFromName(attachmentName(value)), value);
}

void TestMethod::unknownNamesAreNothing()
{
    for (const QString& name :
         {QString(), QStringLiteral("Password"), QStringLiteral("password "), QStringLiteral("telepathy")}) {
        QVERIFY(!methodFromName(name));
        QVERIFY(!profileTypeFromName(name));
        QVERIFY(!installationKindFromName(name));
        QVERIFY(!roleFromName(name));
        QVERIFY(!requirementFromName(name));
        QVERIFY(!conveyanceFromName(name));
        QVERIFY(!attachmentFromName(name));
        QVERIFY(!codeFromName(name));
    }
}

void TestMethod::everyErrorCodeHasItsOwnName()
{
    QSet<QString> names;
    for (int number = 0; number <= static_cast<int>(ErrorCode::Internal); ++number) {
        const auto code = static_cast<ErrorCode>(number);
        QCOMPARE(codeFromName(codeName(code)), code);
        names.insert(codeName(code));
    }
    QCOMPARE(names.size(), static_cast<int>(ErrorCode::Internal) + 1);
}

QTEST_GUILESS_MAIN(TestMethod)
#include "tst_method.moc"
