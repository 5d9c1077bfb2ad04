#pragma once

#include "webauthn/metadata.h"
#include "webauthn/metadatablob.h"

#include <mutex>

namespace keydesk {

/// The newest metadata that was ever accepted, in memory and as a file. Thread-safe. What is refused changes neither.
class MetadataCache
{
public:
    MetadataCache(QString file, MetadataSigner signer);

    /// At the start. No file is no error: there is no metadata yet. A file that does not verify is not used:
    /// InvalidRequest.
    Result<void> load();

    struct Acceptance
    {
        bool isNew = false;     ///< Otherwise it is the one that was here before.
        bool isOverdue = false; ///< Its time is over: the administrator should know.
        QStringList problems = {};
    };
    /// A BLOB from the service, or from a file where the network is closed. InvalidRequest with details.reason as
    /// verifiedPayload() and Metadata::fromPayload(), and "older"; Unavailable when the file cannot be written.
    Result<Acceptance> accept(const QByteArray& blob, Instant now);

    /// Null: none yet. Keep the pointer for as long as one request lasts.
    std::shared_ptr<const Metadata> current() const;

private:
    Result<void> write(const QByteArray& blob) const;

    const QString m_file;
    const MetadataSigner m_signer;
    std::mutex m_accepting; ///< One BLOB after the other, also while it is being written.
    mutable std::mutex m_mutex;
    std::shared_ptr<const Metadata> m_current;
    QByteArray m_payloadHash; ///< Its content's; touched under m_accepting only.
};

} // namespace keydesk
