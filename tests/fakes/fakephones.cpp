#include "fakes/fakeapis.h"

#include "protocol/otpauthuri.h"

#include <algorithm>

namespace keydesk {

using namespace std::chrono_literals;

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
    const auto keys =
        std::count_if(person.keys.begin(), person.keys.end(), [](const SecurityKey& key) { return !key.isLost; });
    person.account.phones = static_cast<int>(working);
    person.account.securityKeys = static_cast<int>(keys);
    person.account.goodFactors = static_cast<int>(working + keys);
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
