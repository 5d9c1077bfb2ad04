#include "signin/signinsteps.h"

#include "base/random.h"
#include "signin/profilestore.h"

#include <algorithm>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

Error unsatisfiable(const QString& why)
{
    return {ErrorCode::FactorsUnsatisfiable, why};
}

/// The factor that a security key answers; -1: none.
qsizetype keyFactorOf(const ProfileFactors& factors)
{
    const auto found =
        std::ranges::find_if(factors, [](const QList<Method>& methods) { return methods.contains(Method::WebAuthn); });
    return found == factors.end() ? -1 : found - factors.begin();
}

} // namespace

Result<OpenCeremony> SignInSteps::newSignIn(Transaction& transaction, const Caller& caller, const QString& preparedName,
                                            const QString& locale) const
{
    const auto profiles = m_parts.profiles.ofType(transaction, ProfileType::Registration);
    if (profiles.isEmpty())
        return Error{ErrorCode::NoRegistrationProfile, u"no Registration profile"_s};

    std::optional<User> user = m_parts.directory.findByName(transaction, preparedName);
    if (user && user->isDisabled)
        user.reset();
    // A name that nobody has is treated like a person in no group. Where no profile fits, the first one is asked for:
    // it looks the same to everybody, and the one who knows the password learns that it cannot be satisfied.
    const auto match =
        m_parts.profiles.match(transaction, ProfileType::Registration, user ? user->groups : QStringList());

    OpenCeremony present;
    present.ceremony = {.id = {m_parts.random.opaqueId()},
                        .kind = CeremonyKind::SignIn,
                        .installation = *caller.installation,
                        .preparedName = preparedName,
                        .user = user ? std::optional{user->id} : std::nullopt,
                        .factors = match.value_or(profiles.first()).factors,
                        .isSatisfiable = match.has_value(),
                        .triesLeft = m_parts.policy.ceremonyTries,
                        .locale = locale,
                        .expires = transaction.now() + m_parts.policy.ceremonyLife};
    present.subject = {.user = user,
                       .preparedName = preparedName,
                       .ceremony = present.ceremony.id,
                       .locale = locale,
                       .ceremonyEnds = present.ceremony.expires};
    // Somebody who cannot answer the first factor at all has proved nothing yet, so must look like nobody.
    if (user && available(transaction, present.ceremony.factors.first(), present.subject).isEmpty()) {
        present.ceremony.user.reset();
        present.subject.user.reset();
    }
    if (methods(transaction, present).isEmpty())
        return unsatisfiable(u"the service has no method for the first factor"_s);
    return present;
}

Result<OpenCeremony> SignInSteps::newSignInByKey(Transaction& transaction, const Caller& caller,
                                                 const QString& locale) const
{
    const auto profiles = m_parts.profiles.ofType(transaction, ProfileType::Registration);
    if (profiles.isEmpty())
        return Error{ErrorCode::NoRegistrationProfile, u"no Registration profile"_s};
    const bool isAsked = std::ranges::any_of(
        profiles, [](const ApplicationProfile& profile) { return keyFactorOf(profile.factors) >= 0; });
    if (!isAsked || m_parts.factors.method(Method::WebAuthn) == nullptr)
        return unsatisfiable(u"no profile asks for a security key"_s);
    const Ceremony ceremony{.id = {m_parts.random.opaqueId()},
                            .kind = CeremonyKind::SignIn,
                            .installation = *caller.installation,
                            .preparedName = {},
                            .user = {},
                            .factors = {{Method::WebAuthn}},
                            .triesLeft = m_parts.policy.ceremonyTries,
                            .locale = locale,
                            .expires = transaction.now() + m_parts.policy.ceremonyLife};
    return OpenCeremony{ceremony, subjectOf(transaction, ceremony)};
}

Result<OpenCeremony> SignInSteps::settled(Transaction& transaction, const OpenCeremony& nameless,
                                          const UserId& user) const
{
    const auto person = m_parts.directory.find(transaction, user);
    if (!person || person->isDisabled)
        return Error{ErrorCode::CeremonyEnded, u"the person is gone"_s};
    Ceremony ceremony = nameless.ceremony;
    ceremony.user = person->id;
    ceremony.preparedName = person->userName;
    const auto profile = m_parts.profiles.match(transaction, ProfileType::Registration, person->groups);
    const qsizetype answered = profile ? keyFactorOf(profile->factors) : -1;
    ceremony.isSatisfiable = answered >= 0;
    if (ceremony.isSatisfiable) {
        ceremony.factors = profile->factors;
        ceremony.factors.move(answered, 0);
    }
    return OpenCeremony{ceremony, subjectOf(transaction, ceremony)};
}

Result<OpenCeremony> SignInSteps::newStepUp(Transaction& transaction, const Caller& caller) const
{
    Ceremony ceremony{.id = {m_parts.random.opaqueId()},
                      .kind = CeremonyKind::StepUp,
                      .installation = *caller.installation,
                      .preparedName = caller.userName,
                      .user = caller.user,
                      .token = *caller.token,
                      .factors = {m_parts.factors.strongMethods()},
                      .triesLeft = m_parts.policy.ceremonyTries,
                      .locale = caller.locale,
                      .expires = transaction.now() + m_parts.policy.ceremonyLife};
    FactorSubject subject = subjectOf(transaction, ceremony);
    ceremony.factors.first() = available(transaction, ceremony.factors.first(), subject);
    if (!subject.user || ceremony.factors.first().isEmpty())
        return unsatisfiable(u"no strong method for a step-up"_s);
    return OpenCeremony{ceremony, subject};
}

Result<OpenCeremony> SignInSteps::open(Transaction& transaction, const Caller& caller, const CeremonyId& id) const
{
    const auto ceremony = CeremonyStore::find(transaction, id);
    const bool isUsable = ceremony && ceremony->isOpen && caller.installation == ceremony->installation &&
                          transaction.now() < ceremony->expires;
    const bool isOtherSignIn =
        ceremony && ceremony->kind == CeremonyKind::StepUp && caller.token && *caller.token != ceremony->token;
    if (!isUsable || isOtherSignIn)
        return Error{ErrorCode::CeremonyEnded, u"no open ceremony of this id here"_s};
    return OpenCeremony{*ceremony, subjectOf(transaction, *ceremony)};
}

QList<Method> SignInSteps::methods(Transaction& transaction, const OpenCeremony& present) const
{
    const int index = present.ceremony.factor - 1;
    if (index >= present.ceremony.factors.size())
        return {};
    const QList<Method>& wanted = present.ceremony.factors.at(index);
    const bool isUnproved = present.ceremony.kind == CeremonyKind::SignIn && present.ceremony.factor == 1;
    QList<Method> methods;
    std::ranges::copy_if(wanted, std::back_inserter(methods), [&](Method method) {
        const FactorMethod* implementation = m_parts.factors.method(method);
        return implementation && ((isUnproved && implementation->isOfferedToAll()) ||
                                  implementation->isAvailable(transaction, present.subject));
    });
    if (methods.isEmpty()) // A decoy always shows something to answer.
        std::ranges::copy_if(wanted, std::back_inserter(methods),
                             [&](Method method) { return m_parts.factors.method(method) != nullptr; });
    return methods;
}

bool SignInSteps::isRestSatisfiable(Transaction& transaction, const OpenCeremony& present) const
{
    if (!present.ceremony.isSatisfiable)
        return false;
    const auto rest = present.ceremony.factors.sliced(present.ceremony.factor);
    return std::ranges::none_of(
        rest, [&](const QList<Method>& factor) { return available(transaction, factor, present.subject).isEmpty(); });
}

SignInStep SignInSteps::view(Transaction& transaction, const Caller& caller, const OpenCeremony& present) const
{
    const Ceremony& ceremony = present.ceremony;
    const auto factorCount = static_cast<int>(ceremony.factors.size());
    SignInStep step{.ceremony = ceremony.id,
                    .isDone = ceremony.factor > factorCount,
                    .factor = std::min(ceremony.factor, factorCount),
                    .factorCount = factorCount,
                    .choices = {},
                    .delivery = {},
                    .assertion = {},
                    .triesLeft = ceremony.triesLeft,
                    .expires = ceremony.expires};
    const QList<Method> choices = methods(transaction, present);
    for (const Method method : choices) {
        FactorMethod& implementation = *m_parts.factors.method(method);
        step.choices.append({method, implementation.hint(transaction, present.subject)});
        if (!step.delivery)
            step.delivery = implementation.pending(transaction, present.subject);
        if (!step.assertion)
            step.assertion = implementation.assertion(transaction, caller, present.subject);
    }
    return step;
}

QList<Method> SignInSteps::available(Transaction& transaction, const QList<Method>& methods,
                                     const FactorSubject& subject) const
{
    QList<Method> found;
    std::ranges::copy_if(methods, std::back_inserter(found), [&](Method method) {
        const FactorMethod* implementation = m_parts.factors.method(method);
        return implementation && implementation->isAvailable(transaction, subject);
    });
    return found;
}

FactorSubject SignInSteps::subjectOf(Transaction& transaction, const Ceremony& ceremony) const
{
    std::optional<User> user;
    if (ceremony.user)
        user = m_parts.directory.find(transaction, *ceremony.user);
    if (user && user->isDisabled)
        user.reset();
    return {.user = user,
            .preparedName = ceremony.preparedName,
            .ceremony = ceremony.id,
            .locale = ceremony.locale,
            .ceremonyEnds = ceremony.expires};
}

} // namespace keydesk
