#include "cli/commanddeclaration.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

using Parser = QCommandLineParser;
using Option = QCommandLineOption;

constexpr int mostAuditRecords = 1000;

QString argument(const Parser& parser, int index)
{
    return parser.positionalArguments().value(index);
}

/// A value by its name on the wire; the sentence lists what there is.
template <typename T>
Result<T> named(const QString& option, const QString& name, std::optional<T> (*fromName)(QStringView),
                const char* known)
{
    if (const auto value = fromName(name))
        return *value;
    return misused(u"%1 \"%2\" is unknown; there are: %3"_s.arg(option, name, QLatin1String(known)));
}

Result<qint64> number(const Parser& parser, const QString& option, qint64 minimum, qint64 maximum)
{
    bool isNumber = false;
    const qint64 value = parser.value(option).toLongLong(&isNumber);
    if (!isNumber || value < minimum || value > maximum)
        return misused(u"--%1 wants a whole number from %2 to %3"_s.arg(option).arg(minimum).arg(maximum));
    return value;
}

Result<Command> readEnrol(const Parser& parser)
{
    const QUrl url(parser.value(u"url"_s), QUrl::StrictMode);
    if (!parser.isSet(u"url"_s))
        return misused(u"--url is missing"_s);
    if (!url.isValid() || url.scheme() != u"https" || url.host().isEmpty())
        return misused(u"--url wants an address such as https://panel.example.org"_s);
    return Command{EnrolCommand{.url = url,
                                .caFile = parser.value(u"ca"_s),
                                .codeFile = parser.value(u"code-file"_s),
                                .replaces = parser.isSet(u"replace"_s)}};
}

Result<Command> readAddUser(const Parser& parser)
{
    const auto role = named(u"--role"_s, parser.value(u"role"_s), roleFromName, "user, operator, administrator");
    if (!role)
        return role.error();
    AddUserCommand command{.passwordFile = parser.value(u"password-file"_s)};
    command.user.userName = argument(parser, 0);
    command.user.displayName = parser.value(u"name"_s);
    command.user.mail = parser.value(u"mail"_s);
    command.user.mobile = parser.value(u"mobile"_s);
    command.user.locale = parser.value(u"locale"_s);
    command.user.role = *role;
    command.user.groups = parser.values(u"group"_s);
    return administration(command);
}

/// "soft_otp,mail_code": one factor, answered by any one of its methods.
Result<QList<Method>> readFactor(const QString& text)
{
    QList<Method> methods;
    const QStringList names = text.split(u',');
    for (const QString& name : names) {
        const auto method =
            named(u"--factor"_s, name.trimmed(), methodFromName, "password, mail_code, sms_code, soft_otp, webauthn");
        if (!method)
            return method.error();
        methods.append(*method);
    }
    return methods;
}

Result<Command> readCreateProfile(const Parser& parser)
{
    const auto type = named(u"--type"_s, parser.value(u"type"_s), profileTypeFromName,
                            "registration, sso, password_reset, administration");
    const auto position = number(parser, u"position"_s, 0, 1'000'000);
    if (!type)
        return type.error();
    if (!position)
        return position.error();
    CreateProfileCommand command;
    command.profile.name = argument(parser, 0);
    command.profile.type = *type;
    command.profile.position = static_cast<int>(*position);
    command.profile.groups = parser.values(u"group"_s);
    const QStringList factors = parser.values(u"factor"_s);
    for (const QString& text : factors) {
        const auto factor = readFactor(text);
        if (!factor)
            return factor.error();
        command.profile.factors.append(*factor);
    }
    if (command.profile.factors.isEmpty())
        return misused(u"a profile asks for one factor at least: --factor password --factor soft_otp,mail_code"_s);
    return administration(command);
}

Result<Command> readEnrolInstallation(const Parser& parser)
{
    const auto kind =
        named(u"--kind"_s, parser.value(u"kind"_s), installationKindFromName, "kiosk, desktop, sync, administration");
    if (!kind)
        return kind.error();
    return administration(
        EnrolInstallationCommand{.name = argument(parser, 0), .place = parser.value(u"place"_s), .kind = *kind});
}

Result<Command> readShowAudit(const Parser& parser)
{
    const auto after = number(parser, u"after"_s, 0, std::numeric_limits<qint64>::max());
    const auto limit = number(parser, u"limit"_s, 1, mostAuditRecords);
    if (!after)
        return after.error();
    if (!limit)
        return limit.error();
    return administration(ShowAuditCommand{.after = *after, .limit = static_cast<int>(*limit)});
}

Result<Command> readVerifyAudit(const Parser& parser)
{
    const QString head = parser.value(u"head"_s).toLower();
    const bool isHex = QByteArray::fromHex(head.toLatin1()).toHex() == head.toLatin1();
    if (!head.isEmpty() && (head.size() != 64 || !isHex))
        return misused(u"--head wants the 64 hexadecimal digits that were noted"_s);
    return administration(VerifyAuditCommand{.head = head});
}

CommandDeclaration enrolDeclaration()
{
    return {
        .words = {u"enrol"_s},
        .arguments = {},
        .summary = u"Enrols this installation for administration."_s,
        .options = {{u"url"_s, u"The service's address."_s, u"URL"_s},
                    {u"ca"_s, u"Believe only the authorities in this PEM file; it is copied."_s, u"FILE"_s},
                    {u"code-file"_s, u"Read the one-time code from a file; - is the standard input."_s, u"FILE"_s},
                    {u"replace"_s, u"Give up the enrolment that is there."_s}},
        .details =
            u"The one-time code comes from \"keydeskd init\" or from \"keydesk-admin installation enrol\". It is asked "
            u"for\n"
            "without showing it. The key that is made stays in $XDG_CONFIG_HOME/keydesk-admin, readable by you alone."_s,
        .read = readEnrol};
}

QList<CommandDeclaration> userDeclarations()
{
    const auto disable = [](bool isDisabled) {
        return [isDisabled](const Parser& parser) {
            return administration(DisableUserCommand{.userName = argument(parser, 0), .isDisabled = isDisabled});
        };
    };
    return {
        {.words = {u"user"_s, u"add"_s},
         .arguments = {u"USER_NAME"_s},
         .summary = u"Adds a person."_s,
         .options = {{u"name"_s, u"The name that is shown."_s, u"NAME"_s},
                     {u"mail"_s, u"Mail address."_s, u"ADDRESS"_s},
                     {u"mobile"_s, u"Mobile number, such as +905551234567."_s, u"NUMBER"_s},
                     {u"locale"_s, u"Language of mails (default: en)."_s, u"TAG"_s, u"en"_s},
                     {u"role"_s, u"user, operator or administrator (default: user)."_s, u"ROLE"_s, u"user"_s},
                     {u"group"_s, u"A group; may be given several times."_s, u"GROUP"_s},
                     {u"password-file"_s, u"Read the first password from a file; - is the standard input."_s,
                      u"FILE"_s}},
         .details = u"The first password is asked for, twice and without showing it, unless a file is named. A "
                    u"password file must be\n"
                    "readable by you alone."_s,
         .read = readAddUser},
        {.words = {u"user"_s, u"disable"_s},
         .arguments = {u"USER_NAME"_s},
         .summary = u"Locks a person out and ends their sign-ins."_s,
         .options = {},
         .details = {},
         .read = disable(true)},
        {.words = {u"user"_s, u"enable"_s},
         .arguments = {u"USER_NAME"_s},
         .summary = u"Lets a person in again."_s,
         .options = {},
         .details = {},
         .read = disable(false)},
        {.words = {u"user"_s, u"list"_s},
         .arguments = {},
         .summary = u"Lists all people."_s,
         .options = {},
         .details = {},
         .read = [](const Parser&) { return administration(ListUsersCommand{}); }},
        {.words = {u"user"_s, u"import"_s},
         .arguments = {u"FILE.csv"_s},
         .summary = u"Adds the people of a table; - is the standard input."_s,
         .options = {{u"dry-run"_s, u"Check everything, add nobody."_s},
                     {u"keep-going"_s, u"Go on after a line that the service refuses."_s},
                     {u"skip-existing"_s, u"Leave people alone who exist already."_s}},
         .details =
             u"UTF-8, separated by commas (or semicolons), the first line names the columns in any order:\n"
             "  user_name, password                                  needed\n"
             "  display_name, mail, mobile, locale, role, groups     may be left out or empty; several groups: a|b\n\n"
             "The whole file is checked first; a mistake anywhere means that nobody is added, and each mistake is "
             "named with\n"
             "its line. If the service then refuses a line, the lines after it are not tried (unless --keep-going), "
             "and the\n"
             "report says for each line what became of it. Run it again with --skip-existing to go on from there."_s,
         .read =
             [](const Parser& parser) {
                 return administration(ImportUsersCommand{.file = argument(parser, 0),
                                                          .isDryRun = parser.isSet(u"dry-run"_s),
                                                          .keepsGoing = parser.isSet(u"keep-going"_s),
                                                          .skipsExisting = parser.isSet(u"skip-existing"_s)});
             }},
    };
}

QList<CommandDeclaration> profileDeclarations()
{
    return {
        {.words = {u"profile"_s, u"create"_s},
         .arguments = {u"NAME"_s},
         .summary = u"Creates an application profile."_s,
         .options =
             {{u"type"_s, u"registration, sso, password_reset or administration (default: registration)."_s, u"TYPE"_s,
               u"registration"_s},
              {u"factor"_s,
               u"A factor, in the order they are asked for: METHOD[,METHOD…]; any one of its methods answers it."_s,
               u"METHODS"_s},
              {u"group"_s,
               u"Applies to members of this group; may be given several times. None: applies to everybody."_s,
               u"GROUP"_s},
              {u"position"_s, u"The first profile by position that applies is used (default: after the last)."_s,
               u"NUMBER"_s, u"0"_s}},
         .details =
             u"Methods: password, mail_code, sms_code, soft_otp, webauthn. Without a profile of type registration nobody can sign in."_s,
         .read = readCreateProfile},
        {.words = {u"profile"_s, u"list"_s},
         .arguments = {},
         .summary = u"Lists the application profiles."_s,
         .options = {},
         .details = {},
         .read = [](const Parser&) { return administration(ListProfilesCommand{}); }},
        {.words = {u"profile"_s, u"show"_s},
         .arguments = {u"NAME_OR_ID"_s},
         .summary = u"Shows one profile."_s,
         .options = {},
         .details = {},
         .read =
             [](const Parser& parser) { return administration(ShowProfileCommand{.profile = argument(parser, 0)}); }},
        {.words = {u"profile"_s, u"delete"_s},
         .arguments = {u"NAME_OR_ID"_s},
         .summary = u"Deletes a profile."_s,
         .options = {},
         .details = {},
         .read =
             [](const Parser& parser) { return administration(DeleteProfileCommand{.profile = argument(parser, 0)}); }},
    };
}

QList<CommandDeclaration> installationDeclarations()
{
    return {
        {.words = {u"installation"_s, u"enrol"_s},
         .arguments = {u"NAME"_s},
         .summary = u"Makes a one-time code with which a kiosk, a desktop or a command line enrols."_s,
         .options = {{u"place"_s, u"Where it stands; shown in mails and in the audit log."_s, u"PLACE"_s},
                     {u"kind"_s, u"kiosk, desktop, sync or administration (default: kiosk)."_s, u"KIND"_s, u"kiosk"_s}},
         .details = {},
         .read = readEnrolInstallation},
        {.words = {u"installation"_s, u"list"_s},
         .arguments = {},
         .summary = u"Lists the installations."_s,
         .options = {{u"all"_s, u"With those that were revoked."_s}},
         .details = {},
         .read =
             [](const Parser& parser) {
                 return administration(ListInstallationsCommand{.withRevoked = parser.isSet(u"all"_s)});
             }},
        {.words = {u"installation"_s, u"revoke"_s},
         .arguments = {u"NAME_OR_ID"_s},
         .summary = u"Shuts an installation out and ends the sign-ins made at it."_s,
         .options = {},
         .details = {},
         .read =
             [](const Parser& parser) {
                 return administration(RevokeInstallationCommand{.installation = argument(parser, 0)});
             }},
    };
}

QList<CommandDeclaration> auditDeclarations()
{
    return {
        {.words = {u"audit"_s, u"show"_s},
         .arguments = {},
         .summary = u"Shows records of the audit log, the oldest first."_s,
         .options = {{u"after"_s, u"Only records with a higher number."_s, u"N"_s, u"0"_s},
                     {u"limit"_s, u"At most so many (default: 100)."_s, u"N"_s, u"100"_s}},
         .details = {},
         .read = readShowAudit},
        {.words = {u"audit"_s, u"verify"_s},
         .arguments = {},
         .summary = u"Checks that the audit log was not changed."_s,
         .options = {{u"head"_s, u"A head that was noted elsewhere (syslog); the log must still contain it."_s,
                      u"HEX"_s}},
         .details = u"Without --head only the log itself is checked: somebody who can write the whole database could "
                    u"have made\n"
                    "another one that fits."_s,
         .read = readVerifyAudit},
    };
}

} // namespace

const QList<CommandDeclaration>& commandDeclarations()
{
    static const QList<CommandDeclaration> all = QList<CommandDeclaration>{enrolDeclaration()} + userDeclarations() +
                                                 profileDeclarations() + installationDeclarations() +
                                                 keyDeclarations() + sessionDeclarations() + auditDeclarations();
    return all;
}

Error misused(const QString& why)
{
    return {.code = ErrorCode::InvalidRequest, .context = why};
}

} // namespace keydesk
