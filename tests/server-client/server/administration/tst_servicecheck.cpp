#include "administration/servicecheck.h"
#include "base/random.h"
#include "fakes/testauthority.h"
#include "fakes/testdatabase.h"
#include "signin/profilestore.h"

#include <QTest>

using namespace keydesk;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

using Verdict = CheckLine::Verdict;

struct CheckBench
{
    TestDatabase database{TestDatabase::Engine::Sqlite};
    SystemRandom random;
    ProfileStore profiles{random};
    TestAuthority authority;
    TestAuthority::Pair certificate = authority.issue();
    FakeClock clock;
    QString host = u"localhost"_s;
    std::function<Result<void>()> mailServer = [] { return done(); };
    bool hasSmsGateway = false;

    CheckBench() { clock.set(SystemClock().now()); }

    ServiceCheck check()
    {
        return ServiceCheck({.identity = checkedIdentity(u"https://"_s + host, {}, {}),
                             .certificate = {certificate.certificate, certificate.key, authority.file()},
                             .database = database.operator->(),
                             .profiles = profiles,
                             .mailServer = mailServer,
                             .hasSmsGateway = hasSmsGateway,
                             .clock = clock});
    }
    void open(const QList<QList<Method>>& factors = {{Method::Password}})
    {
        const auto created = database->write([&](Transaction& transaction) -> Result<ApplicationProfile> {
            ApplicationProfile profile;
            profile.name = u"Panel"_s;
            profile.factors = factors;
            return profiles.create(transaction, profile);
        });
        QVERIFY(created);
    }
    CheckLine line(const QString& subject, Verdict verdict)
    {
        for (const CheckLine& each : check().run()) {
            if (each.subject == subject && each.verdict == verdict)
                return each;
        }
        return {};
    }
    bool has(const QString& subject, Verdict verdict) { return !line(subject, verdict).subject.isEmpty(); }
};

} // namespace

/// Each thing that `keydeskd check` looks at: well, and with its fault.
class ServiceCheckTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allIsWell()
    {
        CheckBench bench;
        bench.open();
        const auto lines = bench.check().run();
        QVERIFY(!ServiceCheck::hasFailure(lines));
        for (const CheckLine& line : lines)
            QVERIFY2(line.verdict == Verdict::Ok && line.advice.isEmpty(), qPrintable(line.toText()));
    }

    void withoutAProfileNobodySignsIn()
    {
        CheckBench bench;
        const CheckLine line = bench.line(u"profile"_s, Verdict::Warn);
        QVERIFY(line.finding.contains(u"nobody can sign in"_s));
        QVERIFY(line.toText().startsWith(u"WARN  profile: "_s));
    }

    void aNameThatDoesNotResolve()
    {
        CheckBench bench;
        bench.host = u"register.example.invalid"_s;
        QVERIFY(bench.has(u"domain"_s, Verdict::Fail));
        QVERIFY(bench.has(u"certificate"_s, Verdict::Fail)); // …and the certificate is for another name.
        QVERIFY(ServiceCheck::hasFailure(bench.check().run()));
    }

    void aCertificateThatEnds()
    {
        CheckBench bench;
        bench.clock.advance(20 * 24h);
        QVERIFY(bench.has(u"certificate"_s, Verdict::Warn));
        bench.clock.advance(11 * 24h);
        QVERIFY(bench.line(u"certificate"_s, Verdict::Fail).finding.startsWith(u"ended on "_s));
    }

    void keysOfAnotherRpId()
    {
        CheckBench bench;
        QVERIFY(settleRpId(*bench.database, Caller{}, u"example.org"_s, false));
        QVERIFY(bench.has(u"relying party id"_s, Verdict::Fail));
    }

    void aMailServerThatDoesNotAnswer()
    {
        CheckBench bench;
        bench.mailServer = []() -> Result<void> { return Error{ErrorCode::Unavailable, u"no route"_s}; };
        QVERIFY(bench.line(u"mail server"_s, Verdict::Fail).finding.contains(u"no route"_s));
        bench.mailServer = {};
        QVERIFY(bench.has(u"mail server"_s, Verdict::Warn));
    }

    void codesBySmsNeedAGateway()
    {
        CheckBench bench;
        bench.open({{Method::Password}, {Method::MailCode, Method::SmsCode}});
        QVERIFY(bench.line(u"sms gateway"_s, Verdict::Warn).advice.contains(u"sms.url"_s));
        bench.hasSmsGateway = true;
        QVERIFY(bench.has(u"sms gateway"_s, Verdict::Ok));
    }

    void aDatabaseThatDidNotOpen()
    {
        CheckBench bench;
        const ServiceCheck check({.identity = checkedIdentity(u"http://x"_s, {}, {}),
                                  .certificate = {},
                                  .database = nullptr,
                                  .databaseError = {ErrorCode::Conflict, u"newer than the program"_s},
                                  .profiles = bench.profiles,
                                  .clock = bench.clock});
        const auto lines = check.run();
        QCOMPARE(lines.value(0).verdict, Verdict::Fail);
        QCOMPARE(
            lines.value(1).toText(),
            u"FAIL  database: newer than the program. Check database.url and its password file; a newer database needs "
            "a newer keydeskd."_s);
    }
};

QTEST_GUILESS_MAIN(ServiceCheckTest)
#include "tst_servicecheck.moc"
