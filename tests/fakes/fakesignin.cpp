#include "fakes/fakeapis.h"

#include <algorithm>

namespace keydesk {

using namespace std::chrono_literals;

namespace {

QByteArray textOf(const SharedSecret& secret)
{
    return secret ? secret->view().toByteArray() : QByteArray();
}

} // namespace

SignInStep& FakeApis::show(Ceremony& ceremony)
{
    SignInStep& step = ceremony.step;
    step.isDone = step.factor > step.factorCount;
    step.choices.clear();
    step.delivery.reset();
    step.assertion.reset();
    step.triesLeft = tries;
    if (step.isDone)
        return step;
    for (const Method method : ceremony.factors[step.factor - 1]) {
        if (method == Method::SoftOtp) {
            for (const Phone& phone : std::as_const(people[ceremony.userName].phones))
                if (!phone.isLost)
                    step.choices.append({.method = method, .hint = phone.name});
        } else if (method == Method::WebAuthn) {
            step.choices.append({.method = method, .hint = {}});
            step.assertion = request(ceremony);
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
        return begun(ceremony, id, start.userName.isEmpty() ? namelessProfile : profile);
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
        return begun(ceremony, id, {stepUpMethods});
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
    case Method::WebAuthn:
        break;
    }
    return false;
}

Result<SignInStep> FakeApis::answered(const FactorAnswer& answer)
{
    const auto found = m_ceremonies.find(answer.ceremony.value);
    if (found == m_ceremonies.end() || m_clock.now() >= found->step.expires)
        return failure(ErrorCode::CeremonyEnded);
    SignInStep& step = found->step;
    const bool isRight = answer.method == Method::WebAuthn ? acceptsKey(*found, textOf(answer.answer))
                                                           : accepts(*found, answer.method, textOf(answer.answer));
    if (!isRight) {
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
    if (method == Method::WebAuthn) {
        step.assertion = request(*found);
        return step;
    }
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

} // namespace keydesk
