#pragma once

#include "store/database.h"

namespace keydesk {

/// The relying party id that the credentials in this database were made for.
class ServiceIdentityStore
{
public:
    static std::optional<QString> rpId(Transaction& transaction);
    static void setRpId(Transaction& transaction, const QString& rpId);
};

} // namespace keydesk
