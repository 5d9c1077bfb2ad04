#pragma once

#include "protocol/administration.h"
#include "store/database.h"

namespace keydesk {

class Random;

/// Application profiles: first match by position within a type.
class ProfileStore
{
public:
    explicit ProfileStore(Random& random);
    QList<ApplicationProfile> profiles(Transaction& transaction) const;
    std::optional<ApplicationProfile> find(Transaction& transaction, const ProfileId& id) const;
    /// The first profile of the type that applies to a member of these groups.
    std::optional<ApplicationProfile> match(Transaction& transaction, ProfileType type,
                                            const QStringList& groups) const;
    /// By position.
    QList<ApplicationProfile> ofType(Transaction& transaction, ProfileType type) const;
    bool exists(Transaction& transaction, ProfileType type) const;
    /// InvalidRequest (details.field) without factors, with an empty factor or a method that stands twice, or where the
    /// first factor is a sent code alone. Conflict when the name exists. A position of 0 means after the last one; at a
    /// position that is taken, the others move back.
    Result<ApplicationProfile> create(Transaction& transaction, const ApplicationProfile& profile) const;
    /// NotFound when there is none.
    Result<void> remove(Transaction& transaction, const ProfileId& id) const;

private:
    Random& m_random;
};

} // namespace keydesk
