#pragma once

#include "client/keystore.h"
#include "client/ready.h"

namespace keydesk {

/// A key store at the edge of a test: keeps one record in memory, or fails.
class MemoryKeyStore final : public KeyStore
{
public:
    QFuture<Result<SharedSecret>> load() override
    {
        ++loads;
        return ready(problem ? Result<SharedSecret>(*problem) : Result<SharedSecret>(record));
    }
    QFuture<Result<void>> save(const SharedSecret& saved) override
    {
        if (problem)
            return ready(Result<void>(*problem));
        record = saved;
        return ready(done());
    }

    SharedSecret record = share(Secret());
    std::optional<Error> problem;
    int loads = 0;
};

} // namespace keydesk
