#include "audit/auditchain.h"

#include "audit/auditlog.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

AuditChain::AuditChain(const QString& expectedHead)
    : m_expectedHead(expectedHead.trimmed().toLower()),
      m_headSeen(m_expectedHead.isEmpty()),
      m_hash(AuditLog::originHash())
{
}

void AuditChain::report(qint64 number, const QString& problem)
{
    if (!isIntact())
        return;
    m_firstBroken = number;
    m_problem = problem;
}

void AuditChain::take(const AuditRecord& record)
{
    if (!isIntact())
        return;
    if (record.number != m_number + 1)
        return report(m_number + 1, u"Record "_s % QString::number(m_number + 1) % u" is missing."_s);
    if (record.hash != AuditLog::chainedHash(record, m_hash))
        return report(record.number, u"Record "_s % QString::number(record.number) %
                                         u" does not fit: it, or the one before, was changed."_s);
    m_number = record.number;
    m_hash = record.hash;
    m_headSeen = m_headSeen || m_hash == m_expectedHead;
    if (const auto found = m_signed.constFind(m_number); found != m_signed.constEnd()) {
        if (*found != m_hash)
            report(m_number, u"The log was computed anew: record "_s % QString::number(m_number) %
                                 u" is not the one that the signed checkpoint holds."_s);
        m_signed.remove(m_number);
    }
}

AuditVerdict AuditChain::verdict(qint64 headNumber, const QString& headHash)
{
    if (headNumber != m_number || headHash != m_hash)
        report(m_number + 1,
               u"Records are missing at the end: the log's head is at "_s % QString::number(headNumber) % u'.');
    if (!m_signed.isEmpty())
        report(m_number + 1, u"Records are missing at the end: a signed checkpoint holds a later one."_s);
    if (!m_headSeen)
        report(m_number + 1,
               u"The expected head is not in the log: records were removed from its end or computed anew."_s);
    return {.isIntact = isIntact(),
            .records = m_number,
            .head = m_hash,
            .firstBroken = m_firstBroken,
            .problem = m_problem};
}

} // namespace keydesk
