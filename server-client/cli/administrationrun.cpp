#include "cli/administrationrun.h"

#include "base/whendone.h"
#include "cli/administrationwords.h"
#include "cli/commanddeclaration.h"
#include "cli/console.h"
#include "cli/importrun.h"
#include "cli/table.h"
#include "protocol/wire.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

AdministrationRun::AdministrationRun(Parts parts, QObject* parent) : QObject(parent), m_parts(parts) {}

void AdministrationRun::start(const AdministrationCommand& command)
{
    std::visit([this](const auto& one) { begin(one); }, command);
}

template <typename T, typename Show>
void AdministrationRun::then(const QFuture<Result<T>>& future, Show show)
{
    whenDone(future, this, [this, show = std::move(show)](const Result<T>& outcome) {
        if (!outcome)
            return fail(outcome.error(), exitCodeOf(outcome.error()));
        if constexpr (std::is_void_v<T>)
            show();
        else
            show(*outcome);
    });
}

template <typename Found>
void AdministrationRun::withProfile(const QString& nameOrId, Found found)
{
    then(m_parts.api.profiles(), [this, nameOrId, found = std::move(found)](const QList<ApplicationProfile>& profiles) {
        for (const ApplicationProfile& profile : profiles) {
            if (profile.id.value == nameOrId || profile.name == nameOrId)
                return found(profile);
        }
        fail(misused(u"There is no profile \"%1\"."_s.arg(nameOrId)), ExitCode::Refused);
    });
}

void AdministrationRun::show(const QJsonObject& json, const QString& text, ExitCode code)
{
    m_parts.console.show(json, text);
    Q_EMIT finished(code);
}

void AdministrationRun::fail(const Error& error, ExitCode code)
{
    m_parts.console.complain(error);
    Q_EMIT finished(code);
}

// People

void AdministrationRun::begin(const ListUsersCommand&)
{
    then(m_parts.api.users(), [this](const QList<User>& users) { show(wire::listToJson(users), tableOf(users)); });
}

Result<Secret> AdministrationRun::firstPassword(const AddUserCommand& command)
{
    const QString option = u"--password-file"_s;
    if (!command.passwordFile.isEmpty())
        return m_parts.console.readSecret(command.passwordFile);
    auto password = m_parts.console.askSecret(u"First password of "_s + command.user.userName, option);
    if (!password)
        return password;
    const auto again = m_parts.console.askSecret(u"The same again"_s, option);
    if (!again)
        return again.error();
    if (!password->equals(again->view()))
        return misused(u"the two passwords differ"_s);
    return password;
}

void AdministrationRun::begin(const AddUserCommand& command)
{
    auto password = firstPassword(command);
    if (!password)
        return fail(password.error(), ExitCode::WrongUse);
    then(m_parts.api.addUser({.user = command.user, .password = share(password.take())}),
         [this](const User& user) { show(wire::toJson(user), u"Added %1.\n"_s.arg(shown(user.userName))); });
}

void AdministrationRun::begin(const DisableUserCommand& command)
{
    then(m_parts.api.setUserDisabled(command.userName, command.isDisabled), [this](const User& user) {
        show(wire::toJson(user),
             (user.isDisabled ? u"Disabled %1.\n"_s : u"Enabled %1.\n"_s).arg(shown(user.userName)));
    });
}

void AdministrationRun::begin(const ImportUsersCommand& command)
{
    auto* import = new ImportRun({m_parts.api, m_parts.console}, command, this);
    connect(import, &ImportRun::finished, this, &AdministrationRun::finished);
    import->start();
}

// Profiles

void AdministrationRun::begin(const ListProfilesCommand&)
{
    then(m_parts.api.profiles(),
         [this](const QList<ApplicationProfile>& profiles) { show(wire::listToJson(profiles), tableOf(profiles)); });
}

void AdministrationRun::begin(const ShowProfileCommand& command)
{
    withProfile(command.profile,
                [this](const ApplicationProfile& profile) { show(wire::toJson(profile), describe(profile)); });
}

void AdministrationRun::begin(const CreateProfileCommand& command)
{
    then(m_parts.api.createProfile(command.profile), [this](const ApplicationProfile& profile) {
        show(wire::toJson(profile), u"Created \"%1\".\n"_s.arg(shown(profile.name)));
    });
}

void AdministrationRun::begin(const DeleteProfileCommand& command)
{
    withProfile(command.profile, [this](const ApplicationProfile& profile) {
        then(m_parts.api.deleteProfile(profile.id),
             [this, profile] { show(wire::toJson(profile), u"Deleted \"%1\".\n"_s.arg(shown(profile.name))); });
    });
}

// Installations

void AdministrationRun::begin(const ListInstallationsCommand& command)
{
    then(m_parts.api.installations(), [this, command](QList<Installation> installations) {
        if (!command.withRevoked)
            installations.removeIf([](const Installation& installation) { return installation.isRevoked; });
        show(wire::listToJson(installations), tableOf(installations));
    });
}

void AdministrationRun::begin(const EnrolInstallationCommand& command)
{
    then(m_parts.api.createEnrolmentCode(command.name, command.place, command.kind), [this](const EnrolmentCode& code) {
        show(wire::toJson(code),
             u"One-time code: %1\nValid until %2 (UTC), for one installation. It is not shown again.\n"_s.arg(
                 QString::fromUtf8(code.code->view()), shownTime(toMilliseconds(code.expires))));
    });
}

void AdministrationRun::begin(const RevokeInstallationCommand& command)
{
    then(m_parts.api.installations(), [this, command](const QList<Installation>& installations) {
        QList<Installation> meant;
        for (const Installation& installation : installations) {
            const bool isNamed = installation.name == command.installation && !installation.isRevoked;
            if (isNamed || installation.id.value == command.installation)
                meant.append(installation);
        }
        if (meant.isEmpty())
            return fail(misused(u"There is no installation \"%1\"."_s.arg(command.installation)), ExitCode::Refused);
        if (meant.size() > 1)
            return fail(misused(u"Several installations are called \"%1\"; name the one you mean by its id."_s.arg(
                            command.installation)),
                        ExitCode::Refused);
        const Installation one = meant.constFirst();
        then(m_parts.api.revokeInstallation(one.id),
             [this, one] { show(wire::toJson(one), u"Revoked \"%1\".\n"_s.arg(shown(one.name))); });
    });
}

// Security keys

template <typename Found>
void AdministrationRun::withKey(const QString& userName, const QString& nameOrId, Found found)
{
    then(m_parts.api.securityKeysOf(userName),
         [this, userName, nameOrId, found = std::move(found)](const QList<SecurityKey>& keys) {
             QList<SecurityKey> meant;
             for (const SecurityKey& key : keys) {
                 if (key.id.value == nameOrId)
                     return found(key);
                 if (key.name == nameOrId)
                     meant.append(key);
             }
             if (meant.size() == 1)
                 return found(meant.constFirst());
             fail(misused((meant.isEmpty() ? u"%1 has no security key \"%2\"."_s
                                           : u"%1 has several security keys \"%2\"; name the one you mean by its id."_s)
                              .arg(userName, nameOrId)),
                  ExitCode::Refused);
         });
}

void AdministrationRun::begin(const ListKeysCommand& command)
{
    then(m_parts.api.securityKeysOf(command.userName),
         [this](const QList<SecurityKey>& keys) { show(wire::listToJson(keys), tableOf(keys)); });
}

void AdministrationRun::begin(const RemoveKeyCommand& command)
{
    withKey(command.userName, command.key, [this, command](const SecurityKey& key) {
        then(m_parts.api.removeKeyOf(command.userName, key.id), [this, key] {
            show(wire::toJson(key), u"Removed \"%1\". The sign-ins made with it have ended.\n"_s.arg(shown(key.name)));
        });
    });
}

void AdministrationRun::begin(const LoseKeyCommand& command)
{
    withKey(command.userName, command.key, [this, command](const SecurityKey& key) {
        then(m_parts.api.reportKeyOfLost(command.userName, key.id), [this, key] {
            show(wire::toJson(key), u"Disabled \"%1\". The sign-ins made with it have ended.\n"_s.arg(shown(key.name)));
        });
    });
}

void AdministrationRun::begin(const ListAffectedKeysCommand&)
{
    then(m_parts.api.affectedKeys(),
         [this](const QList<AffectedKey>& keys) { show(wire::listToJson(keys), tableOf(keys)); });
}

void AdministrationRun::begin(const ShowMetadataCommand&)
{
    then(m_parts.api.authenticatorMetadata(),
         [this](const AuthenticatorMetadata& metadata) { show(wire::toJson(metadata), describe(metadata)); });
}

void AdministrationRun::begin(const RefreshMetadataCommand&)
{
    then(m_parts.api.refreshMetadata(),
         [this](const AuthenticatorMetadata& metadata) { show(wire::toJson(metadata), describe(metadata)); });
}

// Audit

void AdministrationRun::begin(const ShowAuditCommand& command)
{
    then(m_parts.api.auditRecords(command.after, command.limit), [this, command](const QList<AuditRecord>& records) {
        QString text = tableOf(records);
        if (records.size() == command.limit)
            text += u"There may be more: keydesk-admin audit show --after %1\n"_s.arg(records.constLast().number);
        show(wire::listToJson(records), text);
    });
}

void AdministrationRun::begin(const VerifyAuditCommand& command)
{
    then(m_parts.api.verifyAudit(command.head), [this](const AuditVerdict& verdict) {
        show(wire::toJson(verdict), describe(verdict), verdict.isIntact ? ExitCode::Done : ExitCode::NotIntact);
    });
}

// Sessions

void AdministrationRun::begin(const ListSessionsCommand& command)
{
    then(m_parts.api.openSessions(command.filter),
         [this](const QList<Session>& sessions) { show(wire::listToJson(sessions), tableOf(sessions)); });
}

void AdministrationRun::begin(const EndSessionsCommand& command)
{
    if (!command.id.isEmpty())
        return then(m_parts.api.endOpenSession({command.id}), [this, command] {
            show({{u"id"_s, command.id}}, u"Ended. The person is told by mail, and the applications are told.\n"_s);
        });
    then(m_parts.api.openSessions(command.filter),
         [this](const QList<Session>& sessions) { endSessions(sessions, {}); });
}

void AdministrationRun::endSessions(const QList<Session>& waiting, const QList<Session>& ended)
{
    if (waiting.isEmpty())
        return show(wire::listToJson(ended), u"Ended %1 sessions.\n"_s.arg(ended.size()));
    whenDone(m_parts.api.endOpenSession(waiting.first().id), this, [this, waiting, ended](const Result<void>& outcome) {
        // One that has ended meanwhile is no reason to leave the others.
        const bool isGone = !outcome && outcome.error().code == ErrorCode::NotFound;
        if (!outcome && !isGone)
            return fail(outcome.error(), exitCodeOf(outcome.error()));
        endSessions(waiting.sliced(1), isGone ? ended : ended + QList<Session>{waiting.first()});
    });
}

} // namespace keydesk
