#pragma once

#include "client/filekeystore.h"
#include "client/keychainkeystore.h"

namespace keydesk {

/// For a person's own desktop: the keychain where one answers, the sealed file where none does. A record found in the
/// file stays there. That the keychain has the record stands in the folder ("installation.keychain"): from then on a
/// keychain that does not hand it out, for whatever reason, is Unavailable, not empty.
class DesktopKeyStore final : public QObject, public KeyStore
{
    Q_OBJECT
public:
    DesktopKeyStore(const QString& entry, QString folder, KeychainPatience patience = {}, QObject* parent = nullptr);

    QFuture<Result<SharedSecret>> load() override;
    QFuture<Result<void>> save(const SharedSecret& record) override;

private:
    Result<SharedSecret> loadedFrom(const Result<SharedSecret>& keychain);
    bool isInKeychain() const;
    QFuture<Result<void>> noteKeychain();
    QString noteFile() const;

    QString m_entry;
    QString m_folder;
    KeychainKeyStore m_keychain;
    FileKeyStore m_file;
    QThreadPool m_thread;
    bool m_hasFailed = false; ///< The keychain, since the program started: it is not troubled with a new record.
};

} // namespace keydesk
