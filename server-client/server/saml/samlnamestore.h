#pragma once

#include "base/ids.h"
#include "store/database.h"

namespace keydesk {

/// The tables saml_persistent_names and saml_immutable_names: what people are called by service providers. A name that
/// somebody has had is theirs for good. Every function works within the caller's transaction.
class SamlNameStore
{
public:
    /// The person's name with a service provider; the fresh one where they had none.
    static QString persistentName(Transaction& transaction, const QString& providerId, const UserId& user,
                                  const QString& fresh);
    /// The person's name with all that ask for it; the fresh one where they had none.
    static QString immutableName(Transaction& transaction, const UserId& user, const QString& fresh);
    /// Gives a name that is known elsewhere, such as the ImmutableID that a directory has noted. Conflict when the
    /// person has another one, or it is somebody else's; InvalidRequest when it is empty or longer than 64 characters.
    static Result<void> setImmutableName(Transaction& transaction, const UserId& user, const QString& name);
};

} // namespace keydesk
