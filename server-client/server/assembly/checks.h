#pragma once

#include "assembly/service.h"

namespace keydesk {

/// `keydeskd check`: prints a line for each thing that was looked at. False when one of them stops the service from
/// working; the settings file's own mistakes are an error.
Result<bool> printChecks(const QString& configFile);

/// The same for a running service, in its log. Takes seconds: not on an event loop.
void logChecks(Service& service);

} // namespace keydesk
