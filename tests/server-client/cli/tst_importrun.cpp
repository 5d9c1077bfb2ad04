#include "runbench.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray threePeople = "user_name,password\nada,bright-harbour\ngrace,quiet-lantern\nalan,silver-orchard\n";

} // namespace

/// `keydesk-admin user import`.
class TestImportRun : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void importsATable();
    void checksTheWholeFileFirst();
    void addsNobodyWhenSomebodyExists();
    void skipsExisting();
    void dryRunAddsNobody();
    void stopsAtARefusedLine();
    void keepsGoing();
    void stopsWhenTheServiceIsGone();
    void reportsForPrograms();
    void aMissingFileIsNamed();
};

void TestImportRun::importsATable()
{
    const QTemporaryDir folder;
    FakeAdministration service;
    const auto outcome = run(service, ImportUsersCommand{.file = writtenTo(folder, threePeople)});
    QCOMPARE(outcome.code, ExitCode::Done);
    QCOMPARE(outcome.output, u"line 2: ada added\nline 3: grace added\nline 4: alan added\n3 added\n"_s);
    QCOMPARE(service.passwords[u"alan"_s], QByteArray("silver-orchard"));
    // From the input, too.
    FakeAdministration other;
    QCOMPARE(run(other, ImportUsersCommand{.file = u"-"_s}, false, threePeople).code, ExitCode::Done);
    QCOMPARE(other.people.size(), 3);
}

void TestImportRun::checksTheWholeFileFirst()
{
    const QTemporaryDir folder;
    FakeAdministration service;
    const auto outcome = run(service, ImportUsersCommand{.file = writtenTo(folder, threePeople + "cy,short\n")});
    QCOMPARE(outcome.code, ExitCode::Refused);
    QVERIFY(outcome.errors.contains(u"people.csv, line 5, password: shorter than 8 characters"_s));
    QVERIFY(outcome.errors.contains(u"nobody was added"_s));
    QVERIFY(!outcome.errors.contains(u"short\n"_s)); // The password itself is not repeated.
    QCOMPARE(service.addCalls, 0);
}

void TestImportRun::addsNobodyWhenSomebodyExists()
{
    const QTemporaryDir folder;
    FakeAdministration service;
    service.people = {person(u"grace"_s)};
    const auto outcome = run(service, ImportUsersCommand{.file = writtenTo(folder, threePeople)});
    QCOMPARE(outcome.code, ExitCode::Refused);
    QVERIFY(outcome.errors.contains(u"line 3, user_name: this person exists already"_s));
    QCOMPARE(service.addCalls, 0);
}

void TestImportRun::skipsExisting()
{
    const QTemporaryDir folder;
    FakeAdministration service;
    service.people = {person(u"GRACE"_s)};
    const auto outcome =
        run(service, ImportUsersCommand{.file = writtenTo(folder, threePeople), .skipsExisting = true});
    QCOMPARE(outcome.code, ExitCode::Done);
    QVERIFY(outcome.output.endsWith(u"2 added, 1 skipped\n"_s));
    QCOMPARE(service.addCalls, 2);
}

void TestImportRun::dryRunAddsNobody()
{
    const QTemporaryDir folder;
    FakeAdministration service;
    const auto outcome = run(service, ImportUsersCommand{.file = writtenTo(folder, threePeople), .isDryRun = true});
    QCOMPARE(outcome.code, ExitCode::Done);
    QVERIFY(outcome.output.endsWith(u"3 would be added\n"_s));
    QCOMPARE(service.addCalls, 0);
}

void TestImportRun::stopsAtARefusedLine()
{
    const QTemporaryDir folder;
    FakeAdministration service;
    service.refusals.insert(u"grace"_s, failing(ErrorCode::InvalidRequest, u"userName"_s));
    const auto outcome = run(service, ImportUsersCommand{.file = writtenTo(folder, threePeople)});
    QCOMPARE(outcome.code, ExitCode::Refused);
    QVERIFY(outcome.output.contains(u"line 2: ada added\n"_s));
    QVERIFY(outcome.output.contains(
        u"line 3: grace refused: The service does not accept the value of \"userName\". A user name"_s));
    QVERIFY(outcome.output.contains(u"line 4: alan not tried\n"_s));
    QVERIFY(outcome.output.endsWith(u"1 added, 1 refused, 1 not tried\n"_s));
    QCOMPARE(service.people.size(), 1);
}

void TestImportRun::keepsGoing()
{
    const QTemporaryDir folder;
    FakeAdministration service;
    service.refusals.insert(u"grace"_s, failing(ErrorCode::Conflict));
    const auto outcome = run(service, ImportUsersCommand{.file = writtenTo(folder, threePeople), .keepsGoing = true});
    QCOMPARE(outcome.code, ExitCode::Refused);
    QVERIFY(outcome.output.endsWith(u"2 added, 1 refused\n"_s));
}

void TestImportRun::stopsWhenTheServiceIsGone()
{
    const QTemporaryDir folder;
    FakeAdministration service;
    service.refusals.insert(u"grace"_s, failing(ErrorCode::Unreachable));
    const auto outcome = run(service, ImportUsersCommand{.file = writtenTo(folder, threePeople), .keepsGoing = true});
    QCOMPARE(outcome.code, ExitCode::NoService);
    QVERIFY(outcome.output.contains(u"line 3: grace not tried: The service does not answer"_s));
    QVERIFY(outcome.output.endsWith(u"1 added, 2 not tried\n"_s));
}

void TestImportRun::reportsForPrograms()
{
    const QTemporaryDir folder;
    FakeAdministration service;
    service.refusals.insert(u"grace"_s, failing(ErrorCode::Conflict));
    const QString file = writtenTo(folder, threePeople);
    const QJsonObject json = run(service, ImportUsersCommand{.file = file}, true).json();
    QCOMPARE(json[u"added"].toInt(), 1);
    QCOMPARE(json[u"refused"].toInt(), 1);
    QCOMPARE(json[u"notTried"].toInt(), 1);
    const QJsonObject second = json[u"lines"].toArray()[1].toObject();
    QCOMPARE(second[u"line"].toInt(), 3);
    QCOMPARE(second[u"userName"].toString(), u"grace"_s);
    QCOMPARE(second[u"outcome"].toString(), u"refused"_s);
    QVERIFY(!second[u"problem"].toString().isEmpty());

    const QJsonObject again = run(service, ImportUsersCommand{.file = file}, true).errorJson();
    QCOMPARE(again[u"problems"].toArray()[0].toObject()[u"line"].toInt(), 2);
}

void TestImportRun::aMissingFileIsNamed()
{
    FakeAdministration service;
    const auto outcome = run(service, ImportUsersCommand{.file = u"/nowhere/people.csv"_s});
    QCOMPARE(outcome.code, ExitCode::WrongUse);
    QVERIFY(outcome.errors.contains(u"/nowhere/people.csv cannot be read"_s));
}

QTEST_GUILESS_MAIN(TestImportRun)
#include "tst_importrun.moc"
