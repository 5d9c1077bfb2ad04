#pragma once

#include "client/filekeystore.h"
#include "client/keychainkeystore.h"

namespace keydesk {

/// For a person's own desktop: the keychain where one answers, the sealed file where none runs. A record found in the
/// file stays there.
class DesktopKeyStore final : public QObject, public KeyStore
{
    Q_OBJECT
public:
    DesktopKeyStore(const QString& entry, const QString& folder, QObject* parent = nullptr);

    QFuture<Result<SharedSecret>> load() override;
    QFuture<Result<void>> save(const SharedSecret& record) override;

private:
    KeychainKeyStore m_keychain;
    FileKeyStore m_file;
};

} // namespace keydesk
