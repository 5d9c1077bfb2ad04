#pragma once

#include "base/signingkey.h"
#include "client/calljob.h"
#include "client/httpsconnection.h"
#include "client/pendingactions.h"

#include <QFutureWatcher>
#include <QPromise>
#include <memory>
#include <type_traits>

namespace keydesk {

class Random;

/// What the clients of one program share: the connection, this installation's key, the signed-in person's access token
/// and how far this computer's clock is from the service's. Main thread.
///
/// Every future of a client ends with a Result, unless it is cancelled: that aborts the call, and the future ends
/// without one. A call has one deadline, answers included; it is repeated once, with a new proof and the same
/// Idempotency-Key, when its answer got lost. Where the service refuses a proof for its time, the call is repeated once
/// with the service's time: see useServiceTime().
class ClientSession : public QObject
{
    Q_OBJECT
public:
    ClientSession(ServiceAddress address, const Clock& clock, Random& random, QObject* parent = nullptr);
    ~ClientSession() override;

    /// For calls begun from now on.
    void setDeadline(std::chrono::milliseconds deadline) { m_deadline = deadline; }
    std::chrono::milliseconds deadline() const { return m_deadline; }

    void useKey(std::optional<SigningKey> key) { m_key = std::move(key); }
    const std::optional<SigningKey>& key() const { return m_key; }

    void adoptToken(SharedSecret token) { m_token = std::move(token); }
    const SharedSecret& token() const { return m_token; }
    bool isSignedIn() const { return m_token != nullptr; }
    /// Revokes the token on the service. Forgets it at once, whatever the service answers, and ends the person's other
    /// calls as Cancelled; those that give something up are let through first, for a second at most. Cancelling this
    /// future stops the waiting, not the revocation.
    QFuture<Result<void>> signOut();

    /// This computer's clock minus the service's, where the service refused a proof for its time; zero otherwise.
    std::chrono::milliseconds clockOffset() const { return m_clockOffset; }
    /// Proofs carry the service's time from now on. Safe: the time came over the authenticated connection, it is the
    /// service alone that judges by it whether a proof is fresh (RFC 9449 section 11.1), and a wrong one only makes
    /// proofs that the service refuses.
    void useServiceTime(Instant serviceTime);
    Instant proofTime() const;

    /// Makes the call; read turns the answer's object into Result<T>, its failures become ProtocolMismatch.
    template <typename Read>
    auto call(ApiCall call, Read read) -> QFuture<std::invoke_result_t<Read, const QJsonObject&>>;
    /// For answers whose content does not matter.
    QFuture<Result<void>> callForNothing(ApiCall call);

private:
    friend class CallJob;
    void closeIdleConnections();
    CallJob* begin(ApiCall call, CallJob::Done done);
    QList<CallJob*> abortForSignOut();

    const Clock& m_clock;
    Random& m_random;
    HttpsConnection m_connection;
    PendingActions m_pendingActions;
    std::optional<SigningKey> m_key;
    SharedSecret m_token;
    std::chrono::milliseconds m_clockOffset{0};
    std::chrono::milliseconds m_deadline{15'000};
};

/// An answer that cannot be read is the service's fault, not the caller's.
Error unreadableAnswer(const Error& problem);

template <typename Read>
auto ClientSession::call(ApiCall call, Read read) -> QFuture<std::invoke_result_t<Read, const QJsonObject&>>
{
    using Outcome = std::invoke_result_t<Read, const QJsonObject&>;
    auto promise = std::make_shared<QPromise<Outcome>>();
    promise->start();
    CallJob* job = begin(std::move(call), [promise, read = std::move(read)](const Result<QJsonObject>& answer) {
        if (answer) {
            Outcome outcome = read(*answer);
            promise->addResult(outcome ? std::move(outcome) : Outcome(unreadableAnswer(outcome.error())));
        } else {
            promise->addResult(Outcome(answer.error()));
        }
        promise->finish();
    });
    auto* watcher = new QFutureWatcher<Outcome>(job);
    QObject::connect(watcher, &QFutureWatcherBase::canceled, job, &CallJob::abort);
    watcher->setFuture(promise->future());
    return promise->future();
}

} // namespace keydesk
