#pragma once

#include "sessions/sessionstore.h"

namespace keydesk {

class Directory;
struct DeliveryReport;

/// What became of telling a service provider, as the outbox reports it: in one transaction with the outbox's own row,
/// so that "signed out" never stands there before the provider has said so. For OutboxDelivery::Parts::report.
void noteLogout(Transaction& transaction, const Directory& directory, const DeliveryReport& report);

} // namespace keydesk
