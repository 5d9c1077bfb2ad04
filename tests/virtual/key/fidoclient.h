#pragma once

#include "base/releasedby.h"

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <chrono>
#include <fido.h>
#include <fido/credman.h>
#include <memory>

namespace keydesk::virtualkey {

template <typename T, auto free>
struct ReleasedByAddress
{
    void operator()(T* object) const { free(&object); }
};

using FidoCredential = std::unique_ptr<fido_cred_t, ReleasedByAddress<fido_cred_t, fido_cred_free>>;
using FidoAssertion = std::unique_ptr<fido_assert_t, ReleasedByAddress<fido_assert_t, fido_assert_free>>;
using FidoInfo = std::unique_ptr<fido_cbor_info_t, ReleasedByAddress<fido_cbor_info_t, fido_cbor_info_free>>;

/// A keydesk-key in a process of its own, with a fresh memory.
class RunningKey
{
public:
    explicit RunningKey(const QStringList& options = {});
    ~RunningKey();

    QString socket() const { return m_folder.filePath(QStringLiteral("key")); }
    QString manufacturerRoot() const { return m_folder.filePath(QStringLiteral("data/manufacturer/root.pem")); }
    QString control() const { return m_folder.filePath(QStringLiteral("control")); }
    /// A command's name or an object; the answer.
    QJsonObject tell(const QString& order) const;
    QJsonObject tell(const QJsonObject& order) const;
    void waitFor(const char* condition) const;
    void replug() const;

private:
    QTemporaryDir m_folder;
    QProcess m_process;
};

/// libfido2 on such a key's socket. A device belongs to the thread that opened it; cancel() may come from any.
class FidoClient
{
public:
    explicit FidoClient(const RunningKey& key);
    ~FidoClient();
    FidoClient(const FidoClient&) = delete;
    FidoClient& operator=(const FidoClient&) = delete;

    /// FIDO_OK, or why it could not be opened.
    int opened() const { return m_opened; }
    fido_dev_t* device() const { return m_device; }
    /// Milliseconds for each answer from now on; -1: no limit.
    void reopen(int timeout = -1);
    int cancel() { return fido_dev_cancel(m_device); }

private:
    QByteArray m_path;
    fido_dev_t* m_device = nullptr;
    int m_opened = FIDO_OK;
};

} // namespace keydesk::virtualkey
