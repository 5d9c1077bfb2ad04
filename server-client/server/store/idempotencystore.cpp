#include "store/idempotencystore.h"

#include "base/digest.h"
#include "store/housekeeping.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::hours life{24};
/// Longer than any request's deadline.
constexpr std::chrono::minutes takenForDead{1};

QString rowId(const IdempotentRequest& request)
{
    // The ids have no NUL, so it separates.
    const QByteArray name =
        request.installation.value.toUtf8() + '\0' + request.user.value.toUtf8() + '\0' + request.key.toUtf8();
    return QString::fromLatin1(digest(Hash::Sha256, name).toHex());
}

SealContext contextOf(const IdempotentRequest& request)
{
    return {u"idempotency"_s, u"response"_s, rowId(request), request.user.value};
}

} // namespace

IdempotencyStore::IdempotencyStore(Database& database, const Sealer& sealer) : m_database(database), m_sealer(sealer) {}

Result<IdempotencyStore::Beginning> IdempotencyStore::begin(const IdempotentRequest& request)
{
    const QString id = rowId(request);
    const QByteArray hash = digest(Hash::Sha256, request.contents);
    std::optional<Row> earlier;
    const Result<bool> begun = m_database.write([&](Transaction& transaction) -> Result<bool> {
        const Instant now = transaction.now();
        transaction.run(
            u"DELETE FROM idempotency WHERE id = ? AND (expires <= ? OR (response IS NULL AND started <= ?))"_s,
            {id, toMilliseconds(now), toMilliseconds(now - takenForDead)});
        earlier = transaction.first(u"SELECT request, response FROM idempotency WHERE id = ?"_s, {id});
        if (earlier)
            return false;
        transaction.run(u"INSERT INTO idempotency (id, request, started, expires) VALUES (?, ?, ?, ?)"_s,
                        {id, hash, toMilliseconds(now), toMilliseconds(now + life)});
        return true;
    });
    if (!begun)
        return begun.error();
    if (*begun)
        return Beginning{State::New, {}};
    return judge(*earlier, request);
}

Result<IdempotencyStore::Beginning> IdempotencyStore::judge(const Row& row, const IdempotentRequest& request) const
{
    if (row.bytes(0) != digest(Hash::Sha256, request.contents))
        return Beginning{State::Mismatch, {}};
    if (row.isNull(1))
        return Beginning{State::StillRunning, {}};
    Result<Secret> response = m_sealer.open(row.bytes(1), contextOf(request));
    if (!response)
        return response.error();
    return Beginning{State::Finished, share(response.take())};
}

Result<void> IdempotencyStore::finish(const IdempotentRequest& request, const Secret& response)
{
    const QByteArray sealed = m_sealer.seal(response, contextOf(request));
    return m_database.write([&](Transaction& transaction) -> Result<void> {
        transaction.run(u"UPDATE idempotency SET response = ? WHERE id = ?"_s, {sealed, rowId(request)});
        return done();
    });
}

Result<void> IdempotencyStore::abandon(const IdempotentRequest& request)
{
    return m_database.write([&](Transaction& transaction) -> Result<void> {
        transaction.run(u"DELETE FROM idempotency WHERE id = ? AND response IS NULL"_s, {rowId(request)});
        return done();
    });
}

void IdempotencyStore::registerWith(Housekeeping& housekeeping)
{
    housekeeping.add(u"DELETE FROM idempotency WHERE expires < ?"_s);
}

} // namespace keydesk
