#pragma once

#include "audit/caller.h"
#include "phone/phonestore.h"

namespace keydesk {

class Outbox;
struct User;

/// A change to a phone, as the audit log and the person hear of it.
struct PhoneNotice
{
    const char* event; ///< "registered", "renamed", "removed", "lost": audit phone.<event>, mail.phone_<event>.
    const StoredPhone& phone;
    QJsonObject details = {}; ///< For the audit log, beside the phone's id and name.
};

/// Writes both in the transaction of the change. A person without a mail address gets no mail.
void announce(Transaction& transaction, const Outbox& outbox, const Caller& caller, const User& user,
              const PhoneNotice& notice);

/// Steps of a registration that the log keeps and nobody is told of: "registration_started", "code_refused", …
void recordOnly(Transaction& transaction, const Caller& caller, const PhoneNotice& notice);

} // namespace keydesk
