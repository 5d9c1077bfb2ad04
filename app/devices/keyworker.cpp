#include "devices/keyworker.h"

#include "devices/keyvisit.h"

#include <QMutexLocker>

namespace keydesk {

namespace {

/// Between 1.12 and today the flag is the same; it makes a FIDO2 key that answers nonsense an error. Without it the
/// library would go on as if it were a U2F key: a weaker one, and not the one that stands on the page.
constexpr int libraryFlags = FIDO_DISABLE_U2F_FALLBACK;

constexpr std::chrono::seconds timeToInspect{5};

} // namespace

KeyWorker::KeyWorker(std::shared_ptr<KeyLink> link) : m_link(std::move(link))
{
    const auto report = [this](void (KeyWorker::*signal)(KeyJobId)) {
        return [this, signal] { Q_EMIT(this->*signal)(m_current); };
    };
    m_link->setListener({.touchNeeded = report(&KeyWorker::touchNeeded), .touchEnded = report(&KeyWorker::touchEnded)});
}

void KeyWorker::begin()
{
    fido_init(libraryFlags); // Counts for one thread only.
    if (const int descriptor = m_link->idleDescriptor(); descriptor >= 0) {
        m_idleWatch = std::make_unique<QSocketNotifier>(descriptor, QSocketNotifier::Read);
        connect(m_idleWatch.get(), &QSocketNotifier::activated, this, &KeyWorker::lookWhileIdle);
    }
}

void KeyWorker::lookWhileIdle()
{
    if (m_link->drain())
        return;
    m_idleWatch->setEnabled(false);
    Q_EMIT gone();
}

bool KeyWorker::startJob(const KeyJob& job)
{
    const QMutexLocker lock(&m_mutex);
    m_newest = job.id;
    if (m_cancelled.remove(job.id) || m_isEnding)
        return false;
    // An inspection has no deadline of its own: its time begins when it is its turn.
    m_link->begin(job.deadline.isForever() ? QDeadlineTimer(timeToInspect) : job.deadline);
    m_current = job.id;
    return true;
}

void KeyWorker::work(const KeyJob& job)
{
    if (!startJob(job)) {
        Q_EMIT answered(job.id, KeyFailure{.problem = KeyProblem::Cancelled});
        return;
    }
    const KeyAnswer answer = KeyVisit(*m_link).carryOut(job.command);
    {
        const QMutexLocker lock(&m_mutex);
        m_current = {};
    }
    Q_EMIT answered(job.id, answer);
    if (const auto* failure = std::get_if<KeyFailure>(&answer); failure && failure->problem == KeyProblem::Removed)
        Q_EMIT gone();
}

void KeyWorker::cancel(KeyJobId id)
{
    const QMutexLocker lock(&m_mutex);
    if (m_current == id)
        m_link->cancel();
    else if (id > m_newest)
        m_cancelled.insert(id);
}

void KeyWorker::cancelAll()
{
    const QMutexLocker lock(&m_mutex);
    m_isEnding = true;
    if (m_current != KeyJobId{})
        m_link->cancel();
}

KeyThread::KeyThread(std::shared_ptr<KeyLink> link, QObject* parent)
    : QObject(parent), m_worker(std::make_unique<KeyWorker>(std::move(link)))
{
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, m_worker.get(), &KeyWorker::begin);
    connect(&m_thread, &QThread::finished, this, &KeyThread::ended);
    m_thread.start();
}

KeyThread::~KeyThread()
{
    end();
    m_thread.wait();
}

void KeyThread::submit(KeyJob job)
{
    QMetaObject::invokeMethod(
        m_worker.get(), [worker = m_worker.get(), job = std::move(job)] { worker->work(job); }, Qt::QueuedConnection);
}

void KeyThread::end()
{
    m_worker->cancelAll();
    m_thread.quit();
}

} // namespace keydesk
