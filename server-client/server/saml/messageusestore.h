#pragma once

#include "saml/samlgate.h"
#include "store/database.h"

namespace keydesk {

class Housekeeping;

/// The table saml_message_uses: each use is one durable row, the same for all instances.
class MessageUseStore final : public SamlMessageUses
{
public:
    explicit MessageUseStore(Database& database) : m_database(database) {}

    Result<bool> use(const QString& issuer, const QString& id, Instant expires) override;
    static void registerWith(Housekeeping& housekeeping);

private:
    Database& m_database;
};

} // namespace keydesk
