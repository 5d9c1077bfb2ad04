// What it costs to list one's own sessions, with few and with a million sessions in the store, by turns in one run. Also
// what it costs to end one.

#include "fakes/expect.h"
#include "sessionbench.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <algorithm>
#include <cstdio>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int rounds = 15;
constexpr std::chrono::milliseconds slice{100};
constexpr int sessionsOfPerson = 3;

double median(std::vector<double> samples)
{
    std::nth_element(samples.begin(), samples.begin() + static_cast<long>(samples.size() / 2), samples.end());
    return samples[samples.size() / 2];
}

/// As they stand in a store of many people, four each: those from the first number to before the end.
void fill(TestDatabase& database, qint64 first, qint64 end)
{
    const bool isSqlite = database.engine() == TestDatabase::Engine::Sqlite;
    const QString hash = isSqlite ? u"randomblob(32)"_s : u"sha256(('secret ' || i)::bytea)"_s;
    const auto filled = database->write([&](Transaction& transaction) -> Result<int> {
        const qint64 now = toMilliseconds(transaction.now());
        const QString numbers =
            u"WITH RECURSIVE numbers(i) AS (SELECT %1 UNION ALL SELECT i + 1 FROM numbers WHERE i + 1 < %2) "_s.arg(first)
                .arg(end);
        transaction.run(
            numbers +
            u"INSERT INTO sessions (id, secret_hash, user_id, signed_in, last_active, idle_life, expires, lives_until, "
            "address, country, city, browser, system, end_reason) SELECT 'session-' || i, %1, 'user-' || (i / 4), "
            "%2 - (i % 600) * 60000, %2, 72000000, %2 + 72000000, %2 + 72000000, '198.51.100.' || (i % 256), 'TR', "
            "'Ankara', 'Firefox', 'Windows', '' FROM numbers"_s.arg(hash)
                .arg(now));
        return transaction.run(numbers + u"INSERT INTO session_proofs (session_id, method, credential_id, proved) "
                                         "SELECT 'session-' || i, 'password', '', %1 FROM numbers"_s.arg(now));
    });
    expect(filled);
}

void fill(TestDatabase& database, qint64 count)
{
    constexpr qint64 atOnce = 50'000;
    for (qint64 first = 0; first < count; first += atOnce)
        fill(database, first, std::min(first + atOnce, count));
}

double microsecondsToList(SessionBench& bench, const Caller& caller)
{
    QElapsedTimer timer;
    timer.start();
    int count = 0;
    do {
        if (expect(bench.service.sessions(caller)).size() != sessionsOfPerson)
            qFatal("not what should be listed");
        ++count;
    } while (timer.elapsed() < slice.count());
    return static_cast<double>(timer.nsecsElapsed()) / 1000 / count;
}

struct Stand
{
    Stand(qint64 others, TestDatabase::Engine engine) : bench({}, {}, engine)
    {
        fill(bench.database, others);
        for (int i = 0; i < sessionsOfPerson; ++i)
            bench.reached(bench.signedIn(u"ada"_s).id, u"https://office.example.org"_s);
        ada = bench.caller(u"ada"_s);
    }
    SessionBench bench;
    Caller ada;
    std::vector<double> samples = {};
};

/// Figures of SQLite have no word of it in their names: it is what a service has unless it is told otherwise.
void measure(TestDatabase::Engine engine, const char* name, qint64 many)
{
    Stand few(0, engine);
    Stand large(many, engine);
    for (int round = 0; round < rounds; ++round) {
        for (Stand* stand : {&few, &large})
            stand->samples.push_back(microsecondsToList(stand->bench, stand->ada));
    }
    std::vector<double> endings;
    for (int i = 0; i < 200; ++i) {
        const BrowserAtHand browser = large.bench.signedIn(u"grace"_s);
        QElapsedTimer timer;
        timer.start();
        if (!large.bench.browsers.signOut(SessionBench::from(), browser.id))
            qFatal("no end");
        endings.push_back(static_cast<double>(timer.nsecsElapsed()) / 1'000'000);
    }
    std::printf("sessions%s.list %.1f us\n", name, median(few.samples));
    std::printf("sessions%s.list.million %.1f us\n", name, median(large.samples));
    std::printf("sessions%s.list.scale.ratio %.2f\n", name, median(large.samples) / median(few.samples));
    std::printf("sessions%s.end %.2f ms\n", name, median(endings));
    std::fflush(stdout);
}

} // namespace

/// So many sessions in the large store: the first argument, or a million.
int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const qint64 many = argc > 1 ? QByteArray(argv[1]).toLongLong() : 1'000'000;
    measure(TestDatabase::Engine::Sqlite, "", many);
    measure(TestDatabase::Engine::Postgresql, ".postgresql", many);
    return 0;
}
