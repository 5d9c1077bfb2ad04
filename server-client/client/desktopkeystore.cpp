#include "client/desktopkeystore.h"

#include "base/secretfile.h"
#include "base/whendone.h"
#include "client/ready.h"

#include <QPromise>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

DesktopKeyStore::DesktopKeyStore(const QString& entry, QString folder, KeychainPatience patience, QObject* parent)
    : QObject(parent), m_entry(entry), m_folder(std::move(folder)), m_keychain(entry, patience), m_file(m_folder)
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
        whenDone(m_keychain.load(), this, [this, promise](const Result<SharedSecret>& inKeychain) {
            promise->addResult(loadedFrom(inKeychain));
            promise->finish();
        });
    });
    return promise->future();
}

/// What an answer of the keychain means, where the file has nothing.
Result<SharedSecret> DesktopKeyStore::loadedFrom(const Result<SharedSecret>& keychain)
{
    m_hasFailed = !keychain;
    if (keychain && !(*keychain)->isEmpty()) {
        if (!isInKeychain())
            noteKeychain(); // Without the note, too, it is found as long as the keychain answers.
        return keychain;
    }
    if (!isInKeychain())
        return share(Secret());
    m_hasFailed = true;
    if (!keychain)
        return keychain;
    return Error{.code = ErrorCode::Unavailable, .context = u"keychain: locked, or the record is gone"_s};
}

QFuture<Result<void>> DesktopKeyStore::save(const SharedSecret& record)
{
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    const auto finish = [promise](const Result<void>& saved) {
        promise->addResult(saved);
        promise->finish();
    };
    whenDone(m_file.load(), this, [this, record, finish](const Result<SharedSecret>& inFile) {
        // Where it was found is where it is looked for first.
        if (m_hasFailed || !inFile || !(*inFile)->isEmpty())
            return whenDone(m_file.save(record), this, finish);
        whenDone(m_keychain.save(record), this, [this, record, finish](const Result<void>& inKeychain) {
            whenDone(inKeychain ? noteKeychain() : ready(inKeychain), this,
                     [this, record, finish](const Result<void>& saved) {
                         if (saved)
                             return finish(saved);
                         m_hasFailed = true;
                         whenDone(m_file.save(record), this, finish);
                     });
        });
    });
    return promise->future();
}

bool DesktopKeyStore::isInKeychain() const
{
    const auto entry = readSecretFile(noteFile());
    return entry && entry->equals(m_entry.toUtf8());
}

QFuture<Result<void>> DesktopKeyStore::noteKeychain()
{
    return inBackground(m_thread, [folder = m_folder, file = noteFile(), entry = m_entry] {
        const auto made = FileKeyStore::makeFolder(folder);
        return made ? writeSecretFile(file, Secret::copyOf(entry.toUtf8())) : made;
    });
}

QString DesktopKeyStore::noteFile() const
{
    return m_folder % u"/installation.keychain"_s;
}

} // namespace keydesk
