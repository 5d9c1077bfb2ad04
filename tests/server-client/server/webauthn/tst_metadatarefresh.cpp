#include "fakes/testserver.h"
#include "metadataathand.h"
#include "webauthn/metadatarefresh.h"
#include "webauthnbench.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray revoked = R"({"status": "REVOKED", "effectiveDate": "2020-01-01"})";

/// A compromise that is known to begin then.
QByteArray compromisedFrom(Instant begin)
{
    const QDate day = QDateTime::fromMSecsSinceEpoch(toMilliseconds(begin), Qt::UTC).date();
    return QJsonDocument(QJsonObject{{u"status"_s, u"USER_KEY_PHYSICAL_COMPROMISE"_s},
                                     {u"effectiveDate"_s, day.toString(Qt::ISODate)}})
        .toJson();
}

template <typename T>
QString reasonOf(const Result<T>& result)
{
    return result ? u"accepted"_s : result.error().details[u"reason"_s].toString();
}

/// Attestation is asked for and must lead to what the metadata names.
WebAuthnPolicy trustingPolicy()
{
    WebAuthnPolicy policy = examplePolicy();
    policy.rules.attestation.conveyance = AttestationConveyance::Direct;
    policy.rules.attestation.acceptsNone = false;
    policy.rules.attestation.acceptsSelf = false;
    return policy;
}

/// A service that fetches its metadata over HTTPS.
struct RefreshBench
{
    WebAuthnBench bench{trustingPolicy()};
    MetadataAtHand metadata;
    TestAuthority authority;
    TestServer server{u"metadata-server"_s, authority.issue(), {u"--file"_s, metadata.file()}};
    QTemporaryDir cache;
    MetadataRefresh refresh{parts()};
    WebAuthnService service{{*bench.database, bench.directory, bench.factors, bench.outbox, bench.random,
                             trustingPolicy(), [this] { return refresh.current(); }}};

    RefreshBench() { bench.database.clock().set(SystemClock().now()); } // The keys' certificates are of today.

    MetadataRefresh::Parts parts()
    {
        return {.database = *bench.database,
                .directory = bench.directory,
                .outbox = bench.outbox,
                .clock = bench.database.clock(),
                .source = {.url = u"https://localhost:%1/"_s.arg(server.port()),
                           .caFile = authority.file(),
                           .signer = metadata.blob().signer(),
                           .cacheFile = cache.filePath(u"cached.jwt"_s)}};
    }
    static Caller itself()
    {
        Caller caller;
        caller.requestId = u"metadata"_s;
        return caller;
    }
    auto look() { return refresh.refresh(itself()); }
    Result<SecurityKey> registered(const QString& userName, KeyAtHand& key)
    {
        const Caller caller = bench.caller(userName, true);
        const auto creation = service.startRegistration(caller);
        return creation ? service.finishRegistration(caller, key.create(*creation), {})
                        : Result<SecurityKey>(creation.error());
    }
    /// Nothing of what is there has changed.
    void keepsNumber(qint64 number)
    {
        QCOMPARE(refresh.current()->number(), number);
        MetadataRefresh afterRestart(parts());
        QCOMPARE(afterRestart.state().number, number);
    }
};

} // namespace

/// Metadata from a real HTTPS server on the loopback, and what follows for the keys that people have.
class TestMetadataRefresh : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void fetchesAndKeeps()
    {
        RefreshBench bench;
        QVERIFY(!bench.refresh.current());
        QCOMPARE(bench.refresh.state().hasMetadata, false);
        const auto state = bench.look();
        QVERIFY2(state, state ? "" : qPrintable(state.error().context));
        QCOMPARE(state->number, 1);
        QCOMPARE(state->models, 1);
        QCOMPARE(state->nextUpdate, u"2040-01-01"_s);
        QVERIFY(state->isConfigured && state->refreshed && !state->isOverdue && state->problem.isEmpty());
        QCOMPARE(bench.bench.auditEvents().last(), u"metadata.accepted"_s);
        bench.keepsNumber(1);
        // The same again is no news.
        QVERIFY(bench.look());
        QCOMPARE(bench.bench.auditEvents().count(u"metadata.accepted"_s), 1);
        bench.metadata.put(5, {});
        QCOMPARE(bench.look()->number, 5);
        bench.keepsNumber(5);
    }

    void whatIsBadIsRefusedAndTheCachedOneStays_data()
    {
        QTest::addColumn<QByteArray>("blob");
        QTest::addColumn<QString>("reason");
        const MetadataAtHand other;
        QByteArray huge(32 * 1024 * 1024 + 2, 'x');
        QTest::newRow("another's signature") << other.bytes(9, {}) << u"path"_s;
        QTest::newRow("no JWS") << QByteArray("<html>Sign in to the network</html>") << u"form"_s;
        QTest::newRow("too large") << huge << u"too_large"_s;
        QTest::newRow("breaks off") << QByteArray() << u"unreachable"_s;
    }

    void whatIsBadIsRefusedAndTheCachedOneStays()
    {
        QFETCH(QByteArray, blob);
        QFETCH(QString, reason);
        RefreshBench bench;
        bench.metadata.put(7, {});
        QVERIFY(bench.look());
        bench.metadata.putBytes(blob);
        const auto refused = bench.look();
        QCOMPARE(reasonOf(refused), reason);
        QCOMPARE(refused.error().code, ErrorCode::Unavailable);
        QVERIFY(!bench.refresh.state().problem.isEmpty());
        bench.keepsNumber(7);
        bench.metadata.put(8, {});
        QCOMPARE(bench.look()->problem, QString());
    }

    void anOlderOneOrAChangedOneIsRefused()
    {
        RefreshBench bench;
        bench.metadata.put(7, {});
        QVERIFY(bench.look());
        bench.metadata.put(6, {});
        QCOMPARE(reasonOf(bench.look()), u"older"_s);
        bench.metadata.put(7, revoked); // The number of one that was seen already.
        QCOMPARE(reasonOf(bench.look()), u"older"_s);
        QByteArray changed = bench.metadata.bytes(8, {});
        const qsizetype middle = changed.indexOf('.') + 20;
        changed[middle] = changed[middle] == 'A' ? 'B' : 'A';
        bench.metadata.putBytes(changed);
        QCOMPARE(reasonOf(bench.look()), u"signature"_s);
        bench.keepsNumber(7);
    }

    void aServerThatIsNotTheOneIsNotBelieved()
    {
        RefreshBench bench;
        const TestAuthority other;
        auto withOtherAuthority = bench.parts();
        withOtherAuthority.source.caFile = other.file();
        MetadataRefresh distrusting(withOtherAuthority);
        QCOMPARE(reasonOf(distrusting.refresh(RefreshBench::itself())), u"unreachable"_s);
        QVERIFY(!distrusting.current());
        auto withOtherUrl = bench.parts();
        withOtherUrl.source.url = u"https://localhost:1/"_s;
        MetadataRefresh unreachable(withOtherUrl);
        QCOMPARE(reasonOf(unreachable.refresh(RefreshBench::itself())), u"unreachable"_s);
        QFile::remove(bench.metadata.file());
        const auto missing = bench.look();
        QCOMPARE(reasonOf(missing), u"unreachable"_s);
        QVERIFY2(missing.error().context.contains(u"404"_s), qPrintable(missing.error().context));
        QVERIFY(bench.server.received().size() == 1); // Who was not believed was not asked.
    }

    void looksWhenItIsDue()
    {
        RefreshBench bench;
        FakeClock& clock = bench.bench.database.clock();
        bench.refresh.refreshIfDue();
        QVERIFY(bench.server.waitFor(1));
        clock.advance(23h);
        bench.refresh.refreshIfDue();
        QCOMPARE(bench.server.received().size(), 1);
        clock.advance(1h);
        QFile::remove(bench.metadata.file());
        bench.refresh.refreshIfDue();
        QVERIFY(bench.server.waitFor(2));
        QVERIFY(bench.refresh.state().problem.contains(u"404"_s));
        clock.advance(59min);
        bench.refresh.refreshIfDue();
        QCOMPARE(bench.server.received().size(), 2);
        clock.advance(1min); // What failed is tried again sooner.
        bench.metadata.put(2, {});
        bench.refresh.refreshIfDue();
        QCOMPARE(bench.refresh.current()->number(), 2);
    }

    void withoutASourceThereIsNothing()
    {
        RefreshBench bench;
        auto parts = bench.parts();
        parts.source = {};
        MetadataRefresh none(parts);
        none.refreshIfDue();
        QVERIFY(!none.current());
        QCOMPARE(none.state().isConfigured, false);
        const auto refused = none.refresh(RefreshBench::itself());
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QCOMPARE(reasonOf(refused), u"not_configured"_s);
    }

    void aRevokedModelIsRefusedAtRegistration()
    {
        RefreshBench bench;
        KeyAtHand key;
        // Nobody vouches for it before there is metadata.
        QCOMPARE(bench.registered(u"ada"_s, key).error().details[u"step"_s].toString(), u"attestation_trust"_s);
        QVERIFY(bench.look());
        const auto trusted = bench.registered(u"ada"_s, key);
        QVERIFY2(trusted, trusted ? "" : qPrintable(trusted.error().context));
        QCOMPARE(trusted->model, u"Virtual Key"_s);
        bench.metadata.put(2, revoked);
        QVERIFY(bench.look());
        QCOMPARE(bench.registered(u"grace"_s, key).error().details[u"step"_s].toString(), u"model_status"_s);
    }

    void anEarlierKeyIsShownAndItsOwnerIsTold()
    {
        RefreshBench bench;
        KeyAtHand key;
        QVERIFY(bench.look());
        QVERIFY(bench.registered(u"ada"_s, key));
        QVERIFY(bench.service.affectedKeys()->isEmpty());
        bench.metadata.put(2, revoked);
        QVERIFY(bench.look());
        const auto affected = bench.service.affectedKeys();
        QCOMPARE(affected->size(), 1);
        QCOMPARE(affected->constFirst().userName, u"ada"_s);
        QCOMPARE(affected->constFirst().key.alerts, QStringList{u"revoked_model"_s});
        QCOMPARE(bench.service.keys(bench.bench.caller(u"ada"_s))->constFirst().alerts,
                 QStringList{u"revoked_model"_s});
        const QList<OutgoingMessage> mails = bench.bench.mails();
        const auto alert = std::ranges::find(mails, u"mail.security_key_model_alert"_s, &OutgoingMessage::textId);
        QVERIFY(alert != mails.end());
        QCOMPARE(alert->recipient, u"ada@example.org"_s);
        const AuditRecord record = bench.bench.auditRecords().last();
        QCOMPARE(record.event, u"security_key.model_alert"_s);
        QCOMPARE(record.details[u"status"_s].toString(), u"REVOKED"_s);
        // It still signs in: the administrator decides what becomes of it.
        QCOMPARE(bench.bench.goodFactors(u"ada"_s), 1);

        QVERIFY(bench.look()); // Seen once, told once.
        QCOMPARE(bench.bench.mails().size(), mails.size());
        bench.metadata.put(3, {});
        QVERIFY(bench.look());
        QVERIFY(bench.service.affectedKeys()->isEmpty());
        QCOMPARE(bench.bench.mails().size(), mails.size());
        QCOMPARE(bench.bench.auditEvents().last(), u"security_key.model_cleared"_s);
    }

    void aStatusOfTheFutureCountsFromItsDay()
    {
        RefreshBench bench;
        KeyAtHand key;
        const Instant tomorrow = bench.bench.database.clock().now() + 24h;
        bench.metadata.put(1, compromisedFrom(tomorrow));
        QVERIFY(bench.look());
        QVERIFY(bench.registered(u"ada"_s, key));
        QVERIFY(bench.service.affectedKeys()->isEmpty());
        bench.bench.database.clock().advance(25h);
        QFile::remove(bench.metadata.file()); // Nothing new comes, and still it is looked at.
        bench.refresh.refreshIfDue();
        QCOMPARE(bench.service.affectedKeys()->constFirst().key.alerts, QStringList{u"user_key_compromised"_s});
    }
};

QTEST_GUILESS_MAIN(TestMetadataRefresh)
#include "tst_metadatarefresh.moc"
