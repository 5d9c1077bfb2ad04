#include "webauthn/webauthnstore.h"
#include "webauthnbench.h"

#include <QTest>
#include <thread>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

template <typename T>
ErrorCode codeOf(const Result<T>& result)
{
    return result ? ErrorCode::Internal : result.error().code;
}

} // namespace

/// What people do with the keys they have.
class TestWebAuthnService : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void listsInTheOrderOfRegistration();
    void renames();
    void removesAKey();
    void refusesToRemoveTheLastGoodFactor();
    void removalNeedsAStrongProof();
    void ofTwoRemovalsAtOnceOneIsTheLastFactor();
    void aLostKeyIsDisabledAtOnce();
    void evenTheLastFactorCanBeLost();
    void aLostKeyStaysInTheListUntilRemoved();
    void whatBelongsToOthersIsNotFound();
    void everyChangeIsToldAndRecorded();
    void aFailedChangeTellsNobody();
    void keysOfAnotherRelyingPartyAreNoFactors();
    void administratorsTakeKeysAway();
    void administratorsDisableLostKeys();
    void affectedKeysOfEverybody();
};

void TestWebAuthnService::listsInTheOrderOfRegistration()
{
    WebAuthnBench bench;
    KeyAtHand key;
    const Caller ada = bench.caller(u"ada"_s, true);
    QVERIFY(bench.service.keys(ada)->isEmpty());
    const SecurityKey first = bench.registered(ada, key);
    bench.database.clock().advance(1s);
    const SecurityKey second = bench.registered(ada, key);
    const auto keys = bench.service.keys(ada);
    QCOMPARE(keys->size(), 2);
    QCOMPARE(keys->at(0).id, first.id);
    QCOMPARE(keys->at(1).id, second.id);
}

void TestWebAuthnService::renames()
{
    WebAuthnBench bench;
    KeyAtHand key;
    const Caller ada = bench.caller(u"ada"_s); // No step-up is needed.
    const SecurityKey blue = bench.registered(ada, key, u"Blue"_s);
    QCOMPARE(bench.service.rename(ada, blue.id, u"  Ada’s key "_s)->name, u"Ada’s key"_s);
    QCOMPARE(bench.service.keys(ada)->first().name, u"Ada’s key"_s);
    for (const QString& name : {QString(), QString(65, u'x'), u"a\nb"_s, QString(QChar(0))})
        QCOMPARE(codeOf(bench.service.rename(ada, blue.id, name)), ErrorCode::InvalidRequest);
    QVERIFY(bench.service.rename(ada, blue.id, u"Ada’s key"_s)); // No change, no mail.
    QCOMPARE(bench.mails().size(), 2);
}

void TestWebAuthnService::removesAKey()
{
    WebAuthnBench bench;
    KeyAtHand key;
    const Caller ada = bench.caller(u"ada"_s, true);
    const SecurityKey first = bench.registered(ada, key);
    bench.registered(ada, key);
    QVERIFY(bench.service.remove(ada, first.id));
    QCOMPARE(bench.service.keys(ada)->size(), 1);
    QCOMPARE(bench.goodFactors(u"ada"_s), 1);
    QCOMPARE(bench.credentials.gone, QStringList{first.id.value});
    QCOMPARE(codeOf(bench.service.remove(ada, first.id)), ErrorCode::NotFound);
}

void TestWebAuthnService::refusesToRemoveTheLastGoodFactor()
{
    WebAuthnBench bench;
    KeyAtHand key;
    const Caller ada = bench.caller(u"ada"_s, true);
    const SecurityKey only = bench.registered(ada, key);
    QCOMPARE(codeOf(bench.service.remove(ada, only.id)), ErrorCode::LastFactor);
    // A proof would not help, so that none is asked for.
    QCOMPARE(codeOf(bench.service.remove(bench.caller(u"ada"_s), only.id)), ErrorCode::LastFactor);
    QCOMPARE(bench.service.keys(ada)->size(), 1);
    QVERIFY(bench.credentials.gone.isEmpty());
}

void TestWebAuthnService::removalNeedsAStrongProof()
{
    WebAuthnBench bench;
    KeyAtHand key;
    const Caller proved = bench.caller(u"ada"_s, true);
    const SecurityKey first = bench.registered(proved, key);
    bench.registered(proved, key);
    QCOMPARE(codeOf(bench.service.remove(bench.caller(u"ada"_s), first.id)), ErrorCode::StepUpRequired);
    QCOMPARE(bench.service.keys(proved)->size(), 2);
}

void TestWebAuthnService::ofTwoRemovalsAtOnceOneIsTheLastFactor()
{
    WebAuthnBench bench;
    KeyAtHand key;
    const Caller ada = bench.caller(u"ada"_s, true);
    const SecurityKeyId ids[] = {bench.registered(ada, key).id, bench.registered(ada, key).id};
    std::atomic<int> removed{0};
    std::atomic<int> refused{0};
    {
        std::vector<std::jthread> threads;
        for (const SecurityKeyId& id : ids) {
            threads.emplace_back([&, id] {
                const auto answer = bench.service.remove(ada, id);
                if (answer)
                    ++removed;
                else if (answer.error().code == ErrorCode::LastFactor)
                    ++refused;
            });
        }
    }
    QCOMPARE(removed, 1);
    QCOMPARE(refused, 1);
    QCOMPARE(bench.goodFactors(u"ada"_s), 1);
}

void TestWebAuthnService::aLostKeyIsDisabledAtOnce()
{
    WebAuthnBench bench;
    bench.profile({{Method::WebAuthn}});
    KeyAtHand key;
    const Caller ada = bench.caller(u"ada"_s); // No strong proof: the key that could give it is lost.
    const SecurityKey blue = bench.registered(ada, key);
    const auto step = bench.start(u"ada"_s);
    QVERIFY(bench.service.reportLost(ada, blue.id));
    QCOMPARE(codeOf(bench.answerByKey(step->step, key)), ErrorCode::SignInRefused);
    QCOMPARE(bench.credentials.gone, QStringList{blue.id.value});
    // Saying it again is no mistake and no news.
    QVERIFY(bench.service.reportLost(ada, blue.id));
    QCOMPARE(bench.credentials.gone.size(), 1);
    QCOMPARE(bench.mails().size(), 2);
}

void TestWebAuthnService::evenTheLastFactorCanBeLost()
{
    WebAuthnBench bench;
    KeyAtHand key;
    const Caller ada = bench.caller(u"ada"_s);
    QVERIFY(bench.service.reportLost(ada, bench.registered(ada, key).id));
    QCOMPARE(bench.goodFactors(u"ada"_s), 0);
    // Recovery: a new one is registered without a proof that nobody could give.
    QCOMPARE(bench.registered(ada, key).name, u"Security key 2"_s);
}

void TestWebAuthnService::aLostKeyStaysInTheListUntilRemoved()
{
    WebAuthnBench bench;
    KeyAtHand key;
    const Caller ada = bench.caller(u"ada"_s);
    const SecurityKey blue = bench.registered(ada, key);
    QVERIFY(bench.service.reportLost(ada, blue.id));
    QVERIFY(bench.service.keys(ada)->first().isLost);
    QCOMPARE(codeOf(bench.service.rename(ada, blue.id, u"gone"_s)), ErrorCode::Conflict);
    QVERIFY(bench.service.remove(ada, blue.id)); // It is no factor: neither guard nor proof.
    QVERIFY(bench.service.keys(ada)->isEmpty());
    QCOMPARE(bench.credentials.gone.size(), 1);
}

void TestWebAuthnService::whatBelongsToOthersIsNotFound()
{
    WebAuthnBench bench;
    KeyAtHand key;
    const SecurityKeyId id = bench.registered(bench.caller(u"ada"_s), key).id;
    const Caller grace = bench.caller(u"grace"_s, true);
    QVERIFY(bench.service.keys(grace)->isEmpty());
    QCOMPARE(codeOf(bench.service.rename(grace, id, u"mine"_s)), ErrorCode::NotFound);
    QCOMPARE(codeOf(bench.service.remove(grace, id)), ErrorCode::NotFound);
    QCOMPARE(codeOf(bench.service.reportLost(grace, id)), ErrorCode::NotFound);
    QCOMPARE(bench.service.keys(bench.caller(u"ada"_s))->size(), 1);
    QCOMPARE(bench.auditEvents().size(), 2);
}

void TestWebAuthnService::everyChangeIsToldAndRecorded()
{
    WebAuthnBench bench;
    KeyAtHand key;
    const Caller grace = bench.caller(u"grace"_s, true);
    const auto later = [&] { bench.database.clock().advance(1s); };
    const SecurityKey first = bench.registered(grace, key);
    later();
    const SecurityKey second = bench.registered(grace, key);
    later();
    QVERIFY(bench.service.rename(grace, first.id, u"İş"_s));
    later();
    QVERIFY(bench.service.remove(grace, first.id));
    later();
    QVERIFY(bench.service.reportLost(grace, second.id));
    QCOMPARE(bench.auditEvents(),
             (QStringList{u"security_key.registration_started"_s, u"security_key.registered"_s,
                          u"security_key.registration_started"_s, u"security_key.registered"_s,
                          u"security_key.renamed"_s, u"security_key.removed"_s, u"security_key.lost"_s}));
    QCOMPARE(bench.mailTexts(), (QStringList{u"mail.security_key_registered"_s, u"mail.security_key_registered"_s,
                                             u"mail.security_key_renamed"_s, u"mail.security_key_removed"_s,
                                             u"mail.security_key_lost"_s}));
    for (const OutgoingMessage& mail : bench.mails()) {
        QCOMPARE(mail.recipient, u"grace@example.org"_s);
        QCOMPARE(mail.locale, u"tr"_s);
    }
    QCOMPARE(bench.mails()[2].variables[u"key"_s], u"İş"_s);
}

void TestWebAuthnService::aFailedChangeTellsNobody()
{
    WebAuthnBench bench;
    KeyAtHand key;
    const Caller alan = bench.caller(u"alan"_s); // Who has no address: that is no failure.
    const SecurityKey only = bench.registered(alan, key);
    QVERIFY(!bench.service.remove(alan, only.id));
    QVERIFY(!bench.service.rename(alan, only.id, {}));
    QVERIFY(bench.mails().isEmpty());
    QCOMPARE(bench.auditEvents().size(), 2);
}

void TestWebAuthnService::keysOfAnotherRelyingPartyAreNoFactors()
{
    WebAuthnBench bench;
    KeyAtHand key;
    const Caller ada = bench.caller(u"ada"_s);
    const SecurityKey old = bench.registered(ada, key);
    WebAuthnPolicy policy = examplePolicy();
    policy.relyingPartyId = u"example.net"_s;
    Factors factors;
    WebAuthnMethod method(
        {*bench.database, bench.directory, factors, bench.sealer, bench.outbox, bench.random, policy});
    WebAuthnService service({*bench.database, bench.directory, factors, bench.outbox, bench.random, policy});
    QCOMPARE(service.keys(ada)->first().alerts, QStringList{u"other_relying_party"_s});
    const auto count = bench.database->read(
        [&](Transaction& transaction) -> Result<int> { return factors.goodFactors(transaction, *ada.user); });
    QCOMPARE(*count, 0);
    QVERIFY(service.startRegistration(ada)->excluded.isEmpty());
    QVERIFY(service.remove(ada, old.id)); // Neither guard nor proof.
}

void TestWebAuthnService::administratorsTakeKeysAway()
{
    WebAuthnBench bench;
    KeyAtHand key;
    const Caller ada = bench.caller(u"ada"_s);
    const SecurityKey only = bench.registered(ada, key, u"Blue"_s);
    const Caller administrator = WebAuthnBench::kiosk(u"command line"_s);
    QCOMPARE(bench.service.keysOf(u"ADA"_s)->constFirst().id, only.id);
    QVERIFY(bench.service.keysOf(u"grace"_s)->isEmpty());
    QCOMPARE(codeOf(bench.service.keysOf(u"nobody"_s)), ErrorCode::NotFound);
    QCOMPARE(codeOf(bench.service.keysOf(u"no name"_s)), ErrorCode::NotFound);
    QCOMPARE(codeOf(bench.service.removeFrom(administrator, u"grace"_s, only.id)), ErrorCode::NotFound);
    QVERIFY(bench.service.removeFrom(administrator, u"ada"_s, only.id)); // The last good factor.
    QCOMPARE(bench.goodFactors(u"ada"_s), 0);
    QCOMPARE(bench.credentials.gone, QStringList{only.id.value});
    QCOMPARE(bench.mailTexts().count(u"mail.security_key_removed_by_administrator"_s), 1);
    const AuditRecord record = bench.auditRecords().last();
    QCOMPARE(record.event, u"security_key.removed"_s);
    QCOMPARE(record.subject, u"ada"_s);
}

void TestWebAuthnService::administratorsDisableLostKeys()
{
    WebAuthnBench bench;
    KeyAtHand key;
    const SecurityKey only = bench.registered(bench.caller(u"ada"_s), key);
    const Caller administrator = WebAuthnBench::kiosk(u"command line"_s);
    QCOMPARE(codeOf(bench.service.reportLostFor(administrator, u"grace"_s, only.id)), ErrorCode::NotFound);
    QVERIFY(bench.service.reportLostFor(administrator, u"ada"_s, only.id));
    QVERIFY(bench.service.keysOf(u"ada"_s)->constFirst().isLost);
    QCOMPARE(bench.credentials.gone, QStringList{only.id.value});
    QCOMPARE(bench.mailTexts().count(u"mail.security_key_lost_by_administrator"_s), 1);
    const auto mails = bench.mails().size();
    QVERIFY(bench.service.reportLostFor(administrator, u"ada"_s, only.id)); // Said again, nothing changes.
    QCOMPARE(bench.mails().size(), mails);
}

void TestWebAuthnService::affectedKeysOfEverybody()
{
    WebAuthnBench bench;
    KeyAtHand key;
    bench.registered(bench.caller(u"ada"_s), key);
    const SecurityKey noted = bench.registered(bench.caller(u"grace"_s), key);
    const SecurityKey lost = bench.registered(bench.caller(u"alan"_s), key);
    QVERIFY(bench.service.affectedKeys()->isEmpty());
    QVERIFY(bench.database->write([&](Transaction& transaction) -> Result<void> {
        WebAuthnStore::setModel(transaction, noted.id, u"Old key"_s, {u"revoked_model"_s});
        WebAuthnStore::setModel(transaction, lost.id, u"Old key"_s, {u"revoked_model"_s});
        WebAuthnStore::setLost(transaction, lost.id);
        return done();
    }));
    const auto affected = bench.service.affectedKeys();
    QCOMPARE(affected->size(), 1); // A lost key harms nobody.
    QCOMPARE(affected->constFirst().userName, u"grace"_s);
    QCOMPARE(affected->constFirst().key.alerts, QStringList{u"revoked_model"_s});
}

QTEST_GUILESS_MAIN(TestWebAuthnService)
#include "tst_webauthnservice.moc"
