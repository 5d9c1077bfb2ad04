#include "webauthn/metadata.h"

#include "protocol/jsonreader.h"

#include <QDateTime>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

constexpr int mostEntries = 20'000;
constexpr int mostCertificates = 256; // Of one model.
constexpr qsizetype aaguidSize = 16;
constexpr qsizetype keyIdentifierSize = 20;
constexpr double latestNumber = 9'007'199'254'740'991.0; // JSON numbers are exact up to here.

QDate dateFrom(const QJsonValue& value)
{
    return QDate::fromString(value.toString(), Qt::ISODate);
}

QDate dayOf(Instant now)
{
    return QDateTime::fromMSecsSinceEpoch(toMilliseconds(now), Qt::UTC).date();
}

/// "5ca1ab1e-1337-…": empty where it is no AAGUID.
QByteArray aaguidFrom(const QString& text)
{
    const QByteArray bytes = QByteArray::fromHex(text.toLatin1());
    return text.size() == 36 && text.count(u'-') == 4 && bytes.size() == aaguidSize ? bytes : QByteArray();
}

QList<QByteArray> keyIdentifiersFrom(const QJsonArray& values, QStringList& problems)
{
    QList<QByteArray> identifiers;
    for (const QJsonValue value : values) {
        const QByteArray bytes = QByteArray::fromHex(value.toString().toLatin1());
        if (bytes.size() == keyIdentifierSize)
            identifiers.append(bytes);
        else
            problems.append(u"a key identifier that is not 20 bytes"_s);
    }
    return identifiers;
}

QList<QByteArray> rootsFrom(const QJsonArray& values, QStringList& problems)
{
    QList<QByteArray> roots;
    for (const QJsonValue value : values) {
        // Base64 with whatever white space the vendor pasted along.
        const QByteArray der = QByteArray::fromBase64(value.toString().toLatin1());
        if (Certificate::fromDer(der) && roots.size() < mostCertificates)
            roots.append(der);
        else
            problems.append(u"an attestation root certificate that cannot be read"_s);
    }
    return roots;
}

QList<MetadataStatus> historyFrom(const QJsonArray& values)
{
    QList<MetadataStatus> history;
    for (const QJsonValue value : values) {
        const QDate effective = dateFrom(value[u"effectiveDate"_s]);
        history.append({.status = value[u"status"_s].toString(),
                        .effective = effective.isValid() ? std::optional(effective) : std::nullopt});
    }
    return history;
}

MetadataEntry entryFrom(const QJsonValue& value, QStringList& problems)
{
    const QJsonValue statement = value[u"metadataStatement"_s];
    QStringList found;
    const MetadataEntry entry{.aaguid = aaguidFrom(value[u"aaguid"_s].toString()),
                              .keyIdentifiers =
                                  keyIdentifiersFrom(value[u"attestationCertificateKeyIdentifiers"_s].toArray(), found),
                              .description = statement[u"description"_s].toString().left(256),
                              .roots = rootsFrom(statement[u"attestationRootCertificates"_s].toArray(), found),
                              .history = historyFrom(value[u"statusReports"_s].toArray())};
    // An entry with an "aaid" is for UAF, another protocol.
    if (entry.aaguid.isEmpty() && entry.keyIdentifiers.isEmpty() && value[u"aaid"_s].isUndefined())
        found.append(u"neither AAGUID nor key identifiers"_s);
    for (const QString& problem : found)
        problems.append(entry.description % u": "_s % problem);
    return entry;
}

} // namespace

TrustAnchors MetadataEntry::anchors() const
{
    QList<Certificate> certificates;
    for (const QByteArray& der : roots) {
        if (auto certificate = Certificate::fromDer(der))
            certificates.append(certificate.take());
    }
    return TrustAnchors(certificates);
}

Result<Metadata> Metadata::fromPayload(const QByteArray& json)
{
    const auto refused = [](const QString& why) {
        return Error{.code = ErrorCode::InvalidRequest,
                     .context = u"metadata: "_s % why,
                     .details = {{u"reason"_s, u"content"_s}}};
    };
    const auto payload = parseJsonObject(json);
    if (!payload)
        return refused(payload.error().context);
    const double number = payload->value(u"no"_s).toDouble(-1);
    Metadata metadata;
    metadata.m_nextUpdate = dateFrom(payload->value(u"nextUpdate"_s));
    const QJsonValue entries = payload->value(u"entries"_s);
    if (number < 0 || number > latestNumber || !metadata.m_nextUpdate.isValid() || !entries.isArray() ||
        entries.toArray().size() > mostEntries)
        return refused(u"not no, nextUpdate and entries"_s);
    metadata.m_number = static_cast<qint64>(number);
    for (const QJsonValue value : entries.toArray())
        metadata.add(entryFrom(value, metadata.m_problems));
    return metadata;
}

void Metadata::add(MetadataEntry entry)
{
    const std::size_t position = m_entries.size();
    if (!entry.aaguid.isEmpty())
        m_index.insert(entry.aaguid, position);
    for (const QByteArray& identifier : entry.keyIdentifiers)
        m_index.insert(identifier, position);
    m_entries.push_back(std::move(entry));
}

bool Metadata::isOverdue(Instant now) const
{
    return dayOf(now) > m_nextUpdate;
}

const MetadataEntry* Metadata::find(const QByteArray& aaguid, const QList<QByteArray>& keyIdentifiers) const
{
    const bool isNamed = std::any_of(aaguid.begin(), aaguid.end(), [](char byte) { return byte != 0; });
    for (const QByteArray& name : isNamed ? QList<QByteArray>{aaguid} : keyIdentifiers) {
        const auto found = m_index.constFind(name);
        if (found != m_index.constEnd())
            return &m_entries[*found];
    }
    return nullptr;
}

QStringList defaultRefusedStatuses()
{
    return {u"REVOKED"_s, u"USER_VERIFICATION_BYPASS"_s, u"ATTESTATION_KEY_COMPROMISE"_s,
            u"USER_KEY_REMOTE_COMPROMISE"_s, u"USER_KEY_PHYSICAL_COMPROMISE"_s};
}

std::optional<QString> refusedStatus(const MetadataEntry& entry, const QStringList& refused, Instant now)
{
    for (const MetadataStatus& each : entry.history) {
        if (refused.contains(each.status) && (!each.effective || *each.effective <= dayOf(now)))
            return each.status;
    }
    return std::nullopt;
}

} // namespace keydesk
