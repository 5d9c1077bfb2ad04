#include "audit/auditlog.h"

#include "audit/auditchain.h"
#include "base/digest.h"

#include <QJsonDocument>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int pageSize = 500;

QString actorOf(const Caller& caller)
{
    if (!caller.userName.isEmpty())
        return caller.userName;
    return caller.installationName.isEmpty() ? u"service"_s : QString(u"installation:"_s % caller.installationName);
}

QJsonObject detailsOf(const Caller& caller, const AuditEvent& event)
{
    QJsonObject details = event.details;
    if (event.subject && !event.subject->isEmpty())
        details.insert(u"subjectId"_s, event.subject->value);
    if (caller.installation)
        details.insert(u"installationId"_s, caller.installation->value);
    if (!caller.installationPlace.isEmpty())
        details.insert(u"installationPlace"_s, caller.installationPlace);
    return details;
}

/// Qt sorts members by UTF-16 code units, escapes as RFC 8785 asks and writes whole numbers without a fraction.
QByteArray canonical(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

AuditRecord recordOf(const Row& row)
{
    return {.number = row.number(0),
            .time = row.instant(1),
            .event = row.text(2),
            .actor = row.text(3),
            .subject = row.text(4),
            .installation = row.text(5),
            .address = row.text(6),
            .requestId = row.text(7),
            .details = QJsonDocument::fromJson(row.text(8).toUtf8()).object(),
            .hash = row.text(9)};
}

} // namespace

QString AuditLog::originHash()
{
    return QString(64, u'0');
}

QString AuditLog::chainedHash(const AuditRecord& record, const QString& previousHash)
{
    const QJsonObject hashed{
        {u"actor"_s, record.actor},
        {u"address"_s, record.address},
        {u"details"_s, record.details},
        {u"event"_s, record.event},
        {u"installation"_s, record.installation},
        {u"number"_s, record.number},
        {u"previous"_s, previousHash},
        {u"requestId"_s, record.requestId},
        {u"subject"_s, record.subject},
        {u"time"_s, toMilliseconds(record.time)},
    };
    return QString::fromLatin1(digest(Hash::Sha256, canonical(hashed)).toHex());
}

void AuditLog::append(Transaction& transaction, const Caller& caller, const AuditEvent& event)
{
    const auto head = transaction.first(u"SELECT number, hash FROM audit_head WHERE id = 1"_s);
    if (!head)
        throw DatabaseFailure{Error{ErrorCode::Internal, u"The audit log has lost its head"_s}};
    AuditRecord record{.number = head->number(0) + 1,
                       .time = transaction.now(),
                       .event = event.event,
                       .actor = actorOf(caller),
                       .subject = event.subjectName,
                       .installation = caller.installationName,
                       .address = caller.address,
                       .requestId = caller.requestId,
                       .details = detailsOf(caller, event),
                       .hash = {}};
    record.hash = chainedHash(record, head->text(1));
    // The head first: on PostgreSQL two writers then meet at its row and one starts again; at the record's number the
    // later one would find a duplicate.
    transaction.run(u"UPDATE audit_head SET number = ?, hash = ? WHERE id = 1"_s, {record.number, record.hash});
    transaction.run(
        u"INSERT INTO audit_record (number, time, event, actor, subject, installation, address, request_id, details, "
        "hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {record.number, toMilliseconds(record.time), record.event, record.actor, record.subject, record.installation,
         record.address, record.requestId, QString::fromUtf8(canonical(record.details)), record.hash});
}

QList<AuditRecord> AuditLog::records(Transaction& transaction, qint64 afterNumber, int maximum)
{
    QList<AuditRecord> records;
    const QList<Row> rows = transaction.all(u"SELECT number, time, event, actor, subject, installation, address, "
                                            u"request_id, details, hash FROM audit_record "
                                            "WHERE number > ? ORDER BY number LIMIT ?"_s,
                                            {afterNumber, maximum});
    for (const Row& row : rows)
        records.append(recordOf(row));
    return records;
}

AuditVerdict AuditLog::verify(Transaction& transaction, const QString& expectedHead)
{
    return verify(transaction, AuditChain(expectedHead));
}

AuditVerdict AuditLog::verify(Transaction& transaction, AuditChain chain)
{
    for (QList<AuditRecord> page = records(transaction, -1, pageSize); !page.isEmpty() && chain.isIntact();
         page = records(transaction, page.last().number, pageSize)) {
        for (const AuditRecord& record : page)
            chain.take(record);
    }
    const auto head = transaction.first(u"SELECT number, hash FROM audit_head WHERE id = 1"_s);
    return chain.verdict(head ? head->number(0) : -1, head ? head->text(1) : QString());
}

} // namespace keydesk
