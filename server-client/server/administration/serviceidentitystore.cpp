#include "administration/serviceidentitystore.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

std::optional<QString> ServiceIdentityStore::rpId(Transaction& transaction)
{
    const auto row = transaction.first(u"SELECT rp_id FROM service_identity WHERE id = 1"_s);
    return row ? std::optional{row->text(0)} : std::nullopt;
}

void ServiceIdentityStore::setRpId(Transaction& transaction, const QString& rpId)
{
    if (transaction.run(u"UPDATE service_identity SET rp_id = ? WHERE id = 1"_s, {rpId}) == 0)
        transaction.run(u"INSERT INTO service_identity (id, rp_id) VALUES (1, ?)"_s, {rpId});
}

} // namespace keydesk
