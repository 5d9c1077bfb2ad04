#include "runbench.h"

#include <QJsonArray>
#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

SecurityKey key(const QString& id, const QString& name, const QStringList& alerts = {})
{
    return {.id = {id},
            .name = name,
            .credentialId = "an id",
            .aaguid = QByteArray(16, '\0'),
            .model = u"Example Key 5"_s,
            .registered = Instant{std::chrono::seconds{1'800'000'000}},
            .lastUsed = {},
            .alerts = alerts};
}

FakeAdministration withKeys()
{
    FakeAdministration service;
    service.keys[u"ada"_s] = {key(u"k-1"_s, u"Blue key"_s), key(u"k-2"_s, u"Spare"_s, {u"revoked_model"_s}),
                              key(u"k-3"_s, u"Spare"_s)};
    return service;
}

} // namespace

/// The commands about security keys and their models.
class TestKeyRun : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void listsSomebodysKeys()
    {
        FakeAdministration service = withKeys();
        service.keys[u"ada"_s][0].isLost = true;
        const auto outcome = run(service, ListKeysCommand{.userName = u"ada"_s});
        QCOMPARE(outcome.code, ExitCode::Done);
        const QStringList lines = outcome.output.split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 4);
        QVERIFY(lines[1].contains(u"2027-01-15 08:00:00"_s) && lines[1].contains(u"lost"_s));
        QVERIFY(lines[2].contains(u"revoked_model"_s) && lines[2].endsWith(u"k-2"_s));
        QVERIFY(lines[3].contains(u"active"_s));
        QCOMPARE(run(service, ListKeysCommand{.userName = u"ada"_s}, true).json()[u"items"].toArray().size(), 3);
        QCOMPARE(run(service, ListKeysCommand{.userName = u"nobody"_s}).code, ExitCode::Refused);
    }

    void hidesWhatWouldCommandTheTerminal()
    {
        FakeAdministration service;
        service.keys[u"ada"_s] = {key(u"k-1"_s, u"\u001b[2J\u202eeulb"_s)};
        const QString listed = run(service, ListKeysCommand{.userName = u"ada"_s}).output;
        const QString removed = run(service, RemoveKeyCommand{.userName = u"ada"_s, .key = u"k-1"_s}).output;
        for (const QString& text : {listed, removed})
            QVERIFY(!text.contains(QChar(0x1b)) && !text.contains(QChar(0x202e)));
    }

    void takesAKeyAwayByNameOrId()
    {
        FakeAdministration service = withKeys();
        const auto byName = run(service, RemoveKeyCommand{.userName = u"ada"_s, .key = u"Blue key"_s});
        QCOMPARE(byName.code, ExitCode::Done);
        QVERIFY(byName.output.startsWith(u"Removed \"Blue key\"."_s));
        const auto ambiguous = run(service, RemoveKeyCommand{.userName = u"ada"_s, .key = u"Spare"_s});
        QCOMPARE(ambiguous.code, ExitCode::Refused);
        QVERIFY(ambiguous.errors.contains(u"several security keys \"Spare\""_s));
        QCOMPARE(run(service, RemoveKeyCommand{.userName = u"ada"_s, .key = u"k-3"_s}).code, ExitCode::Done);
        QCOMPARE(service.keys[u"ada"_s].size(), 1);
        const auto gone = run(service, RemoveKeyCommand{.userName = u"ada"_s, .key = u"Blue key"_s});
        QCOMPARE(gone.code, ExitCode::Refused);
        QVERIFY(gone.errors.contains(u"ada has no security key \"Blue key\""_s));
    }

    void disablesALostKey()
    {
        FakeAdministration service = withKeys();
        const auto outcome = run(service, LoseKeyCommand{.userName = u"ada"_s, .key = u"k-2"_s});
        QVERIFY(outcome.output.startsWith(u"Disabled \"Spare\"."_s));
        QVERIFY(service.keys[u"ada"_s][1].isLost);
        QVERIFY(!service.keys[u"ada"_s][2].isLost);
    }

    void listsAffectedKeys()
    {
        FakeAdministration service;
        service.affected = {{{u"u-1"_s}, u"ada"_s, key(u"k-1"_s, u"Blue key"_s, {u"counter_did_not_grow"_s})}};
        const auto outcome = run(service, ListAffectedKeysCommand{});
        QVERIFY(outcome.output.contains(u"ada"_s) && outcome.output.contains(u"counter_did_not_grow"_s));
    }

    void showsMetadata()
    {
        FakeAdministration service;
        QVERIFY(run(service, ShowMetadataCommand{}).output.startsWith(u"No source of metadata is set"_s));
        service.metadata = {.isConfigured = true};
        QCOMPARE(run(service, ShowMetadataCommand{}).output, u"None was accepted yet.\n"_s);
        service.metadata = {.isConfigured = true,
                            .hasMetadata = true,
                            .number = 42,
                            .nextUpdate = u"2027-02-01"_s,
                            .models = 120,
                            .isOverdue = true,
                            .refreshed = Instant{std::chrono::seconds{1'800'000'000}},
                            .problem = u"no answer"_s};
        const auto outcome = run(service, ShowMetadataCommand{});
        for (const QString& part : {u"42"_s, u"120"_s, u"2027-02-01 (that is over)"_s, u"2027-01-15 08:00:00 (UTC)"_s,
                                    u"Last time:   no answer"_s})
            QVERIFY2(outcome.output.contains(part), qPrintable(outcome.output));
        QCOMPARE(run(service, ShowMetadataCommand{}, true).json()[u"number"].toInt(), 42);
    }

    void refreshesMetadata_data()
    {
        QTest::addColumn<Error>("failure");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, ErrorCode code, const QString& reason, const QString& says) {
            QTest::newRow(name) << Error{.code = code, .context = {}, .details = {{u"reason"_s, reason}}} << says;
        };
        row("no source", ErrorCode::Conflict, u"not_configured"_s, u"webauthn.metadata_url"_s);
        row("unreachable", ErrorCode::Unavailable, u"unreachable"_s, u"cannot reach the source"_s);
        row("older", ErrorCode::Unavailable, u"older"_s, u"older than what the service has"_s);
        row("tampered", ErrorCode::Unavailable, u"signature"_s, u"refuses what the source has (signature)"_s);
    }

    void refreshesMetadata()
    {
        QFETCH(Error, failure);
        QFETCH(QString, says);
        FakeAdministration service;
        service.metadata = {.isConfigured = true, .hasMetadata = true, .number = 43};
        QVERIFY(run(service, RefreshMetadataCommand{}).output.contains(u"43"_s));
        QCOMPARE(service.refreshes, 1);
        service.failure = failure;
        const auto refused = run(service, RefreshMetadataCommand{});
        QCOMPARE(refused.code, ExitCode::Refused);
        QVERIFY2(refused.errors.contains(says), qPrintable(refused.errors));
    }
};

QTEST_GUILESS_MAIN(TestKeyRun)
#include "tst_keyrun.moc"
