#pragma once

#include "client/keystore.h"

#include <QObject>

namespace keydesk {

/// Keeps the record in the desktop's keychain (Secret Service, KWallet), under this program's name and the service's
/// address. Never falls back to clear text.
class KeychainKeyStore final : public QObject, public KeyStore
{
    Q_OBJECT
public:
    /// entry: tells records of several services apart, for example the service's host.
    explicit KeychainKeyStore(QString entry, QObject* parent = nullptr);

    QFuture<Result<SharedSecret>> load() override;
    QFuture<Result<void>> save(const SharedSecret& record) override;

private:
    QString m_entry;
};

} // namespace keydesk
