#include "administration/installationservice.h"

#include "administration/installationstore.h"
#include "audit/auditlog.h"
#include "base/digest.h"
#include "base/lineoftext.h"
#include "base/onetimepassword.h"
#include "base/random.h"
#include "base/sealer.h"
#include "signin/signinservice.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

constexpr std::chrono::hours codeLife{24};
constexpr int codeCharacters = 20; // × 5 bits = 100 bits
/// Twice the tolerance of a proof's time and a minute more: an instance's clock may differ from the database's.
constexpr std::chrono::minutes proofMemory{3};
/// "Last seen" is for people; writing it more often would make every request change the same row.
constexpr std::chrono::minutes lastSeenStep{5};

QByteArray useHash(const ProofOfPossession& proof)
{
    const QByteArray name = proof.thumbprint + '\0' + proof.jti.toUtf8();
    return digest(Hash::Sha256, name);
}

/// As a person types it: any case, with or without the dashes.
QByteArray normalized(const QString& code)
{
    QByteArray text = code.toUpper().toLatin1();
    text.removeIf([](char character) { return character == '-' || character == ' '; });
    return text;
}

Error refusedCode()
{
    return {.code = ErrorCode::InvalidRequest,
            .context = u"enrolment code refused"_s,
            .details = {{u"field"_s, u"code"_s}}};
}

InstallationIdentity identityOf(const Installation& installation)
{
    return {.id = installation.id.value,
            .name = installation.name,
            .place = installation.place,
            .kind = installationKindName(installation.kind)};
}

Caller withInstallation(Caller caller, const Installation& installation, const ProofOfPossession& proof)
{
    caller.installation = installation.id;
    caller.installationName = installation.name;
    caller.installationPlace = installation.place;
    caller.installationKind = installation.kind;
    caller.keyThumbprint = proof.thumbprint;
    return caller;
}

QJsonObject auditDetails(const QString& name, const QString& place, InstallationKind kind)
{
    return {{u"name"_s, name}, {u"place"_s, place}, {u"kind"_s, installationKindName(kind)}};
}

} // namespace

InstallationService::InstallationService(Database& database, const Sealer& sealer, Random& random)
    : m_database(database), m_sealer(sealer), m_random(random)
{
}

QByteArray InstallationService::codeHash(QByteArrayView code) const
{
    return hmac(Hash::Sha256, m_sealer.derive("enrolment code").view(), code);
}

Result<EnrolmentCode> InstallationService::createCode(const Caller& caller, const QString& name, const QString& place,
                                                      InstallationKind kind)
{
    const auto checkedName = lineOfText(name, {.field = u"name"_s, .longest = 64});
    if (!checkedName)
        return checkedName.error();
    const auto checkedPlace = lineOfText(place, {.field = u"place"_s, .longest = 128, .shortest = 0});
    if (!checkedPlace)
        return checkedPlace.error();
    QByteArray bytes = m_random.bytes(13);
    QByteArray code = base32(bytes).first(codeCharacters);
    const QByteArray hash = codeHash(code);
    auto expires = m_database.write([&](Transaction& transaction) -> Result<Instant> {
        const Instant end = transaction.now() + codeLife;
        InstallationStore::addCode(transaction, hash,
                                   {.name = *checkedName, .place = *checkedPlace, .kind = kind, .expires = end});
        AuditLog::append(
            transaction, caller,
            {.event = u"installation.code_created"_s, .details = auditDetails(*checkedName, *checkedPlace, kind)});
        return end;
    });
    QByteArray grouped;
    for (int at = 0; at < codeCharacters; at += 4)
        grouped += (at > 0 ? "-" : "") + code.mid(at, 4);
    wipe(bytes);
    wipe(code);
    SharedSecret secret = share(Secret::take(grouped));
    if (!expires)
        return expires.error();
    return EnrolmentCode{.code = std::move(secret), .expires = *expires};
}

Result<InstallationIdentity> InstallationService::enrol(const Caller& caller, const ProofOfPossession& proof,
                                                        const QString& code)
{
    const QByteArray hash = codeHash(normalized(code));
    const InstallationId id{m_random.opaqueId()};
    return m_database.write([&](Transaction& transaction) -> Result<InstallationIdentity> {
        const auto record = InstallationStore::findCode(transaction, hash);
        if (!record || record->expires <= transaction.now())
            return refusedCode();
        if (!InstallationStore::useProof(transaction, useHash(proof), transaction.now() + proofMemory))
            return Error{ErrorCode::ProofInvalid, u"proof replayed at enrolment"_s};
        if (record->usedBy)
            return repeatedEnrolment(transaction, proof, *record->usedBy);

        const Installation installation{.id = id,
                                        .name = record->name,
                                        .place = record->place,
                                        .kind = record->kind,
                                        .enrolled = transaction.now(),
                                        .lastSeen = transaction.now()};
        if (!InstallationStore::add(transaction, installation, proof.thumbprint))
            return Error{ErrorCode::Conflict, u"the key belongs to an installation already"_s};
        InstallationStore::markCodeUsed(transaction, hash, id);
        AuditLog::append(
            transaction, withInstallation(caller, installation, proof),
            {.event = u"installation.enrolled"_s, .details = auditDetails(record->name, record->place, record->kind)});
        return identityOf(installation);
    });
}

/// The code's own installation asks again because the answer got lost: the same answer. Anybody else: as for a wrong
/// code.
Result<InstallationIdentity> InstallationService::repeatedEnrolment(Transaction& transaction,
                                                                    const ProofOfPossession& proof,
                                                                    const InstallationId& usedBy) const
{
    const auto installation = InstallationStore::findByKey(transaction, proof.thumbprint);
    if (!installation || installation->isRevoked || installation->id != usedBy)
        return refusedCode();
    return identityOf(*installation);
}

Result<Caller> InstallationService::authenticate(const Caller& anonymous, const ProofOfPossession& proof)
{
    return m_database.write([&](Transaction& transaction) -> Result<Caller> {
        const auto installation = InstallationStore::findByKey(transaction, proof.thumbprint);
        // Before the proof is recorded: a stranger's request writes nothing.
        if (!installation || installation->isRevoked)
            return Error{ErrorCode::InstallationUnknown, u"no installation with this key"_s};
        const Instant now = transaction.now();
        if (!InstallationStore::useProof(transaction, useHash(proof), now + proofMemory))
            return Error{ErrorCode::ProofInvalid, u"proof replayed"_s};
        if (!installation->lastSeen || now - *installation->lastSeen >= lastSeenStep)
            InstallationStore::setLastSeen(transaction, installation->id, now);
        return withInstallation(anonymous, *installation, proof);
    });
}

Result<QList<Installation>> InstallationService::installations() const
{
    return m_database.read(
        [](Transaction& transaction) -> Result<QList<Installation>> { return InstallationStore::all(transaction); });
}

Result<void> InstallationService::revoke(const Caller& caller, const InstallationId& id)
{
    return m_database.write([&](Transaction& transaction) -> Result<void> {
        const auto installation = InstallationStore::find(transaction, id);
        if (!installation)
            return Error{ErrorCode::NotFound, u"no such installation"_s};
        if (installation->isRevoked)
            return done();
        InstallationStore::setRevoked(transaction, id, transaction.now());
        SignInService::revokeTokens(transaction, id);
        AuditLog::append(transaction, caller,
                         {.event = u"installation.revoked"_s,
                          .details = auditDetails(installation->name, installation->place, installation->kind)});
        return done();
    });
}

} // namespace keydesk
