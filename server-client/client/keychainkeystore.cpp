#include "client/keychainkeystore.h"

#include <QPromise>
#include <qt6keychain/keychain.h>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

const QString serviceName = u"keydesk"_s;

Error keychainError(const QKeychain::Job& job)
{
    // Whatever the reason, nothing is kept there; only the words differ.
    return {.code = ErrorCode::Unavailable, .context = u"keychain: "_s % job.errorString()};
}

template <typename T>
std::shared_ptr<QPromise<Result<T>>> begun()
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    return promise;
}

} // namespace

KeychainKeyStore::KeychainKeyStore(QString entry, QObject* parent) : QObject(parent), m_entry(std::move(entry)) {}

QFuture<Result<SharedSecret>> KeychainKeyStore::load()
{
    auto promise = begun<SharedSecret>();
    auto* job = new QKeychain::ReadPasswordJob(serviceName, this);
    job->setInsecureFallback(false);
    job->setKey(m_entry);
    connect(job, &QKeychain::Job::finished, this, [promise, job] {
        if (job->error() == QKeychain::NoError) {
            QByteArray bytes = job->binaryData();
            promise->addResult(Result<SharedSecret>(share(Secret::take(bytes))));
        } else if (job->error() == QKeychain::EntryNotFound) {
            promise->addResult(Result<SharedSecret>(share(Secret())));
        } else {
            promise->addResult(Result<SharedSecret>(keychainError(*job)));
        }
        promise->finish();
    });
    job->start();
    return promise->future();
}

QFuture<Result<void>> KeychainKeyStore::save(const SharedSecret& record)
{
    auto promise = begun<void>();
    auto* job = new QKeychain::WritePasswordJob(serviceName, this);
    job->setInsecureFallback(false);
    job->setKey(m_entry);
    job->setBinaryData(record->view().toByteArray());
    connect(job, &QKeychain::Job::finished, this, [promise, job] {
        promise->addResult(job->error() == QKeychain::NoError ? done() : Result<void>(keychainError(*job)));
        promise->finish();
    });
    job->start();
    return promise->future();
}

} // namespace keydesk
