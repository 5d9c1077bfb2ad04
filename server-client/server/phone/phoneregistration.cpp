#include "base/random.h"
#include "base/sealer.h"
#include "directory/directory.h"
#include "phone/phonename.h"
#include "phone/phonenotice.h"
#include "phone/phoneservice.h"
#include "phone/phoneview.h"
#include "phone/registrationcode.h"
#include "protocol/otpauthuri.h"

#include <variant>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t seedSize = 20; // RFC 4226 section 4, R6: 160 bits recommended.

Error ended(const PhoneId& id, const QJsonObject& details = {})
{
    return {.code = ErrorCode::CeremonyEnded, .context = u"registration of phone "_s + id.value, .details = details};
}

Result<StoredPhone> runningRegistration(Transaction& transaction, const UserId& user, const PhoneId& id)
{
    const auto phone = PhoneStore::find(transaction, user, id);
    if (!phone)
        return noSuchPhone(id);
    if (phone->state != StoredPhone::State::Unverified)
        return Error{.code = ErrorCode::Conflict, .context = u"phone "_s + id.value + u" was verified before"_s};
    if (phone->expires <= transaction.now() || phone->triesLeft <= 0)
        return ended(id);
    return *phone;
}

QStringList namesOf(const QList<StoredPhone>& phones)
{
    QStringList names;
    for (const StoredPhone& phone : phones)
        names.append(phone.name);
    return names;
}

/// Spends the try and keeps what the code taught; after the last try the seed is erased.
Error refuseCode(Transaction& transaction, const Caller& caller, const StoredPhone& phone, const CodeVerdict& verdict)
{
    CodeRefusal refusal = verdict.refusal;
    refusal.triesLeft = phone.triesLeft - (verdict.costsTry ? 1 : 0);
    if (verdict.costsTry)
        PhoneStore::setTriesLeft(transaction, phone.id, refusal.triesLeft);
    if (verdict.candidate)
        PhoneStore::setCandidate(transaction, phone.id, *verdict.candidate);
    if (refusal.triesLeft == 0)
        PhoneStore::eraseSecrets(transaction, phone.id);

    const QJsonObject details = refusal.toDetails();
    recordOnly(transaction, caller, {.event = "code_refused", .phone = phone, .details = details});
    if (refusal.triesLeft == 0)
        return ended(phone.id, details);
    return {
        .code = ErrorCode::CodeRefused, .context = u"registration of phone "_s + phone.id.value, .details = details};
}

} // namespace

Result<PhoneRegistration> PhoneService::startRegistration(const Caller& caller)
{
    const auto person = personOf(caller.user);
    if (!person)
        return person.error();
    const PhoneId id{m_parts.random.opaqueId()};
    const SharedSecret seed = share(Secret::random(m_parts.random, seedSize));
    const QByteArray sealedSeed = m_parts.sealer.seal(*seed, seedContext(*person, id));

    const auto stored = m_parts.database.write([&](Transaction& transaction) -> Result<StoredPhone> {
        const auto user = m_parts.directory.find(transaction, *person);
        if (!user)
            return Error{.code = ErrorCode::TokenInvalid, .context = u"no such person"_s};
        // First what no proof can change. At most one registration is under way: a new one voids the one before, so
        // that only registered phones count.
        if (PhoneStore::countRegistered(transaction, *person) >= m_parts.policy.phonesPerPerson)
            return Error{.code = ErrorCode::LimitReached,
                         .context = u"phones of "_s + user->userName,
                         .details = {{u"limit"_s, m_parts.policy.phonesPerPerson}}};
        if (auto proved = requireStrongProof(transaction, m_parts.factors, caller); !proved)
            return proved.error();
        PhoneStore::removeUnverified(transaction, *person);

        const StoredPhone phone{.id = id,
                                .user = *person,
                                .account = user->mail.isEmpty() ? user->userName : user->mail,
                                .started = transaction.now(),
                                .expires = transaction.now() + m_parts.policy.registrationLife,
                                .triesLeft = m_parts.policy.registrationTries};
        PhoneStore::insert(transaction, phone, {.phone = id, .sealedSeed = sealedSeed});
        recordOnly(transaction, caller, {.event = "registration_started", .phone = phone});
        return phone;
    });
    if (!stored)
        return stored.error();

    const OtpAuthUri uri{.issuer = m_parts.policy.issuer, .account = stored->account, .secret = seed};
    return PhoneRegistration{.id = id,
                             .issuer = m_parts.policy.issuer,
                             .account = stored->account,
                             .secret = seed,
                             .uri = share(uri.encode()),
                             .expires = stored->expires,
                             .triesLeft = stored->triesLeft};
}

Result<Phone> PhoneService::verifyRegistration(const Caller& caller, const PhoneId& id, const Secret& code)
{
    struct Seen
    {
        StoredSoftOtp softOtp;
        Instant now;
    };
    const auto person = personOf(caller.user);
    if (!person)
        return person.error();
    const auto seen = m_parts.database.read([&](Transaction& transaction) -> Result<Seen> {
        if (const auto running = runningRegistration(transaction, *person, id); !running)
            return running.error();
        return Seen{*PhoneStore::softOtp(transaction, id), transaction.now()};
    });
    if (!seen)
        return seen.error();
    const auto seed = m_parts.sealer.open(seen->softOtp.sealedSeed, seedContext(*person, id));
    if (!seed)
        return seed.error();
    const auto examined = RegistrationCode::examine(seed->view(), typedCode(code).view(), seen->now);

    // A refusal must be kept (the try is spent), so that it is no failure of the transaction.
    using Outcome = std::variant<Phone, Error>;
    const auto outcome = m_parts.database.write([&](Transaction& transaction) -> Result<Outcome> {
        const auto phone = runningRegistration(transaction, *person, id);
        if (!phone)
            return phone.error();
        const auto verdict = judge(examined, *phone, *PhoneStore::softOtp(transaction, id));
        if (!verdict.accepted)
            return Outcome{refuseCode(transaction, caller, *phone, verdict)};
        auto registered = acceptCode(transaction, caller, *phone, *verdict.accepted);
        return registered ? Result<Outcome>{Outcome{registered.take()}} : Result<Outcome>{registered.error()};
    });
    if (!outcome)
        return outcome.error();
    if (const auto* refusal = std::get_if<Error>(&*outcome))
        return *refusal;
    return std::get<Phone>(*outcome);
}

Result<Phone> PhoneService::acceptCode(Transaction& transaction, const Caller& caller, const StoredPhone& phone,
                                       const AcceptedCode& code)
{
    const auto user = m_parts.directory.find(transaction, phone.user);
    if (!user)
        return Error{.code = ErrorCode::TokenInvalid, .context = u"no such person"_s};
    const QString name = defaultPhoneName(user->locale, namesOf(PhoneStore::listed(transaction, phone.user)));
    if (!PhoneStore::setRegistered(transaction, phone.id, name) ||
        !PhoneStore::acceptStep(transaction, phone.id, code.step, code.clockOffset))
        return Error{.code = ErrorCode::Conflict, .context = u"registration of phone "_s + phone.id.value};

    m_parts.factors.credentialProved(transaction, caller, Method::SoftOtp, phone.id.value);
    const StoredPhone registered = *PhoneStore::find(transaction, phone.user, phone.id);
    const Phone view = phoneView(transaction, registered);
    announce(transaction, m_parts.outbox, caller, *user,
             {.event = "registered",
              .phone = registered,
              .details = {{u"clockOffset"_s, static_cast<int>(view.clockOffset.count())}}});
    return view;
}

Result<void> PhoneService::cancelRegistration(const Caller& caller, const PhoneId& id)
{
    const auto person = personOf(caller.user);
    if (!person)
        return person.error();
    return m_parts.database.write([&](Transaction& transaction) -> Result<void> {
        const auto phone = PhoneStore::find(transaction, *person, id);
        if (!phone)
            return noSuchPhone(id);
        if (phone->state != StoredPhone::State::Unverified)
            return Error{.code = ErrorCode::Conflict, .context = u"phone "_s + id.value + u" was verified before"_s};
        PhoneStore::remove(transaction, id);
        recordOnly(transaction, caller, {.event = "registration_cancelled", .phone = *phone});
        return done();
    });
}

} // namespace keydesk
