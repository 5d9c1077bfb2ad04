#pragma once

#include "base/clock.h"
#include "store/database.h"

namespace keydesk {

/// One number per allowance: the moment at which what was used of it has filled up again.
class LimitStore
{
public:
    /// How long until the bucket is full of allowance again; zero for one that was never used.
    static std::chrono::milliseconds used(Transaction& transaction, const QString& bucket);
    static void setUsed(Transaction& transaction, const QString& bucket, std::chrono::milliseconds used);
    static void remove(Transaction& transaction, const QString& bucket);
    static void removeExpired(Transaction& transaction);
};

} // namespace keydesk
