#include "webauthn/metadatacache.h"

#include "webauthn/sha256.h"

#include <QFile>
#include <QSaveFile>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

MetadataCache::MetadataCache(QString file, MetadataSigner signer) : m_file(std::move(file)), m_signer(std::move(signer))
{
}

Result<void> MetadataCache::load()
{
    const std::lock_guard accepting(m_accepting);
    QFile file(m_file);
    if (!file.exists())
        return done();
    if (!file.open(QIODevice::ReadOnly))
        return Error{.code = ErrorCode::Unavailable, .context = m_file % u": "_s % file.errorString()};
    const QByteArray blob = file.read(largestMetadataBlob + 1);
    // Its signer's certificate may have expired since; the file is as well guarded as the settings.
    const auto payload = verifiedPayload(blob, m_signer, std::nullopt);
    if (!payload)
        return payload.error();
    auto metadata = Metadata::fromPayload(*payload);
    if (!metadata)
        return metadata.error();
    m_payloadHash = sha256(*payload).value_or(QByteArray());
    const std::lock_guard lock(m_mutex);
    m_current = std::make_shared<const Metadata>(metadata.take());
    return done();
}

Result<MetadataCache::Acceptance> MetadataCache::accept(const QByteArray& blob, Instant now)
{
    const std::lock_guard accepting(m_accepting);
    const auto payload = verifiedPayload(blob, m_signer, now);
    if (!payload)
        return payload.error();
    auto read = Metadata::fromPayload(*payload);
    if (!read)
        return read.error();
    const auto metadata = std::make_shared<const Metadata>(read.take());
    const QByteArray payloadHash = sha256(*payload).value_or(QByteArray());
    const Acceptance acceptance{
        .isNew = payloadHash != m_payloadHash, .isOverdue = metadata->isOverdue(now), .problems = metadata->problems()};
    if (!acceptance.isNew)
        return acceptance;
    const auto before = current();
    if (before && metadata->number() <= before->number())
        return Error{.code = ErrorCode::InvalidRequest,
                     .context = u"metadata BLOB: number %1 after %2"_s.arg(metadata->number()).arg(before->number()),
                     .details = {{u"reason"_s, u"older"_s}}};
    if (const auto ok = write(blob); !ok)
        return ok.error();
    m_payloadHash = payloadHash;
    const std::lock_guard lock(m_mutex);
    m_current = metadata;
    return acceptance;
}

std::shared_ptr<const Metadata> MetadataCache::current() const
{
    const std::lock_guard lock(m_mutex);
    return m_current;
}

Result<void> MetadataCache::write(const QByteArray& blob) const
{
    // A reader finds the old file or the new one, also after a power cut.
    QSaveFile file(m_file);
    if (!file.open(QIODevice::WriteOnly) || file.write(blob) != blob.size() || !file.commit())
        return Error{.code = ErrorCode::Unavailable, .context = m_file % u": "_s % file.errorString()};
    return done();
}

} // namespace keydesk
