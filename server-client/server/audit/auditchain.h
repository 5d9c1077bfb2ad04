#pragma once

#include "protocol/administration.h"

#include <QHash>

namespace keydesk {

/// Walks the records in order and notes the first thing that does not fit. Records may end anywhere; verdict() compares
/// the end with what the log's head says. A value of one verification.
class AuditChain
{
public:
    /// expectedHead: a hash noted elsewhere, or empty.
    explicit AuditChain(const QString& expectedHead);
    /// A signed number and hash: the record of that number must have that hash.
    void expect(qint64 number, const QString& hash) { m_signed.insert(number, hash); }

    void take(const AuditRecord& record);
    void report(qint64 number, const QString& problem);
    bool isIntact() const { return m_problem.isEmpty(); }
    AuditVerdict verdict(qint64 headNumber, const QString& headHash);

private:
    QString m_expectedHead;
    QHash<qint64, QString> m_signed;
    bool m_headSeen;
    qint64 m_number = 0;
    QString m_hash;
    qint64 m_firstBroken = 0;
    QString m_problem;
};

} // namespace keydesk
