#include "client/keychainkeystore.h"

#include "base/whendone.h"

#include <QCoreApplication>
#include <QLibrary>
#include <QPromise>
#include <QThread>
#include <QTimer>
#include <functional>
#include <qt6keychain/keychain.h>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

using ReadDone = std::function<void(const Result<SharedSecret>&)>;
using WriteDone = std::function<void(const Result<void>&)>;
template <typename T>
using Promise = std::shared_ptr<QPromise<Result<T>>>;

const QString serviceName = u"keydesk"_s;

Error unavailable(const QString& why)
{
    return {.code = ErrorCode::Unavailable, .context = u"keychain: "_s % why};
}

template <typename T>
Promise<T> begun()
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    return promise;
}

/// QtKeychain works off one job after the other for the whole process, in the thread that brought the first one, and
/// its libraries now and then wait there for the bus. So it has a thread of its own, for as long as the program lives.
QObject* keychainThread()
{
    static QObject* const inThread = [] {
        auto* thread = new QThread; // Never destroyed: it may be waiting for ever.
        thread->setObjectName(u"keychain"_s);
        auto* object = new QObject;
        object->moveToThread(thread);
        thread->start();
        qAddPostRoutine([] {
            QThread* running = keychainThread()->thread();
            running->quit();
            running->wait(100);
        });
        return object;
    }();
    return inThread;
}

/// Does the job and calls then() once: when the keychain has answered, or when the time is over and the job has an
/// error. It cannot be cancelled, and the keychain's library may call back into it much later or never: one that is
/// given up makes room for the next job, and stays for that answer.
void run(QKeychain::Job* job, const QString& entry, std::chrono::milliseconds limit, const std::function<void()>& then)
{
    job->setInsecureFallback(false);
    job->setAutoDelete(false);
    job->setKey(entry);
    auto* timer = new QTimer(job);
    timer->setSingleShot(true);
    QObject::connect(timer, &QTimer::timeout, job,
                     [job] { job->emitFinishedWithError(QKeychain::OtherError, u"no answer"_s); });
    QObject::connect(job, &QKeychain::Job::finished, job, [job, timer, then] {
        const bool isAnswered = timer->isActive();
        timer->stop();
        QObject::disconnect(job, nullptr, job, nullptr);
        if (isAnswered)
            job->deleteLater();
        else
            QObject::connect(job, &QKeychain::Job::finished, job, &QObject::deleteLater);
        then();
    });
    timer->start(limit);
    job->start();
}

void read(const QString& entry, std::chrono::milliseconds limit, const ReadDone& done)
{
    auto* job = new QKeychain::ReadPasswordJob(serviceName);
    run(job, entry, limit, [job, done] {
        if (job->error() == QKeychain::NoError) {
            QByteArray bytes = job->binaryData();
            done(share(Secret::take(bytes)));
        } else if (job->error() == QKeychain::EntryNotFound) {
            done(share(Secret()));
        } else {
            done(unavailable(job->errorString()));
        }
    });
}

/// Reads it back: the keychain's library reports success also where the question behind a write was dismissed.
void write(const QString& entry, const SharedSecret& record, std::chrono::milliseconds limit, const WriteDone& done)
{
    auto* job = new QKeychain::WritePasswordJob(serviceName);
    job->setBinaryData(record->view().toByteArray());
    run(job, entry, limit, [job, entry, record, limit, done] {
        if (job->error() != QKeychain::NoError)
            return done(unavailable(job->errorString()));
        read(entry, limit, [record, done](const Result<SharedSecret>& kept) {
            const bool isKept = kept && (*kept)->equals(record->view());
            done(isKept ? Result<void>() : Result<void>(unavailable(u"it did not keep what it was given"_s)));
        });
    });
}

/// libsecret, which serves QtKeychain, keeps the session it once had with a keychain, also when that one has gone and
/// another one came: everything would then fail until the program ends.
void forgetSession()
{
    using Disconnect = void (*)();
    static const auto disconnect =
        reinterpret_cast<Disconnect>(QLibrary::resolve(u"secret-1"_s, 0, "secret_service_disconnect"));
    if (disconnect != nullptr)
        disconnect();
}

/// Calls function(done) in the keychain's thread; done takes the result.
template <typename T, typename Function>
QFuture<Result<T>> ask(Function function)
{
    const auto promise = begun<T>();
    QMetaObject::invokeMethod(keychainThread(), [promise, function = std::move(function)] {
        forgetSession();
        function([promise](const Result<T>& result) {
            promise->addResult(result);
            promise->finish();
        });
    });
    return promise->future();
}

/// The answer, or a failure when it takes longer: the keychain's thread itself may be the one that waits.
template <typename T>
QFuture<Result<T>> within(std::chrono::milliseconds limit, const QFuture<Result<T>>& answer, QObject* context)
{
    const auto promise = begun<T>();
    auto* timer = new QTimer(context);
    const auto settle = [promise, timer](const Result<T>& result) {
        timer->deleteLater();
        if (promise->future().isFinished())
            return;
        promise->addResult(result);
        promise->finish();
    };
    whenDone(answer, timer, settle);
    QObject::connect(timer, &QTimer::timeout, timer, [settle] { settle(unavailable(u"no answer"_s)); });
    timer->setSingleShot(true);
    timer->start(limit);
    return promise->future();
}

} // namespace

KeychainKeyStore::KeychainKeyStore(QString entry, KeychainPatience patience, QObject* parent)
    : QObject(parent), m_entry(std::move(entry)), m_patience(patience)
{
}

QFuture<Result<SharedSecret>> KeychainKeyStore::load()
{
    const auto answer = ask<SharedSecret>(
        [entry = m_entry, limit = m_patience.load](const ReadDone& done) { read(entry, limit, done); });
    return within(m_patience.load, answer, this);
}

QFuture<Result<void>> KeychainKeyStore::save(const SharedSecret& record)
{
    const auto answer = ask<void>([entry = m_entry, limit = m_patience.save, record](const WriteDone& done) {
        write(entry, record, limit, done);
    });
    return within(m_patience.save, answer, this);
}

} // namespace keydesk
