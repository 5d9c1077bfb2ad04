#include "administration/administrationservice.h"

#include "audit/auditcheckpoints.h"
#include "audit/auditlog.h"
#include "directory/directory.h"
#include "factors/factormethod.h"
#include "outbox/outbox.h"
#include "signin/profilestore.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

constexpr int shortestPassword = 8; // NIST SP 800-63B section 5.1.1.2

Error noSuchUser()
{
    return {.code = ErrorCode::NotFound, .context = u"no such user"_s};
}

Error passwordRefused()
{
    return {.code = ErrorCode::InvalidRequest,
            .context = u"initial password too short or not allowed"_s,
            .details = {{u"field"_s, u"password"_s}}};
}

/// Characters, not bytes; counted without a copy in a QString, whose buffers could not be wiped.
int characterCount(const Secret& text)
{
    const auto isStart = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; };
    const QByteArrayView bytes = text.view();
    return static_cast<int>(std::count_if(bytes.begin(), bytes.end(), isStart));
}

QJsonArray factorNames(const ApplicationProfile& profile)
{
    QJsonArray factors;
    for (const QList<Method>& factor : profile.factors) {
        QJsonArray methods;
        for (const Method method : factor)
            methods.append(methodName(method));
        factors.append(methods);
    }
    return factors;
}

QJsonObject auditDetails(const ApplicationProfile& profile)
{
    return {{u"name"_s, profile.name},
            {u"type"_s, profileTypeName(profile.type)},
            {u"groups"_s, QJsonArray::fromStringList(profile.groups)},
            {u"factors"_s, factorNames(profile)}};
}

} // namespace

AdministrationService::AdministrationService(Parts parts) : m_parts(parts) {}

Result<QList<User>> AdministrationService::users() const
{
    return m_parts.database.read(
        [this](Transaction& transaction) -> Result<QList<User>> { return m_parts.directory.users(transaction); });
}

Result<User> AdministrationService::addUser(const Caller& caller, const NewUser& user)
{
    if (!user.password || characterCount(*user.password) < shortestPassword)
        return passwordRefused();
    const auto hash = m_parts.directory.hashedPassword(user.password->clone());
    if (!hash)
        return hash.error().code == ErrorCode::InvalidRequest ? passwordRefused() : hash.error();
    return m_parts.database.write([&](Transaction& transaction) -> Result<User> {
        auto added = m_parts.directory.add(transaction, user.user, *hash);
        if (!added)
            return added;
        AuditLog::append(transaction, caller,
                         {.event = u"user.added"_s,
                          .subject = added->id,
                          .subjectName = added->userName,
                          .details = {{u"role"_s, roleName(added->role)},
                                      {u"groups"_s, QJsonArray::fromStringList(added->groups)}}});
        if (!added->mail.isEmpty())
            m_parts.outbox.enqueue(
                transaction, {.channel = OutgoingMessage::Channel::Mail,
                              .user = added->id,
                              .recipient = added->mail,
                              .textId = u"mail.user_added"_s,
                              .locale = added->locale,
                              .variables = {{u"userName"_s, added->userName}, {u"displayName"_s, added->displayName}}});
        return added;
    });
}

Result<User> AdministrationService::setUserDisabled(const Caller& caller, const QString& userName, bool disabled)
{
    const auto prepared = preparedUserName(userName);
    if (!prepared)
        return noSuchUser();
    return m_parts.database.write([&](Transaction& transaction) -> Result<User> {
        const auto user = m_parts.directory.findByName(transaction, *prepared);
        if (!user)
            return noSuchUser();
        if (user->isDisabled == disabled)
            return *user;
        auto changed = m_parts.directory.setDisabled(transaction, user->id, disabled);
        if (!changed)
            return changed;
        if (disabled)
            m_parts.factors.endSignIns(transaction, caller, user->id, SignInsEnd::PersonDisabled);
        AuditLog::append(transaction, caller,
                         {.event = disabled ? u"user.disabled"_s : u"user.enabled"_s,
                          .subject = user->id,
                          .subjectName = user->userName});
        return changed;
    });
}

Result<QList<ApplicationProfile>> AdministrationService::profiles() const
{
    return m_parts.database.read([this](Transaction& transaction) -> Result<QList<ApplicationProfile>> {
        return m_parts.profiles.profiles(transaction);
    });
}

Result<ApplicationProfile> AdministrationService::createProfile(const Caller& caller, const ApplicationProfile& profile)
{
    return m_parts.database.write([&](Transaction& transaction) -> Result<ApplicationProfile> {
        auto created = m_parts.profiles.create(transaction, profile);
        if (created)
            AuditLog::append(transaction, caller, {.event = u"profile.created"_s, .details = auditDetails(*created)});
        return created;
    });
}

Result<void> AdministrationService::deleteProfile(const Caller& caller, const ProfileId& id)
{
    return m_parts.database.write([&](Transaction& transaction) -> Result<void> {
        const auto profile = m_parts.profiles.find(transaction, id);
        if (!profile)
            return Error{ErrorCode::NotFound, u"no such profile"_s};
        if (auto removed = m_parts.profiles.remove(transaction, id); !removed)
            return removed;
        AuditLog::append(transaction, caller, {.event = u"profile.deleted"_s, .details = auditDetails(*profile)});
        return done();
    });
}

Result<bool> AdministrationService::isOpen() const
{
    return m_parts.database.read([this](Transaction& transaction) -> Result<bool> {
        return m_parts.profiles.exists(transaction, ProfileType::Registration);
    });
}

Result<bool> AdministrationService::asksForKeys() const
{
    const auto profiles = m_parts.database.read([this](Transaction& transaction) -> Result<QList<ApplicationProfile>> {
        return m_parts.profiles.ofType(transaction, ProfileType::Registration);
    });
    if (!profiles)
        return profiles.error();
    return std::ranges::any_of(*profiles, [](const ApplicationProfile& profile) {
        return std::ranges::any_of(profile.factors,
                                   [](const QList<Method>& factor) { return factor.contains(Method::WebAuthn); });
    });
}

Result<QList<AuditRecord>> AdministrationService::auditRecords(qint64 afterNumber, int maximum) const
{
    return m_parts.database.read([=](Transaction& transaction) -> Result<QList<AuditRecord>> {
        return AuditLog::records(transaction, afterNumber, maximum);
    });
}

Result<AuditVerdict> AdministrationService::verifyAudit(const QString& expectedHead) const
{
    return m_parts.checkpoints.verify(expectedHead);
}

} // namespace keydesk
