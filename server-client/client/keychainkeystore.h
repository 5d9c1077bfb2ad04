#pragma once

#include "client/keystore.h"

#include <QObject>
#include <chrono>

namespace keydesk {

/// How long a keychain may take to answer. It may be asking for its password meanwhile.
struct KeychainPatience
{
    std::chrono::milliseconds load{10'000};
    std::chrono::milliseconds save{30'000};
};

/// Keeps the record in the desktop's keychain (Secret Service, KWallet), under this program's name and the service's
/// address. Never falls back to clear text. What is saved is read back before it counts as kept.
///
/// A keychain that is locked, silent or waiting for its password is Unavailable, as one that is not there. Some
/// keychains answer "nothing kept" where they are only locked.
class KeychainKeyStore final : public QObject, public KeyStore
{
    Q_OBJECT
public:
    /// entry: tells records of several services apart, for example the service's host.
    explicit KeychainKeyStore(QString entry, KeychainPatience patience = {}, QObject* parent = nullptr);

    QFuture<Result<SharedSecret>> load() override;
    QFuture<Result<void>> save(const SharedSecret& record) override;

private:
    QString m_entry;
    KeychainPatience m_patience;
};

} // namespace keydesk
