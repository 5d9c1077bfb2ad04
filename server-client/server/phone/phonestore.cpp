#include "phone/phonestore.h"

#include "store/housekeeping.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

namespace {

const QString phoneColumns =
    u"id, user_id, state, name, account, started_at, expires_at, tries_left, registered_at, last_used_at"_s;
const QString softOtpColumns =
    u"c.phone_id, c.secret, c.otp_hash, c.otp_digits, c.otp_period, c.clock_offset, c.last_step, c.candidate_step, "
    "c.candidate_offset"_s;

QString stateName(StoredPhone::State state)
{
    switch (state) {
    case StoredPhone::State::Unverified:
        return u"unverified"_s;
    case StoredPhone::State::Registered:
        return u"registered"_s;
    case StoredPhone::State::Lost:
        return u"lost"_s;
    }
    Q_UNREACHABLE();
}

StoredPhone::State stateFromName(const QString& name)
{
    if (name == u"registered")
        return StoredPhone::State::Registered;
    return name == u"lost" ? StoredPhone::State::Lost : StoredPhone::State::Unverified;
}

QString hashName(Hash hash)
{
    switch (hash) {
    case Hash::Sha1:
        return u"sha1"_s;
    case Hash::Sha256:
        return u"sha256"_s;
    case Hash::Sha512:
        return u"sha512"_s;
    }
    Q_UNREACHABLE();
}

Hash hashFromName(const QString& name)
{
    if (name == u"sha256")
        return Hash::Sha256;
    return name == u"sha512" ? Hash::Sha512 : Hash::Sha1;
}

StoredPhone phoneFrom(const Row& row)
{
    return {
        .id = {row.text(0)},
        .user = {row.text(1)},
        .state = stateFromName(row.text(2)),
        .name = row.text(3),
        .account = row.text(4),
        .started = row.instant(5),
        .expires = row.instant(6),
        .triesLeft = static_cast<int>(row.number(7)),
        .registered = row.optionalInstant(8),
        .lastUsed = row.optionalInstant(9),
    };
}

StoredSoftOtp softOtpFrom(const Row& row)
{
    StoredSoftOtp softOtp{
        .phone = {row.text(0)},
        .sealedSeed = row.bytes(1),
        .parameters = {.hash = hashFromName(row.text(2)),
                       .digits = static_cast<int>(row.number(3)),
                       .period = std::chrono::duration_cast<std::chrono::seconds>(milliseconds{row.number(4)})},
        .clockOffset = milliseconds{row.number(5)},
        .lastStep = row.number(6),
    };
    if (!row.isNull(7))
        softOtp.candidate = DriftCandidate{row.number(7), milliseconds{row.number(8)}};
    return softOtp;
}

} // namespace

SealContext seedContext(const UserId& user, const PhoneId& phone)
{
    return {.table = u"phone_capabilities"_s,
            .column = u"secret"_s,
            .rowId = phone.value + u"/soft_otp"_s,
            .userId = user.value};
}

QList<StoredPhone> PhoneStore::listed(Transaction& transaction, const UserId& user)
{
    QList<StoredPhone> phones;
    const auto rows = transaction.all(u"SELECT "_s + phoneColumns +
                                          u" FROM phones WHERE user_id = ? AND state <> 'unverified' "
                                          "ORDER BY registered_at, id"_s,
                                      {user.value});
    for (const Row& row : rows)
        phones.append(phoneFrom(row));
    return phones;
}

std::optional<StoredPhone> PhoneStore::find(Transaction& transaction, const UserId& user, const PhoneId& id)
{
    const auto row = transaction.first(u"SELECT "_s + phoneColumns + u" FROM phones WHERE id = ? AND user_id = ?"_s,
                                       {id.value, user.value});
    return row ? std::optional{phoneFrom(*row)} : std::nullopt;
}

int PhoneStore::countRegistered(Transaction& transaction, const UserId& user)
{
    const auto row =
        transaction.first(u"SELECT COUNT(*) FROM phones WHERE user_id = ? AND state = 'registered'"_s, {user.value});
    return static_cast<int>(row->number(0));
}

void PhoneStore::insert(Transaction& transaction, const StoredPhone& phone, const StoredSoftOtp& softOtp)
{
    transaction.run(u"INSERT INTO phones (id, user_id, state, name, account, started_at, expires_at, tries_left) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s,
                    {phone.id.value, phone.user.value, stateName(phone.state), phone.name, phone.account,
                     toMilliseconds(phone.started), toMilliseconds(phone.expires), phone.triesLeft});
    transaction.run(u"INSERT INTO phone_capabilities (phone_id, capability, secret, otp_hash, otp_digits, otp_period, "
                    "clock_offset, last_step) VALUES (?, 'soft_otp', ?, ?, ?, ?, ?, ?)"_s,
                    {phone.id.value, softOtp.sealedSeed, hashName(softOtp.parameters.hash), softOtp.parameters.digits,
                     qint64{milliseconds{softOtp.parameters.period}.count()}, qint64{softOtp.clockOffset.count()},
                     softOtp.lastStep});
}

void PhoneStore::removeUnverified(Transaction& transaction, const UserId& user)
{
    transaction.run(u"DELETE FROM phone_capabilities WHERE phone_id IN "
                    "(SELECT id FROM phones WHERE user_id = ? AND state = 'unverified')"_s,
                    {user.value});
    transaction.run(u"DELETE FROM phones WHERE user_id = ? AND state = 'unverified'"_s, {user.value});
}

void PhoneStore::remove(Transaction& transaction, const PhoneId& id)
{
    eraseSecrets(transaction, id);
    transaction.run(u"DELETE FROM phones WHERE id = ?"_s, {id.value});
}

void PhoneStore::rename(Transaction& transaction, const PhoneId& id, const QString& name)
{
    transaction.run(u"UPDATE phones SET name = ? WHERE id = ?"_s, {name, id.value});
}

void PhoneStore::setTriesLeft(Transaction& transaction, const PhoneId& id, int triesLeft)
{
    transaction.run(u"UPDATE phones SET tries_left = ? WHERE id = ?"_s, {triesLeft, id.value});
}

bool PhoneStore::setRegistered(Transaction& transaction, const PhoneId& id, const QString& name)
{
    return transaction.run(u"UPDATE phones SET state = 'registered', name = ?, registered_at = ? "
                           "WHERE id = ? AND state = 'unverified'"_s,
                           {name, toMilliseconds(transaction.now()), id.value}) == 1;
}

void PhoneStore::setLost(Transaction& transaction, const PhoneId& id)
{
    eraseSecrets(transaction, id);
    transaction.run(u"UPDATE phones SET state = 'lost', lost_at = ? WHERE id = ?"_s,
                    {toMilliseconds(transaction.now()), id.value});
}

void PhoneStore::eraseSecrets(Transaction& transaction, const PhoneId& id)
{
    transaction.run(u"DELETE FROM phone_capabilities WHERE phone_id = ?"_s, {id.value});
}

std::optional<StoredSoftOtp> PhoneStore::softOtp(Transaction& transaction, const PhoneId& id)
{
    const auto row =
        transaction.first(u"SELECT "_s + softOtpColumns +
                              u" FROM phone_capabilities c WHERE c.phone_id = ? AND c.capability = 'soft_otp'"_s,
                          {id.value});
    return row ? std::optional{softOtpFrom(*row)} : std::nullopt;
}

QList<StoredSoftOtp> PhoneStore::softOtps(Transaction& transaction, const UserId& user)
{
    QList<StoredSoftOtp> softOtps;
    const auto rows =
        transaction.all(u"SELECT "_s + softOtpColumns +
                            u" FROM phone_capabilities c JOIN phones p ON p.id = c.phone_id WHERE p.user_id = ? "
                            "AND p.state = 'registered' AND c.capability = 'soft_otp' ORDER BY p.registered_at, p.id"_s,
                        {user.value});
    for (const Row& row : rows)
        softOtps.append(softOtpFrom(row));
    return softOtps;
}

void PhoneStore::setCandidate(Transaction& transaction, const PhoneId& id, const DriftCandidate& candidate)
{
    transaction.run(u"UPDATE phone_capabilities SET candidate_step = ?, candidate_offset = ? "
                    "WHERE phone_id = ? AND capability = 'soft_otp'"_s,
                    {candidate.step, qint64{candidate.clockOffset.count()}, id.value});
}

bool PhoneStore::acceptStep(Transaction& transaction, const PhoneId& id, qint64 step, milliseconds clockOffset)
{
    return transaction.run(u"UPDATE phone_capabilities SET last_step = ?, clock_offset = ?, candidate_step = NULL, "
                           "candidate_offset = NULL WHERE phone_id = ? AND capability = 'soft_otp' AND last_step < ?"_s,
                           {step, qint64{clockOffset.count()}, id.value, step}) == 1;
}

void PhoneStore::setUsed(Transaction& transaction, const PhoneId& id)
{
    transaction.run(u"UPDATE phones SET last_used_at = ? WHERE id = ?"_s,
                    {toMilliseconds(transaction.now()), id.value});
}

void PhoneStore::registerWith(Housekeeping& housekeeping)
{
    const QString forgotten = u"state = 'unverified' AND expires_at + 86400000 < ?"_s;
    housekeeping.add(u"DELETE FROM phone_capabilities WHERE phone_id IN (SELECT id FROM phones WHERE "_s + forgotten +
                     u')');
    housekeeping.add(u"DELETE FROM phones WHERE "_s + forgotten +
                     u" AND NOT EXISTS (SELECT 1 FROM phone_capabilities WHERE phone_id = phones.id)"_s);
}

} // namespace keydesk
