#pragma once

#include "audit/caller.h"
#include "webauthn/webauthnstore.h"

namespace keydesk {

class Outbox;
struct User;

/// A change to a security key, or something to know of it, as the audit log and the person hear of it.
struct WebAuthnNotice
{
    /// "registered", "renamed", "removed", "lost", "counter_alert", "model_alert": audit security_key.<event>,
    /// mail.security_key_<event>, or …_by_administrator for what an administrator does to somebody's key.
    const char* event;
    const StoredSecurityKey& key;
    QJsonObject details = {}; ///< For the audit log, beside the key's id and name.
    bool isByAdministrator = false;
};

/// Writes both in the transaction of the change. A person without a mail address gets no mail.
void announce(Transaction& transaction, const Outbox& outbox, const Caller& caller, const User& user,
              const WebAuthnNotice& notice);

/// Steps of a registration that the log keeps and nobody is told of: "registration_started", "refused", …
void recordOnly(Transaction& transaction, const Caller& caller, const User& user, const char* event,
                const QJsonObject& details = {});

} // namespace keydesk
