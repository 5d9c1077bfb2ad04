#pragma once

#include "client/keystore.h"

#include <QThreadPool>

namespace keydesk {

/// Keeps the record in a folder, in "installation" (mode 0600), sealed with the key in "installation.seal" (mode 0600)
/// and bound to this machine's id and account: files copied to another machine do not open there. Whoever may read this
/// account's files here can open it; docs/decisions says when that is enough.
class FileKeyStore final : public KeyStore
{
public:
    /// Makes the folder (mode 0700) when it first saves.
    explicit FileKeyStore(QString folder);

    QFuture<Result<SharedSecret>> load() override;
    /// In a thread of its own, as disks are slow; what was begun is on disk when the store goes.
    QFuture<Result<void>> save(const SharedSecret& record) override;
    /// As save(); the folder goes with the record where nothing else is in it.
    QFuture<Result<void>> forget();

    Result<SharedSecret> read() const;
    /// For its owner alone, mode 0700.
    static Result<void> makeFolder(const QString& folder);

private:
    Result<void> write(const Secret& record) const;
    Result<void> erase() const;

    QString m_folder;
    QThreadPool m_thread; // Goes first.
};

} // namespace keydesk
