#pragma once

#include "store/database.h"
#include "store/storesettings.h"

namespace keydesk {

/// The clock must outlive the database.
inline DatabaseSettings databaseSettings(const Settings& values, const Clock& clock)
{
    return {.url = values.value(settings::databaseUrl),
            .passwordFile = values.path(settings::databasePasswordFile),
            .clock = &clock};
}

} // namespace keydesk
