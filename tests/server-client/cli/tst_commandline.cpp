#include "cli/commanddeclaration.h"
#include "cli/commandline.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

Result<CommandLine> parsed(const QStringList& arguments)
{
    return parseCommandLine(QStringList{u"keydesk-admin"_s} + arguments);
}

template <typename T>
T administration(const QStringList& arguments)
{
    const auto line = parsed(arguments);
    if (!line)
        qFatal("%s", qPrintable(line.error().context));
    return std::get<T>(std::get<AdministrationCommand>(line->command));
}

} // namespace

class TestCommandLine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsEnrol();
    void readsUsers();
    void readsProfiles();
    void readsInstallations();
    void readsAudit();
    void readsKeysAndMetadata();
    void readsSessions();
    void takesJsonAnywhere();
    void everythingHasHelp();
    void refuses_data();
    void refuses();
    void noOptionTakesASecret();
};

void TestCommandLine::readsEnrol()
{
    const auto line = parsed({u"enrol"_s, u"--url"_s, u"https://panel.example.org:8443"_s, u"--ca"_s, u"ca.pem"_s,
                              u"--code-file"_s, u"-"_s});
    QVERIFY(line.isOk());
    const auto& command = std::get<EnrolCommand>(line->command);
    QCOMPARE(command.url, QUrl(u"https://panel.example.org:8443"_s));
    QCOMPARE(command.caFile, u"ca.pem"_s);
    QCOMPARE(command.codeFile, u"-"_s);
    QVERIFY(!command.replaces);
    QVERIFY(!line->isJson);
}

void TestCommandLine::readsUsers()
{
    const auto add = administration<AddUserCommand>({u"user"_s, u"add"_s, u"ada"_s, u"--name"_s, u"Ada Example"_s,
                                                     u"--mail"_s, u"ada@example.org"_s, u"--mobile=+905551234567"_s,
                                                     u"--locale"_s, u"tr"_s, u"--role"_s, u"operator"_s, u"--group"_s,
                                                     u"a"_s, u"--group"_s, u"b"_s, u"--password-file"_s, u"secret"_s});
    QCOMPARE(add.user.userName, u"ada"_s);
    QCOMPARE(add.user.displayName, u"Ada Example"_s);
    QCOMPARE(add.user.mail, u"ada@example.org"_s);
    QCOMPARE(add.user.mobile, u"+905551234567"_s);
    QCOMPARE(add.user.locale, u"tr"_s);
    QCOMPARE(add.user.role, Role::Operator);
    QCOMPARE(add.user.groups, (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(add.passwordFile, u"secret"_s);
    QCOMPARE(administration<AddUserCommand>({u"user"_s, u"add"_s, u"ada"_s}).user.locale, u"en"_s);

    const auto disable = administration<DisableUserCommand>({u"user"_s, u"disable"_s, u"ada"_s});
    QCOMPARE(disable.userName, u"ada"_s);
    QVERIFY(disable.isDisabled);
    QVERIFY(!administration<DisableUserCommand>({u"user"_s, u"enable"_s, u"ada"_s}).isDisabled);
    administration<ListUsersCommand>({u"user"_s, u"list"_s});
    // A user name that looks like an option, or like a command.
    QCOMPARE(administration<DisableUserCommand>({u"user"_s, u"disable"_s, u"--"_s, u"--json"_s}).userName, u"--json"_s);
    QCOMPARE(administration<DisableUserCommand>({u"user"_s, u"disable"_s, u"list"_s}).userName, u"list"_s);

    const auto import = administration<ImportUsersCommand>({u"user"_s, u"import"_s, u"people.csv"_s, u"--dry-run"_s});
    QCOMPARE(import.file, u"people.csv"_s);
    QVERIFY(import.isDryRun && !import.keepsGoing && !import.skipsExisting);
    QCOMPARE(administration<ImportUsersCommand>({u"user"_s, u"import"_s, u"-"_s}).file, u"-"_s);
}

void TestCommandLine::readsProfiles()
{
    const auto create = administration<CreateProfileCommand>(
        {u"profile"_s, u"create"_s, u"Registration panel"_s, u"--type"_s, u"registration"_s, u"--factor"_s,
         u"password"_s, u"--factor"_s, u"soft_otp,mail_code"_s, u"--group"_s, u"staff"_s, u"--position"_s, u"3"_s});
    QCOMPARE(create.profile.name, u"Registration panel"_s);
    QCOMPARE(create.profile.type, ProfileType::Registration);
    QCOMPARE(create.profile.factors, (QList<QList<Method>>{{Method::Password}, {Method::SoftOtp, Method::MailCode}}));
    QCOMPARE(create.profile.groups, QStringList{u"staff"_s});
    QCOMPARE(create.profile.position, 3);
    administration<ListProfilesCommand>({u"profile"_s, u"list"_s});
    QCOMPARE(administration<ShowProfileCommand>({u"profile"_s, u"show"_s, u"Panel"_s}).profile, u"Panel"_s);
    QCOMPARE(administration<DeleteProfileCommand>({u"profile"_s, u"delete"_s, u"Panel"_s}).profile, u"Panel"_s);
}

void TestCommandLine::readsInstallations()
{
    const auto enrol = administration<EnrolInstallationCommand>(
        {u"installation"_s, u"enrol"_s, u"Lobby kiosk"_s, u"--place"_s, u"Lobby"_s, u"--kind"_s, u"desktop"_s});
    QCOMPARE(enrol.name, u"Lobby kiosk"_s);
    QCOMPARE(enrol.place, u"Lobby"_s);
    QCOMPARE(enrol.kind, InstallationKind::Desktop);
    QVERIFY(!administration<ListInstallationsCommand>({u"installation"_s, u"list"_s}).withRevoked);
    QVERIFY(administration<ListInstallationsCommand>({u"installation"_s, u"list"_s, u"--all"_s}).withRevoked);
    QCOMPARE(administration<RevokeInstallationCommand>({u"installation"_s, u"revoke"_s, u"Lobby kiosk"_s}).installation,
             u"Lobby kiosk"_s);
}

void TestCommandLine::readsAudit()
{
    const auto show =
        administration<ShowAuditCommand>({u"audit"_s, u"show"_s, u"--after"_s, u"17"_s, u"--limit"_s, u"5"_s});
    QCOMPARE(show.after, 17);
    QCOMPARE(show.limit, 5);
    QCOMPARE(administration<ShowAuditCommand>({u"audit"_s, u"show"_s}).limit, 100);
    const QString head(64, u'A');
    QCOMPARE(administration<VerifyAuditCommand>({u"audit"_s, u"verify"_s, u"--head"_s, head}).head, head.toLower());
    QVERIFY(administration<VerifyAuditCommand>({u"audit"_s, u"verify"_s}).head.isEmpty());
}

void TestCommandLine::readsKeysAndMetadata()
{
    QCOMPARE(administration<ListKeysCommand>({u"key"_s, u"list"_s, u"ada"_s}).userName, u"ada"_s);
    const auto remove = administration<RemoveKeyCommand>({u"key"_s, u"remove"_s, u"ada"_s, u"Blue key"_s});
    QCOMPARE(remove.userName, u"ada"_s);
    QCOMPARE(remove.key, u"Blue key"_s);
    QCOMPARE(administration<LoseKeyCommand>({u"key"_s, u"lost"_s, u"ada"_s, u"k-1"_s}).key, u"k-1"_s);
    administration<ListAffectedKeysCommand>({u"key"_s, u"affected"_s});
    administration<ShowMetadataCommand>({u"metadata"_s, u"show"_s});
    administration<RefreshMetadataCommand>({u"metadata"_s, u"refresh"_s});
    QCOMPARE(administration<CreateProfileCommand>({u"profile"_s, u"create"_s, u"Keys"_s, u"--factor"_s, u"webauthn"_s})
                 .profile.factors,
             (QList<QList<Method>>{{Method::WebAuthn}}));
}

void TestCommandLine::readsSessions()
{
    const auto list = administration<ListSessionsCommand>({u"session"_s, u"list"_s});
    QVERIFY(list.filter.userName.isEmpty());
    QCOMPARE(list.filter.maximum, 100);
    const auto end = administration<EndSessionsCommand>(
        {u"session"_s, u"end"_s, u"--user"_s, u"ada"_s, u"--country=tr"_s, u"--address"_s, u"2001:db8::1"_s});
    QVERIFY(end.id.isEmpty());
    QCOMPARE(end.filter.userName, u"ada"_s);
    QCOMPARE(end.filter.country, u"TR"_s);
    QCOMPARE(end.filter.address, u"2001:db8::1"_s);
    QCOMPARE(administration<EndSessionsCommand>({u"session"_s, u"end"_s, u"--id"_s, u"s-1"_s}).id, u"s-1"_s);
    for (const QStringList& wrong : {QStringList{u"end"_s}, {u"end"_s, u"--id"_s, u"s-1"_s, u"--user"_s, u"ada"_s},
                                     {u"list"_s, u"--limit"_s, u"0"_s}, {u"list"_s, u"--country"_s, u"Turkey"_s}})
        QVERIFY(!parsed(QStringList{u"session"_s} + wrong));
}

void TestCommandLine::takesJsonAnywhere()
{
    QVERIFY(parsed({u"--json"_s, u"user"_s, u"list"_s})->isJson);
    QVERIFY(parsed({u"user"_s, u"--json"_s, u"list"_s})->isJson);
    QVERIFY(parsed({u"user"_s, u"list"_s, u"--json"_s})->isJson);
    QVERIFY(!parsed({u"user"_s, u"list"_s})->isJson);
}

void TestCommandLine::everythingHasHelp()
{
    const auto help = [](const QStringList& arguments) {
        return std::get<HelpCommand>(parsed(arguments)->command).text;
    };
    QVERIFY(help({}).contains(u"Exit codes"_s));
    QVERIFY(help({u"--help"_s}).contains(u"audit verify"_s));
    QVERIFY(help({u"user"_s, u"-h"_s}).contains(u"user import"_s));
    for (const CommandDeclaration& command : commandDeclarations()) {
        const QString text = help(command.words + QStringList{u"--help"_s});
        QVERIFY(text.startsWith(u"Usage: keydesk-admin "_s + command.words.join(u' ')));
        QVERIFY(text.contains(command.summary));
        for (const QCommandLineOption& option : command.options)
            QVERIFY(text.contains(u"--"_s + option.names().constFirst()));
        for (const QString& line : text.split(u'\n'))
            QVERIFY2(line.size() <= 132, qPrintable(line));
    }
    QVERIFY(std::holds_alternative<VersionCommand>(parsed({u"--version"_s})->command));
}

void TestCommandLine::refuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    const auto row = [](const QString& line, const QString& says) {
        QTest::newRow(qPrintable(line)) << line.split(u' ') << says;
    };
    row(u"cook dinner"_s, u"\"cook\" is no command"_s);
    row(u"user"_s, u"a command is missing. See: keydesk-admin user --help"_s);
    row(u"user fetch"_s, u"\"fetch\" is no command. See: keydesk-admin user --help"_s);
    row(u"user add"_s, u"USER_NAME is missing. See: keydesk-admin user add --help"_s);
    row(u"user add ada grace"_s, u"\"grace\" is one argument too many"_s);
    row(u"user add ada --colour red"_s, u"colour"_s);
    row(u"user add ada --role king"_s, u"user, operator, administrator"_s);
    row(u"user add ada --password secret"_s, u"password"_s);
    row(u"enrol"_s, u"--url is missing"_s);
    row(u"enrol --url http://panel.example.org"_s, u"https"_s);
    row(u"enrol --url panel"_s, u"https"_s);
    row(u"profile create P"_s, u"one factor"_s);
    row(u"profile create P --factor fingerprint"_s, u"password, mail_code, sms_code, soft_otp"_s);
    row(u"profile create P --factor password,"_s, u"unknown"_s);
    row(u"profile create P --factor password --type panel"_s, u"registration, sso"_s);
    row(u"profile create P --factor password --position -1"_s, u"whole number"_s);
    row(u"installation enrol K --kind fridge"_s, u"kiosk, desktop"_s);
    row(u"key remove ada"_s, u"NAME_OR_ID is missing. See: keydesk-admin key remove --help"_s);
    row(u"metadata fetch"_s, u"\"fetch\" is no command. See: keydesk-admin metadata --help"_s);
    row(u"audit show --limit 0"_s, u"from 1 to 1000"_s);
    row(u"audit show --after x"_s, u"whole number"_s);
    row(u"audit verify --head 1234"_s, u"64 hexadecimal"_s);
    QTest::newRow("empty argument") << QStringList{u"user"_s, u"disable"_s, QString()} << u"empty"_s;
    QTest::newRow("no hex") << QStringList{u"audit"_s, u"verify"_s, u"--head"_s, QString(64, u'g')}
                            << u"64 hexadecimal"_s;
}

void TestCommandLine::refuses()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    const auto line = parsed(arguments);
    QVERIFY(!line.isOk());
    QCOMPARE(line.error().code, ErrorCode::InvalidRequest);
    QVERIFY2(line.error().context.contains(says), qPrintable(line.error().context));
    QVERIFY(line.error().context.contains(u"--help"_s));
}

void TestCommandLine::noOptionTakesASecret()
{
    // What stands on the command line is seen by everybody on the machine.
    for (const CommandDeclaration& command : commandDeclarations()) {
        for (const QCommandLineOption& option : command.options) {
            const QString name = option.names().constFirst();
            if (name.contains(u"password"_s) || name.contains(u"code"_s))
                QVERIFY2(name.endsWith(u"-file"_s), qPrintable(name));
        }
    }
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
