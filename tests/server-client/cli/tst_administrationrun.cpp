#include "runbench.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

Installation installation(const QString& id, const QString& name, bool isRevoked = false)
{
    Installation one;
    one.id = {id};
    one.name = name;
    one.place = u"Lobby"_s;
    one.isRevoked = isRevoked;
    return one;
}

ApplicationProfile profile(const QString& id, const QString& name)
{
    ApplicationProfile one;
    one.id = {id};
    one.name = name;
    one.factors = {{Method::Password}, {Method::SoftOtp, Method::MailCode}};
    return one;
}

} // namespace

class TestAdministrationRun : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void listsUsersAligned();
    void listsForPrograms();
    void hidesWhatWouldCommandTheTerminal();
    void addsAUserWithAPasswordFromTheInput();
    void refusesAPasswordFileThatOthersMayRead();
    void disablesAndEnables();
    void createsShowsAndDeletesAProfile();
    void makesAnEnrolmentCode();
    void revokesByNameOrId();
    void listsInstallations();
    void showsAuditRecords();
    void verifiesTheAuditLog();
    void everyErrorHasASentenceAndACode_data();
    void everyErrorHasASentenceAndACode();
};

void TestAdministrationRun::listsUsersAligned()
{
    FakeAdministration service;
    service.people = {person(u"ada"_s, {u"staff"_s}), person(u"gül-with-a-long-name"_s)};
    service.people[1].isDisabled = true;
    const auto outcome = run(service, ListUsersCommand{});
    QCOMPARE(outcome.code, ExitCode::Done);
    const QStringList lines = outcome.output.split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 3);
    const auto column = lines[0].indexOf(u"STATE"_s);
    QCOMPARE(lines[1].mid(column), u"active"_s);
    QCOMPARE(lines[2].mid(column), u"disabled"_s);
    QVERIFY(!outcome.output.contains(u" \n"_s));
}

void TestAdministrationRun::listsForPrograms()
{
    FakeAdministration service;
    service.people = {person(u"ada"_s)};
    const auto outcome = run(service, ListUsersCommand{}, true);
    QCOMPARE(outcome.json()[u"items"].toArray()[0].toObject()[u"userName"].toString(), u"ada"_s);
}

void TestAdministrationRun::hidesWhatWouldCommandTheTerminal()
{
    FakeAdministration service;
    service.people = {person(u"ada\u001b[2J\n\u202eroot"_s)};
    const auto outcome = run(service, ListUsersCommand{});
    QVERIFY(!outcome.output.contains(QChar(0x1b)));
    QVERIFY(!outcome.output.contains(QChar(0x202e)));
    QCOMPARE(outcome.output.count(u'\n'), 2);
}

void TestAdministrationRun::addsAUserWithAPasswordFromTheInput()
{
    FakeAdministration service;
    const auto outcome =
        run(service, AddUserCommand{.user = person(u"ada"_s), .passwordFile = u"-"_s}, false, "bright-harbour\n");
    QCOMPARE(outcome.code, ExitCode::Done);
    QCOMPARE(outcome.output, u"Added ada.\n"_s);
    QCOMPARE(service.passwords[u"ada"_s], QByteArray("bright-harbour"));
    QCOMPARE(run(service, AddUserCommand{.user = person(u"grace"_s), .passwordFile = u"-"_s}).code, ExitCode::WrongUse);
}

void TestAdministrationRun::refusesAPasswordFileThatOthersMayRead()
{
    const QTemporaryDir folder;
    const QString file = writtenTo(folder, "bright-harbour\n");
    FakeAdministration service;
    QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
    QCOMPARE(run(service, AddUserCommand{.user = person(u"ada"_s), .passwordFile = file}).code, ExitCode::WrongUse);
    QVERIFY(service.people.isEmpty());
    QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);
    QCOMPARE(run(service, AddUserCommand{.user = person(u"ada"_s), .passwordFile = file}).code, ExitCode::Done);
    QCOMPARE(service.passwords[u"ada"_s], QByteArray("bright-harbour"));
}

void TestAdministrationRun::disablesAndEnables()
{
    FakeAdministration service;
    service.people = {person(u"ada"_s)};
    QCOMPARE(run(service, DisableUserCommand{.userName = u"ada"_s}).output, u"Disabled ada.\n"_s);
    QVERIFY(service.people[0].isDisabled);
    QCOMPARE(run(service, DisableUserCommand{.userName = u"ada"_s, .isDisabled = false}).output, u"Enabled ada.\n"_s);
    QCOMPARE(run(service, DisableUserCommand{.userName = u"nobody"_s}).code, ExitCode::Refused);
}

void TestAdministrationRun::createsShowsAndDeletesAProfile()
{
    FakeAdministration service;
    CreateProfileCommand create{.profile = profile({}, u"Panel"_s)};
    create.profile.id = {};
    QCOMPARE(run(service, create).output, u"Created \"Panel\".\n"_s);
    const auto shownProfile = run(service, ShowProfileCommand{.profile = u"Panel"_s});
    QVERIFY(shownProfile.output.contains(u"password, then soft_otp or mail_code"_s));
    QVERIFY(shownProfile.output.contains(u"everybody"_s));
    QVERIFY(run(service, ListProfilesCommand{}).output.contains(u"Panel"_s));
    QCOMPARE(run(service, ShowProfileCommand{.profile = u"new"_s}, true).json()[u"name"].toString(), u"Panel"_s);
    QCOMPARE(run(service, DeleteProfileCommand{.profile = u"Panel"_s}).output, u"Deleted \"Panel\".\n"_s);
    QVERIFY(service.allProfiles.isEmpty());
    const auto gone = run(service, DeleteProfileCommand{.profile = u"Panel"_s});
    QCOMPARE(gone.code, ExitCode::Refused);
    QVERIFY(gone.errors.contains(u"There is no profile \"Panel\""_s));
}

void TestAdministrationRun::makesAnEnrolmentCode()
{
    FakeAdministration service;
    const EnrolInstallationCommand command{.name = u"Kiosk"_s, .place = u"Lobby"_s, .kind = InstallationKind::Kiosk};
    const auto outcome = run(service, command);
    QVERIFY(outcome.output.contains(u"One-time code: ABCD-EFGH\nValid until 2027-01-15 08:00:00 (UTC)"_s));
    QCOMPARE(service.enrolled, (QStringList{u"Kiosk"_s, u"Lobby"_s, u"kiosk"_s}));
    QCOMPARE(run(service, command, true).json()[u"code"].toString(), u"ABCD-EFGH"_s);
}

void TestAdministrationRun::revokesByNameOrId()
{
    FakeAdministration service;
    service.allInstallations = {installation(u"1"_s, u"Kiosk"_s), installation(u"2"_s, u"Desk"_s),
                                installation(u"3"_s, u"Desk"_s), installation(u"4"_s, u"Kiosk"_s, true)};
    QCOMPARE(run(service, RevokeInstallationCommand{.installation = u"Kiosk"_s}).output, u"Revoked \"Kiosk\".\n"_s);
    const auto ambiguous = run(service, RevokeInstallationCommand{.installation = u"Desk"_s});
    QCOMPARE(ambiguous.code, ExitCode::Refused);
    QVERIFY(ambiguous.errors.contains(u"Several"_s));
    QCOMPARE(run(service, RevokeInstallationCommand{.installation = u"3"_s}).code, ExitCode::Done);
    QCOMPARE(service.revoked, (QStringList{u"1"_s, u"3"_s}));
    QCOMPARE(run(service, RevokeInstallationCommand{.installation = u"none"_s}).code, ExitCode::Refused);
}

void TestAdministrationRun::listsInstallations()
{
    FakeAdministration service;
    service.allInstallations = {installation(u"1"_s, u"Kiosk"_s), installation(u"4"_s, u"Old kiosk"_s, true)};
    QVERIFY(!run(service, ListInstallationsCommand{}).output.contains(u"Old"_s));
    QVERIFY(run(service, ListInstallationsCommand{.withRevoked = true}).output.contains(u"revoked"_s));
}

void TestAdministrationRun::showsAuditRecords()
{
    FakeAdministration service;
    for (int number = 1; number <= 5; ++number) {
        AuditRecord record;
        record.number = number;
        record.event = u"phone.registered"_s;
        record.actor = u"ada"_s;
        record.details = {{u"name"_s, u"Phone 1"_s}};
        service.records.append(record);
    }
    const auto page = run(service, ShowAuditCommand{.after = 1, .limit = 2});
    QVERIFY(page.output.contains(u"There may be more: keydesk-admin audit show --after 3"_s));
    QCOMPARE(page.output.count(u"phone.registered"_s), 2);
    QVERIFY(!run(service, ShowAuditCommand{}).output.contains(u"more"_s));
    QCOMPARE(run(service, ShowAuditCommand{}, true).json()[u"items"].toArray().size(), 5);
}

void TestAdministrationRun::verifiesTheAuditLog()
{
    FakeAdministration service;
    service.verdict.isIntact = true;
    service.verdict.records = 7;
    service.verdict.head = u"beef"_s;
    const auto intact = run(service, VerifyAuditCommand{.head = u"cafe"_s});
    QCOMPARE(intact.code, ExitCode::Done);
    QCOMPARE(intact.output, u"Intact: 7 records.\nHead: beef\n"_s);
    QCOMPARE(service.askedHead, u"cafe"_s);

    service.verdict = {};
    service.verdict.firstBroken = 3;
    service.verdict.problem = u"the hash does not fit"_s;
    const auto broken = run(service, VerifyAuditCommand{});
    QCOMPARE(broken.code, ExitCode::NotIntact);
    QVERIFY(broken.output.contains(u"NOT INTACT: the hash does not fit"_s));
    QVERIFY(broken.output.contains(u"number 3"_s));
    QCOMPARE(run(service, VerifyAuditCommand{}, true).code, ExitCode::NotIntact);
}

void TestAdministrationRun::everyErrorHasASentenceAndACode_data()
{
    QTest::addColumn<ErrorCode>("error");
    QTest::addColumn<ExitCode>("code");
    QTest::newRow("unreachable") << ErrorCode::Unreachable << ExitCode::NoService;
    QTest::newRow("certificate") << ErrorCode::CertificateWrong << ExitCode::NoService;
    QTest::newRow("busy") << ErrorCode::Busy << ExitCode::NoService;
    QTest::newRow("unavailable") << ErrorCode::Unavailable << ExitCode::NoService;
    QTest::newRow("timed out") << ErrorCode::TimedOut << ExitCode::NoService;
    QTest::newRow("key") << ErrorCode::KeyOutOfReach << ExitCode::WrongUse;
    QTest::newRow("clock") << ErrorCode::ClockWrong << ExitCode::NoService;
    QTest::newRow("mismatch") << ErrorCode::ProtocolMismatch << ExitCode::NoService;
    QTest::newRow("internal") << ErrorCode::Internal << ExitCode::NoService;
    QTest::newRow("unknown installation") << ErrorCode::InstallationUnknown << ExitCode::NotAllowed;
    QTest::newRow("proof") << ErrorCode::ProofInvalid << ExitCode::NotAllowed;
    QTest::newRow("forbidden") << ErrorCode::Forbidden << ExitCode::NotAllowed;
    QTest::newRow("invalid") << ErrorCode::InvalidRequest << ExitCode::Refused;
    QTest::newRow("limit") << ErrorCode::LimitReached << ExitCode::Refused;
}

void TestAdministrationRun::everyErrorHasASentenceAndACode()
{
    QFETCH(ErrorCode, error);
    QFETCH(ExitCode, code);
    FakeAdministration service;
    service.failure = failing(error);
    for (const AdministrationCommand& command :
         {AdministrationCommand{ListUsersCommand{}}, AdministrationCommand{ListProfilesCommand{}},
          AdministrationCommand{ListInstallationsCommand{}}, AdministrationCommand{ShowAuditCommand{}},
          AdministrationCommand{VerifyAuditCommand{}}}) {
        const auto outcome = run(service, command);
        QCOMPARE(outcome.code, code);
        QVERIFY(outcome.output.isEmpty());
        QVERIFY(outcome.errors.startsWith(u"keydesk-admin: "_s));
        QVERIFY(outcome.errors.contains(u"request R1"_s));
    }
    const QJsonObject json = run(service, ListUsersCommand{}, true).errorJson();
    QCOMPARE(json[u"error"].toObject()[u"code"].toString(), codeName(error));
    QCOMPARE(json[u"error"].toObject()[u"requestId"].toString(), u"R1"_s);
    QVERIFY(!json[u"message"].toString().isEmpty());
}

QTEST_GUILESS_MAIN(TestAdministrationRun)
#include "tst_administrationrun.moc"
