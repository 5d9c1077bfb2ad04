#pragma once

#include "base/settings.h"

#include <array>

namespace keydesk {

namespace settings {

inline const Setting<QString> databaseUrl{
    "database.url", QStringLiteral("sqlite:/var/lib/keydesk/keydesk.db"),
    "Where everything is kept: sqlite:/path/to/file for one instance of the service, or\n"
    "postgresql://user@host:port/database?sslmode=verify-full (PostgreSQL 15 or later) for one or several."};
inline const Setting<QString> databasePasswordFile{
    "database.password_file", QString(), "File with PostgreSQL's password, readable by the service's account alone."};

} // namespace settings

inline const std::array<const SettingDeclaration*, 2> storeSettings{&settings::databaseUrl,
                                                                    &settings::databasePasswordFile};

} // namespace keydesk
