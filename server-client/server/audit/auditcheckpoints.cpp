#include "audit/auditcheckpoints.h"

#include "audit/auditchain.h"
#include "base/logging.h"

#include <QJsonDocument>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

const SealContext keyContext{QStringLiteral("audit_key"), QStringLiteral("sealed"), QStringLiteral("1")};

QByteArray signedBytes(const AuditCheckpoint& checkpoint)
{
    const QJsonObject object{
        {u"head"_s, checkpoint.head}, {u"number"_s, checkpoint.number}, {u"time"_s, toMilliseconds(checkpoint.time)}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QList<AuditCheckpoint> checkpoints(Transaction& transaction)
{
    QList<AuditCheckpoint> found;
    for (const Row& row :
         transaction.all(u"SELECT number, head, time, signature FROM audit_checkpoint ORDER BY number"_s))
        found.append({row.number(0), row.text(1), row.instant(2), row.bytes(3)});
    return found;
}

} // namespace

AuditCheckpoints::AuditCheckpoints(Database& database, const Sealer& sealer) : m_database(database), m_sealer(sealer) {}

Result<SigningKey> AuditCheckpoints::key(Transaction& transaction) const
{
    const auto row = transaction.first(u"SELECT sealed FROM audit_key WHERE id = 1"_s);
    if (!row)
        return Error{ErrorCode::NotFound, u"The audit log has no signing key yet"_s};
    const Result<Secret> opened = m_sealer.open(row->bytes(0), keyContext);
    if (!opened)
        return opened.error();
    return SigningKey::fromPkcs8(*opened);
}

Result<SigningKey> AuditCheckpoints::keyOrNew(Transaction& transaction) const
{
    Result<SigningKey> existing = key(transaction);
    if (existing || existing.error().code != ErrorCode::NotFound)
        return existing;
    SigningKey fresh = SigningKey::generate();
    transaction.run(u"INSERT INTO audit_key (id, sealed) VALUES (1, ?)"_s, {m_sealer.seal(fresh.pkcs8(), keyContext)});
    return fresh;
}

Result<std::optional<AuditCheckpoint>> AuditCheckpoints::signIfDue(qint64 records)
{
    using Answer = Result<std::optional<AuditCheckpoint>>;
    Answer answer = m_database.write([&](Transaction& transaction) -> Answer {
        const auto head = transaction.first(u"SELECT number, hash FROM audit_head WHERE id = 1"_s);
        const auto last = transaction.first(u"SELECT MAX(number) FROM audit_checkpoint"_s);
        if (!head || head->number(0) - last->number(0) < std::max<qint64>(records, 1))
            return std::optional<AuditCheckpoint>();
        const Result<SigningKey> signing = keyOrNew(transaction);
        if (!signing)
            return signing.error();
        AuditCheckpoint checkpoint{head->number(0), head->text(1), transaction.now(), {}};
        checkpoint.signature = signing->sign(signedBytes(checkpoint));
        transaction.run(u"INSERT INTO audit_checkpoint (number, head, time, signature) VALUES (?, ?, ?, ?)"_s,
                        {checkpoint.number, checkpoint.head, toMilliseconds(checkpoint.time), checkpoint.signature});
        return std::optional(checkpoint);
    });
    if (answer && *answer)
        logEvent(LogLevel::Info, "audit.checkpoint",
                 {{"number", QString::number((*answer)->number)}, {"head", (*answer)->head}});
    return answer;
}

Result<AuditVerdict> AuditCheckpoints::verify(const QString& expectedHead) const
{
    return m_database.read([&](Transaction& transaction) -> Result<AuditVerdict> {
        AuditChain chain(expectedHead);
        const QList<AuditCheckpoint> all = checkpoints(transaction);
        const Result<SigningKey> signing = key(transaction);
        if (!signing && !all.isEmpty())
            chain.report(all.first().number,
                         u"The key that signed the checkpoints is gone, or is not this service's."_s);
        for (const AuditCheckpoint& checkpoint : all) {
            if (signing && !signing->publicKey().verifies(signedBytes(checkpoint), checkpoint.signature))
                chain.report(checkpoint.number, u"The signature of the checkpoint at record "_s %
                                                    QString::number(checkpoint.number) % u" is wrong."_s);
            chain.expect(checkpoint.number, checkpoint.head);
        }
        return AuditLog::verify(transaction, std::move(chain));
    });
}

Result<VerifyingKey> AuditCheckpoints::publicKey() const
{
    return m_database.read([&](Transaction& transaction) -> Result<VerifyingKey> {
        const Result<SigningKey> signing = key(transaction);
        if (!signing)
            return signing.error();
        return signing->publicKey();
    });
}

} // namespace keydesk
