#include "saml/messageusestore.h"

#include "base/digest.h"
#include "store/housekeeping.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

Result<bool> MessageUseStore::use(const QString& issuer, const QString& id, Instant expires)
{
    // A line end is in no ID, so two pairs never make the same text.
    const QString text = id % u'\n' % issuer;
    const QByteArray hash = digest(Hash::Sha256, text.toUtf8());
    return m_database.write([&](Transaction& transaction) -> Result<bool> {
        return transaction.tryInsert(u"INSERT INTO saml_message_uses (use_hash, expires) VALUES (?, ?)"_s,
                                     {hash, toMilliseconds(expires)});
    });
}

void MessageUseStore::registerWith(Housekeeping& housekeeping)
{
    housekeeping.add(u"DELETE FROM saml_message_uses WHERE expires < ?"_s);
}

} // namespace keydesk
