#include "fakes/fakeapis.h"

#include "protocol/otpauthuri.h"

#include <algorithm>

namespace keydesk {

using namespace std::chrono_literals;

namespace {

QByteArray textOf(const SharedSecret& secret)
{
    return secret ? secret->view().toByteArray() : QByteArray();
}

Error failure(ErrorCode code)
{
    return {.code = code, .context = QStringLiteral("in memory")};
}

} // namespace

FakeApis::FakeApis(const FakeClock& clock) : m_clock(clock)
{
    description = {.version = QStringLiteral(KEYDESK_VERSION),
                   .minimumClient = QStringLiteral("0.1.0"),
                   .capabilities = {QStringLiteral("sign_in"), QStringLiteral("phones")},
                   .locales = {QStringLiteral("en"), QStringLiteral("tr")},
                   .branding = {.organisation = QStringLiteral("Example Corp"),
                                .authenticatorName = QStringLiteral("SecTrail Authenticator"),
                                .appStore = QUrl(QStringLiteral("https://apps.example.org/ios")),
                                .playStore = QUrl(QStringLiteral("https://apps.example.org/android")),
                                .accent = {},
                                .logoSvg = {},
                                .helpDesk = QStringLiteral("Call 4242")},
                   .serviceTime = clock.now(),
                   .isOpen = true};
    enrolled = InstallationIdentity{.id = QStringLiteral("installation-1"),
                                    .name = QStringLiteral("Lobby"),
                                    .place = QStringLiteral("Building 4"),
                                    .kind = QStringLiteral("kiosk")};
    const auto add = [this](const QString& userName, const QString& displayName) {
        people.insert(userName, {.account = {.id = {u"id-of-" % userName},
                                             .userName = userName,
                                             .displayName = displayName,
                                             .locale = QStringLiteral("en"),
                                             .phonesAllowed = 3},
                                 .password = QStringLiteral("correct horse"),
                                 .phones = {},
                                 .seeds = {}});
    };
    add(QStringLiteral("ada@example.org"), QStringLiteral("Ada Lovelace"));
    add(QStringLiteral("grace@example.org"), QStringLiteral("Grace Hopper"));
}

template <typename T>
QFuture<Result<T>> FakeApis::respond(const QString& call, std::function<Result<T>()> make)
{
    calls.append(call);
    if (m_failures.contains(call))
        make = [error = m_failures.take(call)] { return Result<T>(error); };
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    const auto answer = [promise, make = std::move(make)] {
        if (!promise->isCanceled())
            promise->addResult(make());
        promise->finish();
    };
    if (m_isHeld)
        m_waiting.append(answer);
    else
        answer();
    return promise->future();
}

void FakeApis::failNext(const QString& call, Error error)
{
    m_failures.insert(call, std::move(error));
}

void FakeApis::release()
{
    m_isHeld = false;
    for (const auto& answer : std::exchange(m_waiting, {}))
        answer();
}

FakeApis::Person* FakeApis::person()
{
    const auto found = people.find(signedIn);
    return found == people.end() ? nullptr : &*found;
}

QByteArray FakeApis::codeOfRegistration(std::chrono::seconds offset) const
{
    return hotp(registration->secret->view(), timeStep(m_clock.now() + offset));
}

QByteArray FakeApis::codeOfPhone(const Phone& phone) const
{
    for (const Person& person : people)
        if (person.seeds.contains(phone.id.value))
            return hotp(person.seeds[phone.id.value], timeStep(m_clock.now()));
    return {};
}

QFuture<Result<ServiceDescription>> FakeApis::describe()
{
    return respond<ServiceDescription>(QStringLiteral("describe"), [this] {
        description.serviceTime = m_clock.now();
        return description;
    });
}

QFuture<Result<void>> FakeApis::load()
{
    return respond<void>(QStringLiteral("load"), [this] {
        m_isLoaded = true;
        return done();
    });
}

QFuture<Result<InstallationIdentity>> FakeApis::enrol(const QString& code)
{
    return respond<InstallationIdentity>(QStringLiteral("enrol"), [this, code]() -> Result<InstallationIdentity> {
        if (code != enrolmentCode)
            return failure(ErrorCode::CodeRefused);
        enrolled = InstallationIdentity{.id = QStringLiteral("installation-2"),
                                        .name = QStringLiteral("Own computer"),
                                        .place = QStringLiteral("Room 12"),
                                        .kind = QStringLiteral("desktop")};
        return *enrolled;
    });
}

SignInStep& FakeApis::show(Ceremony& ceremony)
{
    SignInStep& step = ceremony.step;
    step.isDone = step.factor > step.factorCount;
    step.choices.clear();
    step.delivery.reset();
    step.triesLeft = tries;
    if (step.isDone)
        return step;
    for (const Method method : ceremony.factors[step.factor - 1]) {
        if (method == Method::SoftOtp) {
            for (const Phone& phone : std::as_const(people[ceremony.userName].phones))
                if (!phone.isLost)
                    step.choices.append({.method = method, .hint = phone.name});
        } else {
            const QString hint = method == Method::MailCode  ? QStringLiteral("a•••@example.org")
                                 : method == Method::SmsCode ? QStringLiteral("••• 42")
                                                             : QString();
            step.choices.append({.method = method, .hint = hint});
        }
    }
    return step;
}

SignInStep FakeApis::begun(Ceremony& ceremony, const CeremonyId& id, const QList<QList<Method>>& factors)
{
    ceremony.factors = factors;
    ceremony.step.ceremony = id;
    ceremony.step.factorCount = static_cast<int>(factors.size());
    ceremony.step.expires = m_clock.now() + 10min;
    return show(ceremony);
}

QFuture<Result<SignInStep>> FakeApis::startSignIn(const StartSignIn& start)
{
    return respond<SignInStep>(QStringLiteral("startSignIn"), [this, start]() -> Result<SignInStep> {
        if (!description.isOpen)
            return failure(ErrorCode::NoRegistrationProfile);
        lastLocale = start.locale;
        const CeremonyId id{QStringLiteral("ceremony-%1").arg(++m_number)};
        Ceremony& ceremony = m_ceremonies[id.value];
        ceremony.userName = start.userName;
        return begun(ceremony, id, profile);
    });
}

QFuture<Result<SignInStep>> FakeApis::startStepUp()
{
    return respond<SignInStep>(QStringLiteral("startStepUp"), [this]() -> Result<SignInStep> {
        if (!person())
            return failure(ErrorCode::TokenInvalid);
        const CeremonyId id{QStringLiteral("ceremony-%1").arg(++m_number)};
        Ceremony& ceremony = m_ceremonies[id.value];
        ceremony.userName = signedIn;
        ceremony.isStepUp = true;
        return begun(ceremony, id, {{Method::SoftOtp}});
    });
}

bool FakeApis::accepts(const Ceremony& ceremony, Method method, QByteArrayView answer) const
{
    const auto found = people.find(ceremony.userName);
    if (found == people.end())
        return false;
    switch (method) {
    case Method::Password:
        return found->password.toUtf8() == answer;
    case Method::MailCode:
    case Method::SmsCode:
        return !sentCode.isEmpty() && sentCode == answer;
    case Method::SoftOtp:
        return std::any_of(found->phones.begin(), found->phones.end(),
                           [&](const Phone& phone) { return !phone.isLost && codeOfPhone(phone) == answer; });
    }
    return false;
}

Result<SignInStep> FakeApis::answered(const FactorAnswer& answer)
{
    const auto found = m_ceremonies.find(answer.ceremony.value);
    if (found == m_ceremonies.end() || m_clock.now() >= found->step.expires)
        return failure(ErrorCode::CeremonyEnded);
    SignInStep& step = found->step;
    if (!accepts(*found, answer.method, textOf(answer.answer))) {
        if (--step.triesLeft > 0)
            return Error{.code = answer.method == Method::Password ? ErrorCode::SignInRefused : ErrorCode::CodeRefused,
                         .context = QStringLiteral("in memory"),
                         .details = {{QStringLiteral("triesLeft"), step.triesLeft}}};
        m_ceremonies.erase(found);
        return failure(ErrorCode::CeremonyEnded);
    }
    ++step.factor;
    const SignInStep next = show(*found);
    if (next.isDone) {
        if (found->isStepUp)
            needsStepUp = false;
        else
            signedIn = found->userName;
        m_ceremonies.erase(found);
    }
    return next;
}

QFuture<Result<SignInStep>> FakeApis::answerFactor(const FactorAnswer& answer)
{
    return respond<SignInStep>(QStringLiteral("answerFactor"), [this, answer] { return answered(answer); });
}

Result<SignInStep> FakeApis::delivered(const CeremonyId& id, Method method)
{
    const auto found = m_ceremonies.find(id.value);
    if (found == m_ceremonies.end())
        return failure(ErrorCode::CeremonyEnded);
    SignInStep& step = found->step;
    const int left = step.delivery ? step.delivery->sendsLeft - 1 : 2;
    sentCode = QByteArray::number(100'000 + 1'111 * ++m_number);
    const auto choice = std::find_if(step.choices.begin(), step.choices.end(),
                                     [method](const MethodChoice& each) { return each.method == method; });
    step.delivery = CodeDelivery{.method = method,
                                 .hint = choice == step.choices.end() ? QString() : choice->hint,
                                 .expires = m_clock.now() + 5min,
                                 .resendAfter = resendAfter,
                                 .sendsLeft = left};
    return step;
}

QFuture<Result<SignInStep>> FakeApis::sendCode(const CeremonyId& ceremony, Method method)
{
    return respond<SignInStep>(QStringLiteral("sendCode"),
                               [this, ceremony, method] { return delivered(ceremony, method); });
}

QFuture<Result<void>> FakeApis::cancelSignIn(const CeremonyId& ceremony)
{
    return respond<void>(QStringLiteral("cancelSignIn"), [this, ceremony] {
        m_ceremonies.remove(ceremony.value);
        return done();
    });
}

QFuture<Result<void>> FakeApis::signOut()
{
    signedIn.clear(); // The token is forgotten whatever the service answers.
    return respond<void>(QStringLiteral("signOut"), [] { return done(); });
}

QFuture<Result<Account>> FakeApis::account()
{
    return respond<Account>(QStringLiteral("account"), [this]() -> Result<Account> {
        if (!person())
            return failure(ErrorCode::TokenInvalid);
        return person()->account;
    });
}

QFuture<Result<void>> FakeApis::setLocale(const QString& locale)
{
    return respond<void>(QStringLiteral("setLocale"), [this, locale]() -> Result<void> {
        if (!person())
            return failure(ErrorCode::TokenInvalid);
        person()->account.locale = locale;
        return done();
    });
}

QFuture<Result<QList<Phone>>> FakeApis::phones()
{
    return respond<QList<Phone>>(QStringLiteral("phones"), [this]() -> Result<QList<Phone>> {
        if (!person())
            return failure(ErrorCode::TokenInvalid);
        return person()->phones;
    });
}

Result<PhoneRegistration> FakeApis::registrationOf(Person& person)
{
    QByteArray seed(20, '\0');
    for (char& byte : seed)
        byte = static_cast<char>(37 * ++m_number);
    const SharedSecret secret = share(Secret::copyOf(seed));
    const OtpAuthUri uri{
        .issuer = QStringLiteral("Example Corp"), .account = person.account.userName, .secret = secret};
    registration = PhoneRegistration{.id = {QStringLiteral("phone-%1").arg(++m_number)},
                                     .issuer = uri.issuer,
                                     .account = uri.account,
                                     .secret = secret,
                                     .uri = share(uri.encode()),
                                     .expires = m_clock.now() + 15min,
                                     .triesLeft = registrationTries};
    return *registration;
}

QFuture<Result<PhoneRegistration>> FakeApis::startRegistration()
{
    return respond<PhoneRegistration>(QStringLiteral("startRegistration"), [this]() -> Result<PhoneRegistration> {
        if (!person())
            return failure(ErrorCode::TokenInvalid);
        if (needsStepUp)
            return failure(ErrorCode::StepUpRequired);
        if (person()->account.phones >= person()->account.phonesAllowed)
            return failure(ErrorCode::LimitReached);
        return registrationOf(*person());
    });
}

Result<Phone> FakeApis::verified(Person& person, const PhoneId& id, QByteArrayView code)
{
    if (!registration || registration->id != id || m_clock.now() >= registration->expires)
        return failure(ErrorCode::CeremonyEnded);
    if (codeOfRegistration() != code) {
        CodeRefusal refusal{.triesLeft = --registration->triesLeft};
        for (auto offset = -600s; offset <= 600s; offset += 30s)
            if (codeOfRegistration(offset) == code)
                refusal = {.reason = CodeRefusal::Reason::ClockOff,
                           .offset = offset,
                           .nextCodeProvesDrift = true,
                           .triesLeft = refusal.triesLeft};
        return Error{
            .code = ErrorCode::CodeRefused, .context = QStringLiteral("in memory"), .details = refusal.toDetails()};
    }
    const Phone phone{.id = id,
                      .name = QStringLiteral("Phone %1").arg(person.phones.size() + 1),
                      .account = registration->account,
                      .capabilities = {QStringLiteral("soft_otp")},
                      .registered = m_clock.now(),
                      .lastUsed = {}};
    person.phones.append(phone);
    person.seeds.insert(id.value, registration->secret->view().toByteArray());
    registration.reset();
    recount(person);
    return phone;
}

QFuture<Result<Phone>> FakeApis::verifyRegistration(const PhoneId& id, const SharedSecret& code)
{
    return respond<Phone>(QStringLiteral("verifyRegistration"), [this, id, code]() -> Result<Phone> {
        if (!person())
            return failure(ErrorCode::TokenInvalid);
        return verified(*person(), id, code->view());
    });
}

QFuture<Result<void>> FakeApis::cancelRegistration(const PhoneId& id)
{
    const bool hasToken = person() != nullptr; // At the time of the call.
    return respond<void>(QStringLiteral("cancelRegistration"), [this, id, hasToken]() -> Result<void> {
        if (!hasToken)
            return failure(ErrorCode::TokenInvalid);
        if (registration && registration->id == id)
            registration.reset();
        return done();
    });
}

Result<Phone*> FakeApis::find(const PhoneId& id)
{
    if (!person())
        return failure(ErrorCode::TokenInvalid);
    for (Phone& phone : person()->phones)
        if (phone.id == id)
            return &phone;
    return failure(ErrorCode::NotFound);
}

void FakeApis::recount(Person& person)
{
    const auto working =
        std::count_if(person.phones.begin(), person.phones.end(), [](const Phone& phone) { return !phone.isLost; });
    person.account.phones = static_cast<int>(working);
    person.account.goodFactors = static_cast<int>(working);
}

QFuture<Result<Phone>> FakeApis::renamePhone(const PhoneId& id, const QString& name)
{
    return respond<Phone>(QStringLiteral("renamePhone"), [this, id, name]() -> Result<Phone> {
        const auto phone = find(id);
        if (!phone)
            return phone.error();
        (*phone)->name = name;
        return **phone;
    });
}

QFuture<Result<void>> FakeApis::removePhone(const PhoneId& id)
{
    return respond<void>(QStringLiteral("removePhone"), [this, id]() -> Result<void> {
        if (needsStepUp)
            return failure(ErrorCode::StepUpRequired);
        const auto phone = find(id);
        if (!phone)
            return phone.error();
        if (!(*phone)->isLost && person()->account.goodFactors <= 1)
            return failure(ErrorCode::LastFactor);
        person()->phones.removeIf([&](const Phone& each) { return each.id == id; });
        recount(*person());
        return done();
    });
}

QFuture<Result<void>> FakeApis::reportLost(const PhoneId& id)
{
    return respond<void>(QStringLiteral("reportLost"), [this, id]() -> Result<void> {
        const auto phone = find(id);
        if (!phone)
            return phone.error();
        (*phone)->isLost = true;
        recount(*person());
        return done();
    });
}

} // namespace keydesk
