#pragma once

#include "cli/commands.h"
#include "cli/exitcodes.h"

#include <QObject>

namespace keydesk {

class Console;

/// Carries out one command by the administration interface and prints the outcome. One use.
class AdministrationRun : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        AdministrationApi& api;
        Console& console;
    };
    explicit AdministrationRun(Parts parts, QObject* parent = nullptr);
    void start(const AdministrationCommand& command);

Q_SIGNALS:
    void finished(keydesk::ExitCode code);

private:
    void begin(const ListUsersCommand& command);
    void begin(const AddUserCommand& command);
    void begin(const DisableUserCommand& command);
    void begin(const ImportUsersCommand& command);
    void begin(const ListProfilesCommand& command);
    void begin(const ShowProfileCommand& command);
    void begin(const CreateProfileCommand& command);
    void begin(const DeleteProfileCommand& command);
    void begin(const ListInstallationsCommand& command);
    void begin(const EnrolInstallationCommand& command);
    void begin(const RevokeInstallationCommand& command);
    void begin(const ShowAuditCommand& command);
    void begin(const VerifyAuditCommand& command);
    void begin(const ListKeysCommand& command);
    void begin(const RemoveKeyCommand& command);
    void begin(const LoseKeyCommand& command);
    void begin(const ListAffectedKeysCommand& command);
    void begin(const ShowMetadataCommand& command);
    void begin(const RefreshMetadataCommand& command);
    void begin(const ListSessionsCommand& command);
    void begin(const EndSessionsCommand& command);

    /// Calls show with the value, or ends with the error.
    template <typename T, typename Show>
    void then(const QFuture<Result<T>>& future, Show show);
    /// The profile with this id or this name.
    template <typename Found>
    void withProfile(const QString& nameOrId, Found found);
    /// The person's key with this id or this name.
    template <typename Found>
    void withKey(const QString& userName, const QString& nameOrId, Found found);
    /// One after the other; stops at the first that is refused.
    void endSessions(const QList<Session>& waiting, const QList<Session>& ended);
    Result<Secret> firstPassword(const AddUserCommand& command);
    /// JSON or text, as wished; ends the run.
    void show(const QJsonObject& json, const QString& text, ExitCode code = ExitCode::Done);
    void fail(const Error& error, ExitCode code);

    Parts m_parts;
};

} // namespace keydesk
