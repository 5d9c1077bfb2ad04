#include "phonebench.h"

#include <QTest>
#include <thread>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestPhoneService : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void listsInTheOrderOfRegistration();
    void renames();
    void refusesABadName();
    void theSameNameIsNoChange();
    void removesAPhone();
    void refusesToRemoveTheLastGoodFactor();
    void removalNeedsAStrongProof();
    void ofTwoRemovalsAtOnceOneIsTheLastFactor();
    void aLostPhoneIsDisabledAtOnce();
    void evenTheLastFactorCanBeLost();
    void aLostPhoneStaysInTheListUntilRemoved();
    void whatBelongsToOthersIsNotFound();
    void everyChangeIsToldAndRecorded();
    void aMailSaysWhereItHappened();
    void aFailedChangeTellsNobody();
};

void TestPhoneService::listsInTheOrderOfRegistration()
{
    PhoneBench bench;
    const Caller ada = bench.caller(u"ada"_s, true);
    QVERIFY(bench.service.phones(ada)->isEmpty());
    const Phone first = bench.registered(ada).phone;
    bench.database.clock().advance(1s);
    const Phone second = bench.registered(ada).phone;
    const auto phones = bench.service.phones(ada);
    QCOMPARE(phones->size(), 2);
    QCOMPARE(phones->at(0).id, first.id);
    QCOMPARE(phones->at(1).id, second.id);
    QCOMPARE(phones->at(1).name, u"Phone 2"_s);
}

void TestPhoneService::renames()
{
    PhoneBench bench;
    const Caller ada = bench.caller(u"ada"_s); // No step-up is needed.
    const Phone phone = bench.registered(ada).phone;
    const auto renamed = bench.service.rename(ada, phone.id, u"  Ada’s phone "_s);
    QVERIFY(renamed.isOk());
    QCOMPARE(renamed->name, u"Ada’s phone"_s);
    QCOMPARE(bench.service.phones(ada)->constFirst().name, u"Ada’s phone"_s);
}

void TestPhoneService::refusesABadName()
{
    PhoneBench bench;
    const Caller ada = bench.caller(u"ada"_s);
    const Phone phone = bench.registered(ada).phone;
    for (const QString& name : {QString(), QString(65, u'x'), u"a\nb"_s, QString(QChar(0))})
        QCOMPARE(bench.service.rename(ada, phone.id, name).error().code, ErrorCode::InvalidRequest);
    QCOMPARE(bench.service.phones(ada)->constFirst().name, phone.name);
}

void TestPhoneService::theSameNameIsNoChange()
{
    PhoneBench bench;
    const Caller ada = bench.caller(u"ada"_s);
    const Phone phone = bench.registered(ada).phone;
    QVERIFY(bench.service.rename(ada, phone.id, phone.name).isOk());
    QCOMPARE(bench.mails().size(), 1);
}

void TestPhoneService::removesAPhone()
{
    PhoneBench bench;
    const Caller ada = bench.caller(u"ada"_s, true);
    const auto first = bench.registered(ada);
    bench.registered(ada);
    QVERIFY(bench.service.remove(ada, first.phone.id).isOk());
    QCOMPARE(bench.service.phones(ada)->size(), 1);
    QCOMPARE(bench.goodFactors(u"ada"_s), 1);
    QCOMPARE(bench.credentials.gone, QStringList{first.phone.id.value});
    bench.database.clock().advance(30s);
    QVERIFY(!bench.signIn(u"ada"_s, bench.code(first.app)).isOk());
    QCOMPARE(bench.service.remove(ada, first.phone.id).error().code, ErrorCode::NotFound);
}

void TestPhoneService::refusesToRemoveTheLastGoodFactor()
{
    PhoneBench bench;
    const Caller ada = bench.caller(u"ada"_s, true);
    const Phone phone = bench.registered(ada).phone;
    QCOMPARE(bench.service.remove(ada, phone.id).error().code, ErrorCode::LastFactor);
    // A proof would not help, so that none is asked for.
    QCOMPARE(bench.service.remove(bench.caller(u"ada"_s), phone.id).error().code, ErrorCode::LastFactor);
    QCOMPARE(bench.service.phones(ada)->size(), 1);
    QVERIFY(bench.credentials.gone.isEmpty());
}

void TestPhoneService::removalNeedsAStrongProof()
{
    PhoneBench bench;
    const Caller proved = bench.caller(u"ada"_s, true);
    const Phone phone = bench.registered(proved).phone;
    bench.registered(proved);
    QCOMPARE(bench.service.remove(bench.caller(u"ada"_s), phone.id).error().code, ErrorCode::StepUpRequired);
    Caller stale = proved;
    stale.strongProofAt = bench.database.clock().now() - 6min;
    QCOMPARE(bench.service.remove(stale, phone.id).error().code, ErrorCode::StepUpRequired);
    QCOMPARE(bench.service.phones(proved)->size(), 2);
}

void TestPhoneService::ofTwoRemovalsAtOnceOneIsTheLastFactor()
{
    PhoneBench bench;
    const Caller ada = bench.caller(u"ada"_s, true);
    const PhoneId ids[] = {bench.registered(ada).phone.id, bench.registered(ada).phone.id};
    std::atomic<int> removed{0};
    std::atomic<int> refused{0};
    {
        std::vector<std::jthread> threads;
        for (const PhoneId& id : ids) {
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

void TestPhoneService::aLostPhoneIsDisabledAtOnce()
{
    PhoneBench bench;
    const Caller ada = bench.caller(u"ada"_s); // No strong proof: the phone that could give it is lost.
    const auto registered = bench.registered(ada);
    bench.database.clock().advance(30s);
    QVERIFY(bench.service.reportLost(ada, registered.phone.id).isOk());
    QCOMPARE(bench.signIn(u"ada"_s, bench.code(registered.app)).error().code, ErrorCode::CodeRefused);
    QCOMPARE(bench.credentials.gone, QStringList{registered.phone.id.value});
    const auto seeds = bench.database->read([](Transaction& transaction) -> Result<qint64> {
        return transaction.first(u"SELECT COUNT(*) FROM phone_capabilities"_s)->number(0);
    });
    QCOMPARE(*seeds, 0);
    // Saying it again is no mistake and no news.
    QVERIFY(bench.service.reportLost(ada, registered.phone.id).isOk());
    QCOMPARE(bench.credentials.gone.size(), 1);
    QCOMPARE(bench.mails().size(), 2);
}

void TestPhoneService::evenTheLastFactorCanBeLost()
{
    PhoneBench bench;
    const Caller ada = bench.caller(u"ada"_s);
    const Phone phone = bench.registered(ada).phone;
    QVERIFY(bench.service.reportLost(ada, phone.id).isOk());
    QCOMPARE(bench.goodFactors(u"ada"_s), 0);
    // Recovery: a new one is registered without a proof that nobody could give.
    QCOMPARE(bench.registered(ada).phone.name, u"Phone 2"_s);
}

void TestPhoneService::aLostPhoneStaysInTheListUntilRemoved()
{
    PhoneBench bench;
    const Caller ada = bench.caller(u"ada"_s);
    const Phone phone = bench.registered(ada).phone;
    QVERIFY(bench.service.reportLost(ada, phone.id).isOk());
    const auto phones = bench.service.phones(ada);
    QCOMPARE(phones->size(), 1);
    QVERIFY(phones->constFirst().isLost);
    QVERIFY(phones->constFirst().capabilities.isEmpty());
    QCOMPARE(bench.service.rename(ada, phone.id, u"gone"_s).error().code, ErrorCode::Conflict);
    QVERIFY(bench.service.remove(ada, phone.id).isOk()); // It is no factor: neither guard nor proof.
    QVERIFY(bench.service.phones(ada)->isEmpty());
    QCOMPARE(bench.credentials.gone.size(), 1);
}

void TestPhoneService::whatBelongsToOthersIsNotFound()
{
    PhoneBench bench;
    const auto registered = bench.registered(bench.caller(u"ada"_s, true));
    const PhoneId& id = registered.phone.id;
    const Caller grace = bench.caller(u"grace"_s, true);
    QVERIFY(bench.service.phones(grace)->isEmpty());
    QCOMPARE(bench.service.rename(grace, id, u"mine"_s).error().code, ErrorCode::NotFound);
    QCOMPARE(bench.service.remove(grace, id).error().code, ErrorCode::NotFound);
    QCOMPARE(bench.service.reportLost(grace, id).error().code, ErrorCode::NotFound);
    QCOMPARE(bench.service.verifyRegistration(grace, id, bench.code(registered.app)).error().code, ErrorCode::NotFound);
    QCOMPARE(bench.service.cancelRegistration(grace, id).error().code, ErrorCode::NotFound);
    QCOMPARE(bench.service.phones(bench.caller(u"ada"_s))->size(), 1);
    QCOMPARE(bench.auditEvents().size(), 2);
}

void TestPhoneService::everyChangeIsToldAndRecorded()
{
    PhoneBench bench;
    const Caller grace = bench.caller(u"grace"_s, true);
    const Phone first = bench.registered(grace).phone;
    bench.database.clock().advance(1s);
    const Phone second = bench.registered(grace).phone;
    bench.database.clock().advance(1s);
    QVERIFY(bench.service.rename(grace, first.id, u"İş"_s).isOk());
    bench.database.clock().advance(1s);
    QVERIFY(bench.service.remove(grace, first.id).isOk());
    bench.database.clock().advance(1s);
    QVERIFY(bench.service.reportLost(grace, second.id).isOk());

    QCOMPARE(bench.auditEvents(),
             (QStringList{u"phone.registration_started"_s, u"phone.registered"_s, u"phone.registration_started"_s,
                          u"phone.registered"_s, u"phone.renamed"_s, u"phone.removed"_s, u"phone.lost"_s}));
    QStringList texts;
    for (const OutgoingMessage& mail : bench.mails()) {
        texts.append(mail.textId);
        QCOMPARE(mail.recipient, u"grace@example.org"_s);
        QCOMPARE(mail.locale, u"tr"_s);
    }
    QCOMPARE(texts, (QStringList{u"mail.phone_registered"_s, u"mail.phone_registered"_s, u"mail.phone_renamed"_s,
                                 u"mail.phone_removed"_s, u"mail.phone_lost"_s}));
    QCOMPARE(bench.mails()[2].variables[u"phone"_s], u"İş"_s);
}

void TestPhoneService::aMailSaysWhereItHappened()
{
    PhoneBench bench;
    Caller ada = bench.caller(u"ada"_s, true);
    const Phone phone = bench.registered(ada).phone;
    QCOMPARE(bench.mails().last().variables[u"place"_s], u"IT office, ground floor"_s);
    bench.database.clock().advance(1s);
    ada.installationPlace.clear(); // An administrator need not give one.
    QVERIFY(bench.service.rename(ada, phone.id, u"Work"_s).isOk());
    QCOMPARE(bench.mails().last().variables[u"place"_s], u"Kiosk 4"_s);
}

void TestPhoneService::aFailedChangeTellsNobody()
{
    PhoneBench bench;
    const Caller ada = bench.caller(u"ada"_s);
    const Phone phone = bench.registered(ada).phone;
    QVERIFY(!bench.service.remove(ada, phone.id).isOk());
    QVERIFY(!bench.service.rename(ada, phone.id, {}).isOk());
    QCOMPARE(bench.mails().size(), 1);
    QCOMPARE(bench.auditEvents().size(), 2);
}

QTEST_GUILESS_MAIN(TestPhoneService)
#include "tst_phoneservice.moc"
