#pragma once

#include "assembly/configuration.h"
#include "base/random.h"
#include "base/sealer.h"
#include "directory/directory.h"
#include "factors/factormethod.h"
#include "outbox/outboxdelivery.h"
#include "routes/router.h"
#include "store/housekeeping.h"

namespace keydesk {

/// What every capability stands on, and where it leaves what others must know of it. Configuration, database and clock
/// outlive it.
struct Foundation
{
    Foundation(const Configuration& usedConfiguration, KeyRing keys, Database& usedDatabase, const Clock& usedClock);

    const Configuration& configuration;
    Database& database;
    const Clock& clock;
    SystemRandom random;
    Sealer sealer;
    Outbox outbox{sealer, random};
    OutboxDelivery delivery;
    Directory directory{database, random};
    Factors factors;

    // Filled by the parts:
    Router router;
    Housekeeping housekeeping;
    QStringList capabilities; ///< As GET /info names them.
};

} // namespace keydesk
