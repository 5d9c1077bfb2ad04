#pragma once

#include "webauthn/trustanchors.h"

#include <QDate>
#include <QHash>

namespace keydesk {

/// One line in the history of an authenticator's model (FIDO Metadata Service 3.0, section 3.1.3).
struct MetadataStatus
{
    QString status;                 ///< E.g. "REVOKED"; newer ones may be added.
    std::optional<QDate> effective; ///< nullopt: from the beginning.
};

/// What FIDO's metadata says of one model (section 3.1.1), as far as we ask.
struct MetadataEntry
{
    QByteArray aaguid;                     ///< Empty for U2F keys.
    QList<QByteArray> keyIdentifiers = {}; ///< Of U2F keys: SHA-1 of the attestation certificate's key.
    QString description = {};
    QList<QByteArray> roots = {}; ///< Certificates as DER: read, they would take ten times the room.
    QList<MetadataStatus> history = {};

    TrustAnchors anchors() const;
};

/// The content of a metadata BLOB (section 3.1.6). Immutable after reading; share it between threads.
class Metadata
{
public:
    /// The BLOB's payload; who signed it is verified elsewhere. InvalidRequest where its form is not the standard's as
    /// a whole. A defect of one entry is noted in problems() and leaves the others usable.
    static Result<Metadata> fromPayload(const QByteArray& json);

    qint64 number() const { return m_number; } ///< Grows from BLOB to BLOB.
    QDate nextUpdate() const { return m_nextUpdate; }
    /// A newer BLOB should have been fetched by now.
    bool isOverdue(Instant now) const;
    qsizetype size() const { return static_cast<qsizetype>(m_entries.size()); }
    const QStringList& problems() const { return m_problems; }

    /// By the AAGUID; where that is all zero, by the key of one of the attestation's certificates. Null: not known.
    const MetadataEntry* find(const QByteArray& aaguid, const QList<QByteArray>& keyIdentifiers) const;

private:
    void add(MetadataEntry entry);

    qint64 m_number = 0;
    QDate m_nextUpdate;
    std::vector<MetadataEntry> m_entries;
    QHash<QByteArray, std::size_t> m_index; ///< AAGUIDs (16 bytes) and key identifiers (20) to entries.
    QStringList m_problems;
};

/// REVOKED, USER_VERIFICATION_BYPASS, ATTESTATION_KEY_COMPROMISE, USER_KEY_REMOTE_COMPROMISE,
/// USER_KEY_PHYSICAL_COMPROMISE.
QStringList defaultRefusedStatuses();
/// The first of these statuses that the model has had up to now; a later certification does not undo it.
std::optional<QString> refusedStatus(const MetadataEntry& entry, const QStringList& refused, Instant now);

} // namespace keydesk
