#pragma once

#include "base/onetimepassword.h"
#include "fakes/fakeanswers.h"
#include "fakes/fakeclock.h"
#include "protocol/account.h"
#include "protocol/phone.h"
#include "protocol/service.h"
#include "protocol/signin.h"
#include "protocol/webauthn.h"

namespace keydesk {

/// A registration service in memory, at the app's outermost edge: the interfaces of protocol with the service's rules
/// in short form. GUI thread.
class FakeApis : public FakeAnswers,
                 public ServiceApi,
                 public SignInApi,
                 public AccountApi,
                 public PhoneApi,
                 public WebAuthnApi
{
public:
    struct Person
    {
        Account account;
        QString password;
        QList<Phone> phones;
        QHash<QString, QByteArray> seeds; ///< By phone id, 20 bytes.
        QList<SecurityKey> keys = {};
    };
    explicit FakeApis(const FakeClock& clock);

    // What tests arrange.
    ServiceDescription description;
    std::optional<InstallationIdentity> enrolled;
    QString enrolmentCode = QStringLiteral("7K3M-9QXD");
    QHash<QString, Person> people; ///< ada@example.org, password "correct horse".
    /// The Registration profile: factors in order.
    QList<QList<Method>> profile{{Method::Password}, {Method::MailCode}};
    QList<QList<Method>> namelessProfile{{Method::WebAuthn}}; ///< Where a key says who signs in.
    int tries = 5;
    int registrationTries = 3;
    std::chrono::seconds resendAfter{30};
    bool needsStepUp = false; ///< Adding and removing ask for a strong proof.
    QList<Method> stepUpMethods{Method::SoftOtp};
    Requirement userVerification = Requirement::Preferred;
    /// As if it had been registered: usable by this credential id.
    SecurityKey addKey(const QString& userName, const QByteArray& credentialId);
    /// The service keeps security keys, and a profile asks for one.
    void offerKeys();

    // What tests look at.
    QByteArray sentCode; ///< The last code by mail or SMS.
    QString lastLocale;
    QString signedIn; ///< User name, empty when nobody is.
    std::optional<PhoneRegistration> registration;
    std::optional<CredentialCreation> keyRegistration;
    /// The right code of the open registration at the fake time plus an offset.
    QByteArray codeOfRegistration(std::chrono::seconds offset = {}) const;
    QByteArray codeOfPhone(const Phone& phone) const;

    QFuture<Result<ServiceDescription>> describe() override;
    QFuture<Result<void>> load() override;
    QFuture<Result<InstallationIdentity>> enrol(const QString& code) override;
    std::optional<InstallationIdentity> identity() const override { return m_isLoaded ? enrolled : std::nullopt; }
    QFuture<Result<SignInStep>> startSignIn(const StartSignIn& start) override;
    QFuture<Result<SignInStep>> startStepUp() override;
    QFuture<Result<SignInStep>> answerFactor(const FactorAnswer& answer) override;
    QFuture<Result<SignInStep>> sendCode(const CeremonyId& ceremony, Method method) override;
    QFuture<Result<void>> cancelSignIn(const CeremonyId& ceremony) override;
    QFuture<Result<void>> signOut() override;
    QFuture<Result<Account>> account() override;
    QFuture<Result<void>> setLocale(const QString& locale) override;
    QFuture<Result<QList<Phone>>> phones() override;
    QFuture<Result<PhoneRegistration>> startRegistration() override;
    QFuture<Result<Phone>> verifyRegistration(const PhoneId& id, const SharedSecret& code) override;
    QFuture<Result<void>> cancelRegistration(const PhoneId& id) override;
    QFuture<Result<Phone>> renamePhone(const PhoneId& id, const QString& name) override;
    QFuture<Result<void>> removePhone(const PhoneId& id) override;
    QFuture<Result<void>> reportLost(const PhoneId& id) override;
    QFuture<Result<QList<SecurityKey>>> securityKeys() override;
    QFuture<Result<CredentialCreation>> startKeyRegistration() override;
    QFuture<Result<SecurityKey>> finishKeyRegistration(const CreatedCredential& created, const QString& name) override;
    QFuture<Result<void>> cancelKeyRegistration(const CeremonyId& ceremony) override;
    QFuture<Result<SecurityKey>> renameKey(const SecurityKeyId& id, const QString& name) override;
    QFuture<Result<void>> removeKey(const SecurityKeyId& id) override;
    QFuture<Result<void>> reportKeyLost(const SecurityKeyId& id) override;

private:
    struct Ceremony
    {
        QString userName;
        bool isStepUp = false;
        QList<QList<Method>> factors;
        SignInStep step;
    };
    Person* person();
    SignInStep begun(Ceremony& ceremony, const CeremonyId& id, const QList<QList<Method>>& factors);
    SignInStep& show(Ceremony& ceremony);
    Result<SignInStep> answered(const FactorAnswer& answer);
    Result<SignInStep> delivered(const CeremonyId& id, Method method);
    Result<PhoneRegistration> registrationOf(Person& person);
    Result<Phone> verified(Person& person, const PhoneId& id, QByteArrayView code);
    bool accepts(const Ceremony& ceremony, Method method, QByteArrayView answer) const;
    AssertionRequest request(const Ceremony& ceremony);
    bool acceptsKey(Ceremony& ceremony, const QByteArray& answer);
    CredentialCreation creationFor(const Person& person);
    Result<SecurityKey> registered(Person& person, const CreatedCredential& created, const QString& name);
    Result<SecurityKey*> findKey(const SecurityKeyId& id);
    Result<Phone*> find(const PhoneId& id);
    void recount(Person& person);

    const FakeClock& m_clock;
    QHash<QString, Ceremony> m_ceremonies;
    bool m_isLoaded = false;
    int m_number = 0;
};

} // namespace keydesk
