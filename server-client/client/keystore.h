#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <QFuture>

namespace keydesk {

/// Where a program keeps its installation record: the private key and the identity the service gave it. Main thread;
/// futures always end with a Result.
class KeyStore
{
public:
    virtual ~KeyStore() = default;
    /// An empty secret where nothing was kept. Unavailable: this place does not work here, or not now.
    /// InstallationUnknown: what is kept cannot be opened any more.
    virtual QFuture<Result<SharedSecret>> load() = 0;
    virtual QFuture<Result<void>> save(const SharedSecret& record) = 0;
};

} // namespace keydesk
