#pragma once

#include "outbox/outbox.h"

namespace keydesk {

/// What a message says and to whom, sealed to its row.
QByteArray sealPayload(const Sealer& sealer, const MessageId& id, const OutgoingMessage& message);
/// recipient, textId, locale and variables; the rest stands in the row.
Result<OutgoingMessage> openPayload(const Sealer& sealer, const MessageId& id, const UserId& user,
                                    QByteArrayView sealed);
/// Overwrites what may be secret in it.
void wipe(OutgoingMessage& message);

} // namespace keydesk
