#include "signin/sentcodestore.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

std::optional<SentCode> SentCodeStore::find(Transaction& transaction, const CeremonyId& ceremony, Method method)
{
    const auto row =
        transaction.first(u"SELECT code_mac, previous_mac, sent, expires, sends, tries_left FROM sent_codes "
                          "WHERE ceremony_id = ? AND method = ?"_s,
                          {ceremony.value, methodName(method)});
    if (!row)
        return std::nullopt;
    return SentCode{.mac = row->bytes(0),
                    .previousMac = row->bytes(1),
                    .sent = row->instant(2),
                    .expires = row->instant(3),
                    .sends = static_cast<int>(row->number(4)),
                    .triesLeft = static_cast<int>(row->number(5))};
}

void SentCodeStore::put(Transaction& transaction, const CeremonyId& ceremony, Method method, const SentCode& code)
{
    remove(transaction, ceremony, method);
    transaction.run(
        u"INSERT INTO sent_codes (ceremony_id, method, code_mac, previous_mac, sent, expires, sends, tries_left) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {ceremony.value, methodName(method), code.mac, code.previousMac, toMilliseconds(code.sent),
         toMilliseconds(code.expires), code.sends, code.triesLeft});
}

void SentCodeStore::setTriesLeft(Transaction& transaction, const CeremonyId& ceremony, Method method, int tries)
{
    transaction.run(u"UPDATE sent_codes SET tries_left = ? WHERE ceremony_id = ? AND method = ?"_s,
                    {tries, ceremony.value, methodName(method)});
}

void SentCodeStore::remove(Transaction& transaction, const CeremonyId& ceremony, Method method)
{
    transaction.run(u"DELETE FROM sent_codes WHERE ceremony_id = ? AND method = ?"_s,
                    {ceremony.value, methodName(method)});
}

} // namespace keydesk
