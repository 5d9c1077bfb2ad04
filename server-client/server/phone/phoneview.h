#pragma once

#include "phone/phonestore.h"
#include "protocol/phone.h"

namespace keydesk {

/// What the person sees of a phone. A clock offset below one time step is noise of typing, not shown.
Phone phoneView(Transaction& transaction, const StoredPhone& phone);

/// The error for a caller without a person, or nothing to complain of.
inline Result<UserId> personOf(const std::optional<UserId>& user)
{
    if (!user)
        return Error{.code = ErrorCode::TokenInvalid, .context = QStringLiteral("no signed-in person")};
    return *user;
}

inline Error noSuchPhone(const PhoneId& id)
{
    return {.code = ErrorCode::NotFound, .context = QStringLiteral("phone ") + id.value};
}

} // namespace keydesk
