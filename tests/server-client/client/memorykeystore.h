#pragma once

#include "client/keystore.h"
#include "client/ready.h"

namespace keydesk {

/// A key store at the edge of a test: keeps one record in memory, or fails, or takes its time to save.
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
        m_late = saved;
        m_saving = QPromise<Result<void>>();
        m_saving.start();
        if (!isSilent)
            answer();
        return m_saving.future();
    }
    void answer()
    {
        record = m_late;
        m_saving.addResult(done());
        m_saving.finish();
    }

    SharedSecret record = share(Secret());
    std::optional<Error> problem;
    int loads = 0;
    bool isSilent = false; ///< Saves when told to answer().

private:
    SharedSecret m_late;
    QPromise<Result<void>> m_saving;
};

} // namespace keydesk
