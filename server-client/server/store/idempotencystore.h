#pragma once

#include "base/sealer.h"
#include "store/database.h"

namespace keydesk {

class Housekeeping;

/// What an Idempotency-Key stands for: the same person at the same installation sends the same request once more.
struct IdempotentRequest
{
    QString key; ///< As the client sent it.
    InstallationId installation;
    UserId user;         ///< Empty before sign-in.
    QByteArray contents; ///< Method, path and body, as bytes; only its hash is stored.
};

/// Remembers the answers to changes for 24 hours, sealed (an answer may hold a new phone's secret), so that a request
/// sent again after a lost answer changes nothing. A request whose instance died while it ran may be sent again after a
/// minute; then it is done a second time if the first had got as far as its own commit. Thread-safe, blocks.
class IdempotencyStore
{
public:
    IdempotencyStore(Database& database, const Sealer& sealer);

    enum class State {
        New,          ///< Do it, then finish() or abandon().
        Finished,     ///< Answer with response.
        Mismatch,     ///< The key was used for another request: Conflict.
        StillRunning, ///< The first one has not ended: Busy.
    };
    struct Beginning
    {
        State state = State::New;
        SharedSecret response; ///< Only when finished.
    };
    Result<Beginning> begin(const IdempotentRequest& request);
    Result<void> finish(const IdempotentRequest& request, const Secret& response);
    /// The request failed for a reason that passes (busy, unavailable): its key may be used again.
    Result<void> abandon(const IdempotentRequest& request);

    static void registerWith(Housekeeping& housekeeping);

private:
    Result<Beginning> judge(const Row& row, const IdempotentRequest& request) const;

    Database& m_database;
    const Sealer& m_sealer;
};

} // namespace keydesk
