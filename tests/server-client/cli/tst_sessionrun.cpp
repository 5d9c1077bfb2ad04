#include "runbench.h"

#include <QJsonArray>
#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

Session session(const QString& id, const QString& userName, const QString& country = u"TR"_s)
{
    const Instant time{std::chrono::seconds{1'800'000'000}};
    return {.id = {id},
            .userName = userName,
            .signedIn = time,
            .lastActive = time,
            .address = u"198.51.100.23"_s,
            .country = country,
            .city = u"Ankara"_s,
            .browser = u"Firefox"_s,
            .system = u"Windows"_s,
            .providers = {{.entityId = u"https://office.example.org"_s, .name = u"Office"_s, .reached = time}}};
}

FakeAdministration withSessions()
{
    FakeAdministration service;
    service.sessions = {session(u"s-1"_s, u"ada"_s), session(u"s-2"_s, u"grace"_s, u"DE"_s),
                        session(u"s-3"_s, u"ada"_s)};
    return service;
}

} // namespace

/// The commands about sessions.
class TestSessionRun : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void listsThem()
    {
        FakeAdministration service = withSessions();
        const auto outcome = run(service, ListSessionsCommand{});
        QCOMPARE(outcome.code, ExitCode::Done);
        const QStringList lines = outcome.output.split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 4);
        QVERIFY(lines[1].contains(u"Firefox, Windows, Ankara"_s) && lines[1].contains(u"2027-01-15 08:00:00"_s));
        QVERIFY(lines[1].contains(u"Office"_s) && lines[1].endsWith(u"s-1"_s));
        const auto json = run(service, ListSessionsCommand{{.userName = u"ada"_s}}, true).json();
        QCOMPARE(json[u"items"].toArray().size(), 2);
        QCOMPARE(json[u"items"][0][u"providers"][0][u"state"].toString(), u"signed_in"_s);
    }

    void hidesWhatWouldCommandTheTerminal()
    {
        FakeAdministration service;
        service.sessions = {session(u"s-1"_s, u"ada"_s)};
        service.sessions[0].city = u"\u001b[2J\u202e"_s;
        service.sessions[0].providers[0].name = u"\u001b[2J"_s;
        QVERIFY(!run(service, ListSessionsCommand{}).output.contains(QChar(0x1b)));
    }

    void endsOne()
    {
        FakeAdministration service = withSessions();
        QCOMPARE(run(service, EndSessionsCommand{.id = u"s-2"_s}).code, ExitCode::Done);
        QCOMPARE(service.endedSessions, QStringList{u"s-2"_s});
        const auto again = run(service, EndSessionsCommand{.id = u"s-2"_s});
        QCOMPARE(again.code, ExitCode::Refused);
    }

    void endsThoseOfAFilter()
    {
        FakeAdministration service = withSessions();
        service.gone = {u"s-1"_s};
        const auto outcome = run(service, EndSessionsCommand{.filter = {.userName = u"ada"_s}});
        QCOMPARE(outcome.code, ExitCode::Done);
        QCOMPARE(outcome.output, u"Ended 1 sessions.\n"_s);
        QCOMPARE(service.endedSessions, (QStringList{u"s-1"_s, u"s-3"_s}));
        QCOMPARE(service.sessions.size(), 1);
        const auto none = run(service, EndSessionsCommand{.filter = {.userName = u"nobody"_s}}, true);
        QCOMPARE(none.code, ExitCode::Done);
        QVERIFY(none.json()[u"items"].toArray().isEmpty());
    }

    void aFailureStops()
    {
        FakeAdministration service = withSessions();
        service.failure = Error{ErrorCode::Unreachable, {}};
        QCOMPARE(run(service, ListSessionsCommand{}).code, ExitCode::NoService);
        QCOMPARE(run(service, EndSessionsCommand{.filter = {.userName = u"ada"_s}}).code, ExitCode::NoService);
    }
};

QTEST_GUILESS_MAIN(TestSessionRun)
#include "tst_sessionrun.moc"
