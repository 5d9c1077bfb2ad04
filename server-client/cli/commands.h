#pragma once

#include "protocol/administration.h"

#include <QUrl>
#include <variant>

namespace keydesk {

// One struct for each thing that keydesk-admin can be told to do. Where a file may be named, "-" is the standard input.

struct HelpCommand
{
    QString text;
};
struct VersionCommand
{
};
struct EnrolCommand
{
    QUrl url = {};
    QString caFile = {};
    QString codeFile = {}; ///< Empty: asked at the terminal.
    bool replaces = false; ///< An enrolment that is there already is given up.
};

struct ListUsersCommand
{
};
struct AddUserCommand
{
    User user = {};
    QString passwordFile = {}; ///< Empty: asked at the terminal, twice.
};
struct DisableUserCommand
{
    QString userName = {};
    bool isDisabled = true;
};
struct ImportUsersCommand
{
    QString file = {};
    bool isDryRun = false;
    bool keepsGoing = false;    ///< A line that the service refuses does not stop the ones after it.
    bool skipsExisting = false; ///< A person who exists is left alone instead of being a mistake.
};

struct ListProfilesCommand
{
};
struct ShowProfileCommand
{
    QString profile = {}; ///< Name or id.
};
struct CreateProfileCommand
{
    ApplicationProfile profile = {};
};
struct DeleteProfileCommand
{
    QString profile = {};
};

struct ListInstallationsCommand
{
    bool withRevoked = false;
};
struct EnrolInstallationCommand
{
    QString name = {};
    QString place = {};
    InstallationKind kind = InstallationKind::Kiosk;
};
struct RevokeInstallationCommand
{
    QString installation = {}; ///< Name or id.
};

struct ShowAuditCommand
{
    qint64 after = 0;
    int limit = 100;
};
struct VerifyAuditCommand
{
    QString head = {};
};

/// Security keys. A key is meant by its name or its id.
struct ListKeysCommand
{
    QString userName = {};
};
struct RemoveKeyCommand
{
    QString userName = {};
    QString key = {};
};
struct LoseKeyCommand
{
    QString userName = {};
    QString key = {};
};
struct ListAffectedKeysCommand
{
};
struct ShowMetadataCommand
{
};
struct RefreshMetadataCommand
{
};

/// Where people are signed in.
struct ListSessionsCommand
{
    SessionFilter filter = {};
};
struct EndSessionsCommand
{
    QString id = {};           ///< One session; empty: those of the filter.
    SessionFilter filter = {}; ///< Names something at least.
};

/// What needs the service and this installation's proof.
using AdministrationCommand =
    std::variant<ListUsersCommand, AddUserCommand, DisableUserCommand, ImportUsersCommand, ListProfilesCommand,
                 ShowProfileCommand, CreateProfileCommand, DeleteProfileCommand, ListInstallationsCommand,
                 EnrolInstallationCommand, RevokeInstallationCommand, ShowAuditCommand, VerifyAuditCommand,
                 ListKeysCommand, RemoveKeyCommand, LoseKeyCommand, ListAffectedKeysCommand, ShowMetadataCommand,
                 RefreshMetadataCommand, ListSessionsCommand, EndSessionsCommand>;

using Command = std::variant<HelpCommand, VersionCommand, EnrolCommand, AdministrationCommand>;

} // namespace keydesk
