#include "client/clientsession.h"

#include "base/random.h"
#include "client/ready.h"

#include <QMetaObject>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

/// What is given up before a sign-out has this long; where somebody closes the program, it waits two seconds in all.
constexpr std::chrono::milliseconds timeToGiveUp{1'000};

} // namespace

ClientSession::ClientSession(ServiceAddress address, const Clock& clock, Random& random, QObject* parent)
    : QObject(parent),
      m_clock(clock),
      m_random(random),
      m_connection(std::move(address)),
      m_pendingActions(clock, random)
{
}

ClientSession::~ClientSession()
{
    qDeleteAll(findChildren<CallJob*>(Qt::FindDirectChildrenOnly)); // While what they use is still there.
}

QFuture<Result<void>> ClientSession::signOut()
{
    const QList<CallJob*> givingUp = abortForSignOut();
    m_pendingActions.forget();
    if (!isSignedIn())
        return ready(done());
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    // The call takes the token and keeps it until it ends.
    auto* revocation =
        new CallJob(*this, {.method = "DELETE", .path = u"/tokens/current"_s, .outlivesSignOut = true},
                    [this, promise](const Result<QJsonObject>& answer) {
                        promise->addResult(answer ? done() : Result<void>(answer.error()));
                        promise->finish();
                        QMetaObject::invokeMethod(this, &ClientSession::closeIdleConnections, Qt::QueuedConnection);
                    });
    m_token.reset();
    if (givingUp.isEmpty())
        QMetaObject::invokeMethod(revocation, &CallJob::start, Qt::QueuedConnection);
    else
        revocation->startAfter(givingUp, timeToGiveUp);
    return promise->future();
}

/// Ends the person's calls, but for those that give something up: these are returned.
QList<CallJob*> ClientSession::abortForSignOut()
{
    QList<CallJob*> givingUp;
    for (CallJob* job : findChildren<CallJob*>(Qt::FindDirectChildrenOnly)) {
        if (!job->isOfAPerson() || job->hasEnded())
            continue;
        if (job->outlivesSignOut())
            givingUp.append(job);
        else
            job->abort();
    }
    return givingUp;
}

void ClientSession::closeIdleConnections()
{
    for (const CallJob* job : findChildren<CallJob*>(Qt::FindDirectChildrenOnly)) {
        if (!job->hasEnded())
            return;
    }
    m_connection.closeConnections();
}

void ClientSession::useServiceTime(Instant serviceTime)
{
    m_clockOffset = m_clock.now() - serviceTime;
}

Instant ClientSession::proofTime() const
{
    return m_clock.now() - m_clockOffset;
}

QFuture<Result<void>> ClientSession::callForNothing(ApiCall call)
{
    return this->call(std::move(call), [](const QJsonObject&) { return done(); });
}

CallJob* ClientSession::begin(ApiCall call, CallJob::Done done)
{
    auto* job = new CallJob(*this, std::move(call), std::move(done));
    // Later: the caller first gets its future.
    QMetaObject::invokeMethod(job, &CallJob::start, Qt::QueuedConnection);
    return job;
}

Error unreadableAnswer(const Error& problem)
{
    if (problem.code != ErrorCode::InvalidRequest)
        return problem;
    return {.code = ErrorCode::ProtocolMismatch, .context = u"answer of the service: "_s % problem.context};
}

} // namespace keydesk
