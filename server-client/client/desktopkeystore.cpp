#include "client/desktopkeystore.h"

#include "base/whendone.h"

#include <QPromise>

namespace keydesk {

DesktopKeyStore::DesktopKeyStore(const QString& entry, const QString& folder, QObject* parent)
    : QObject(parent), m_keychain(entry), m_file(folder)
{
}

QFuture<Result<SharedSecret>> DesktopKeyStore::load()
{
    auto promise = std::make_shared<QPromise<Result<SharedSecret>>>();
    promise->start();
    whenDone(m_file.load(), this, [this, promise](const Result<SharedSecret>& inFile) {
        if (!inFile || !(*inFile)->isEmpty()) {
            promise->addResult(inFile);
            promise->finish();
            return;
        }
        whenDone(m_keychain.load(), this, [promise, inFile](const Result<SharedSecret>& inKeychain) {
            promise->addResult(inKeychain ? inKeychain : inFile); // No keychain: the (empty) file it is.
            promise->finish();
        });
    });
    return promise->future();
}

QFuture<Result<void>> DesktopKeyStore::save(const SharedSecret& record)
{
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    const auto saveInFile = [this, promise, record] {
        whenDone(m_file.save(record), this, [promise](const Result<void>& saved) {
            promise->addResult(saved);
            promise->finish();
        });
    };
    whenDone(m_file.load(), this, [this, promise, record, saveInFile](const Result<SharedSecret>& inFile) {
        if (!inFile || !(*inFile)->isEmpty())
            return saveInFile(); // Where it was found is where it is looked for first.
        whenDone(m_keychain.save(record), this, [promise, saveInFile](const Result<void>& saved) {
            if (!saved)
                return saveInFile();
            promise->addResult(saved);
            promise->finish();
        });
    });
    return promise->future();
}

} // namespace keydesk
