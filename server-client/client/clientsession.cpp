#include "client/clientsession.h"

#include "base/random.h"
#include "base/whendone.h"
#include "client/ready.h"

#include <QMetaObject>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

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
    for (CallJob* job : findChildren<CallJob*>(Qt::FindDirectChildrenOnly)) {
        if (job->isOfAPerson())
            job->abort();
    }
    m_pendingActions.forget();
    if (!isSignedIn())
        return ready(done());
    const QFuture<Result<void>> future = callForNothing({.method = "DELETE", .path = u"/tokens/current"_s});
    m_token.reset(); // The call keeps it until it ends.
    whenDone(future, this, [this](const Result<void>&) { closeIdleConnections(); });
    return future;
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
