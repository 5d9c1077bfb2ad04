#pragma once

#include "client/keystore.h"

namespace keydesk {

/// Keeps the record in a folder, in "installation" (mode 0600), sealed with the key in "installation.seal" (mode 0600)
/// and bound to this machine's id and account: files copied to another machine do not open there. Whoever may read this
/// account's files here can open it; docs/decisions says when that is enough.
class FileKeyStore final : public KeyStore
{
public:
    /// Makes the folder (mode 0700) when it first saves.
    explicit FileKeyStore(QString folder) : m_folder(std::move(folder)) {}

    QFuture<Result<SharedSecret>> load() override;
    QFuture<Result<void>> save(const SharedSecret& record) override;

    /// The same at once.
    Result<SharedSecret> read() const;
    Result<void> write(const Secret& record) const;
    /// For its owner alone, mode 0700.
    static Result<void> makeFolder(const QString& folder);

private:
    QString m_folder;
};

} // namespace keydesk
