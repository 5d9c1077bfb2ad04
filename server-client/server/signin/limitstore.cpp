#include "signin/limitstore.h"

#include <algorithm>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

milliseconds LimitStore::used(Transaction& transaction, const QString& bucket)
{
    const auto row = transaction.first(u"SELECT drained FROM sign_in_limits WHERE bucket = ?"_s, {bucket});
    return row ? std::max(milliseconds{0}, row->instant(0) - transaction.now()) : milliseconds{0};
}

void LimitStore::setUsed(Transaction& transaction, const QString& bucket, milliseconds used)
{
    transaction.run(u"INSERT INTO sign_in_limits (bucket, drained) VALUES (?, ?) "
                    "ON CONFLICT (bucket) DO UPDATE SET drained = excluded.drained"_s,
                    {bucket, toMilliseconds(transaction.now() + used)});
}

void LimitStore::remove(Transaction& transaction, const QString& bucket)
{
    transaction.run(u"DELETE FROM sign_in_limits WHERE bucket = ?"_s, {bucket});
}

void LimitStore::removeExpired(Transaction& transaction)
{
    transaction.run(u"DELETE FROM sign_in_limits WHERE drained <= ?"_s, {toMilliseconds(transaction.now())});
}

} // namespace keydesk
