#pragma once

#include <QHash>
#include <QString>

namespace keydesk {

/// An opaque id (base64url, 22 characters) that cannot be mistaken for another kind of id.
template <typename Tag>
struct Id
{
    QString value;

    bool isEmpty() const { return value.isEmpty(); }
    friend bool operator==(const Id&, const Id&) = default;
    friend auto operator<=>(const Id& left, const Id& right) { return left.value.compare(right.value) <=> 0; }
    friend size_t qHash(const Id& id, size_t seed = 0) { return qHash(id.value, seed); }
};

using UserId = Id<struct UserTag>;
using InstallationId = Id<struct InstallationTag>;
using CeremonyId = Id<struct CeremonyTag>;
using PhoneId = Id<struct PhoneTag>;
using SecurityKeyId = Id<struct SecurityKeyTag>;
using ProfileId = Id<struct ProfileTag>;
using TokenId = Id<struct TokenTag>;
using MessageId = Id<struct MessageTag>;
using SessionId = Id<struct SessionTag>;

} // namespace keydesk
