#include "phone/phoneservice.h"

#include "directory/directory.h"
#include "phone/phonename.h"
#include "phone/phonenotice.h"
#include "phone/phoneview.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

PhoneService::PhoneService(Parts parts) : m_parts(std::move(parts))
{
    if (m_parts.policy.issuer.isEmpty())
        m_parts.policy.issuer = u"Keydesk"_s;
}

Phone phoneView(Transaction& transaction, const StoredPhone& phone)
{
    const auto softOtp = PhoneStore::softOtp(transaction, phone.id);
    const auto offset =
        softOtp ? std::chrono::round<std::chrono::seconds>(softOtp->clockOffset) : std::chrono::seconds{0};
    return {
        .id = phone.id,
        .name = phone.name,
        .account = phone.account,
        .capabilities = softOtp ? QStringList{u"soft_otp"_s} : QStringList{},
        .registered = phone.registered.value_or(phone.started),
        .lastUsed = phone.lastUsed,
        .isLost = phone.state == StoredPhone::State::Lost,
        .clockOffset = std::chrono::abs(offset) < OtpParameters{}.period ? std::chrono::seconds{0} : offset,
    };
}

namespace {

/// Somebody's phone that is listed, and whose it is.
struct Owned
{
    User user;
    StoredPhone phone;
};

Result<Owned> owned(Transaction& transaction, const Directory& directory, const Caller& caller, const PhoneId& id)
{
    const auto person = personOf(caller.user);
    if (!person)
        return person.error();
    const auto user = directory.find(transaction, *person);
    const auto phone = PhoneStore::find(transaction, *person, id);
    if (!user || !phone || phone->state == StoredPhone::State::Unverified)
        return noSuchPhone(id);
    return Owned{*user, *phone};
}

} // namespace

Result<QList<Phone>> PhoneService::phones(const Caller& caller) const
{
    const auto person = personOf(caller.user);
    if (!person)
        return person.error();
    return m_parts.database.read([&](Transaction& transaction) -> Result<QList<Phone>> {
        QList<Phone> phones;
        for (const StoredPhone& phone : PhoneStore::listed(transaction, *person))
            phones.append(phoneView(transaction, phone));
        return phones;
    });
}

Result<Phone> PhoneService::rename(const Caller& caller, const PhoneId& id, const QString& name)
{
    const auto checkedName = checkedPhoneName(name);
    if (!checkedName)
        return checkedName.error();
    return m_parts.database.write([&](Transaction& transaction) -> Result<Phone> {
        auto found = owned(transaction, m_parts.directory, caller, id);
        if (!found)
            return found.error();
        StoredPhone& phone = found->phone;
        if (phone.state == StoredPhone::State::Lost)
            return Error{.code = ErrorCode::Conflict, .context = u"rename of lost phone "_s + id.value};
        if (phone.name == *checkedName)
            return phoneView(transaction, phone);

        const QString nameBefore = std::exchange(phone.name, *checkedName);
        PhoneStore::rename(transaction, id, phone.name);
        announce(transaction, m_parts.outbox, caller, found->user,
                 {.event = "renamed", .phone = phone, .details = {{u"nameBefore"_s, nameBefore}}});
        return phoneView(transaction, phone);
    });
}

Result<void> PhoneService::remove(const Caller& caller, const PhoneId& id)
{
    return m_parts.database.write([&](Transaction& transaction) -> Result<void> {
        const auto found = owned(transaction, m_parts.directory, caller, id);
        if (!found)
            return found.error();
        const bool isFactor = found->phone.state == StoredPhone::State::Registered;
        if (isFactor) {
            // First what no proof can change: nobody fetches a code only to be refused afterwards.
            if (m_parts.factors.goodFactors(transaction, found->user.id) <= 1)
                return Error{.code = ErrorCode::LastFactor, .context = u"removal of phone "_s + id.value};
            if (auto proved = requireStrongProof(transaction, m_parts.factors, caller); !proved)
                return proved;
        }
        PhoneStore::remove(transaction, id);
        announce(transaction, m_parts.outbox, caller, found->user, {.event = "removed", .phone = found->phone});
        if (isFactor)
            m_parts.factors.credentialGone(transaction, found->user.id, id.value);
        return done();
    });
}

Result<void> PhoneService::reportLost(const Caller& caller, const PhoneId& id)
{
    return m_parts.database.write([&](Transaction& transaction) -> Result<void> {
        const auto found = owned(transaction, m_parts.directory, caller, id);
        if (!found)
            return found.error();
        if (found->phone.state == StoredPhone::State::Lost)
            return done();
        PhoneStore::setLost(transaction, id);
        announce(transaction, m_parts.outbox, caller, found->user, {.event = "lost", .phone = found->phone});
        m_parts.factors.credentialGone(transaction, found->user.id, id.value);
        return done();
    });
}

} // namespace keydesk
