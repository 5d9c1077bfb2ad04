#include "phonebench.h"

#include "phone/phonestore.h"
#include "store/housekeeping.h"

#include <QDir>
#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

Secret secret(const QByteArray& text)
{
    return Secret::copyOf(text);
}

} // namespace

class TestPhoneRegistration : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void givesASeedOnceForTheAppToScan();
    void registersWithTheFirstCode();
    void namesPhonesInThePersonsLanguage();
    void anUnverifiedPhoneIsNothing();
    void aNewRegistrationVoidsTheOneBefore();
    void atMostAsManyAsThePolicyAllows();
    void asksForAStrongProofOnceThereIsAFactor();
    void endsWhenItsTimeIsOver();
    void isCancelled();
    void belongsToOnePersonOnly();
    void needsAPerson();
    void doesNotOpenWithAnotherRowsSeed();
    void anotherInstanceTakesTheNextStep();
    void forgottenRegistrationsAreCleared();
    void theSeedIsNowhereInTheDatabase();
    void tellsThePersonAndTheLog();
};

void TestPhoneRegistration::givesASeedOnceForTheAppToScan()
{
    PhoneBench bench;
    const auto registration = bench.started(bench.caller(u"ada"_s));
    QVERIFY(registration.isOk());
    QCOMPARE(registration->issuer, u"Example Corp"_s);
    QCOMPARE(registration->account, u"ada@example.org"_s);
    QCOMPARE(registration->secret->size(), std::size_t{20});
    QCOMPARE(registration->triesLeft, 10);
    QVERIFY(registration->expires > bench.database.clock().now() + 14min);
    QCOMPARE(registration->uri->view().toByteArray(),
             "otpauth://totp/Example%20Corp:ada%40example.org?secret=" + base32(registration->secret->view()) +
                 "&issuer=Example%20Corp");
    // Another one has another seed.
    const auto second = bench.started(bench.caller(u"ada"_s));
    QVERIFY(second.isOk());
    QVERIFY(!registration->secret->equals(second->secret->view()));
    // A person without a mail address is known to the app by the user name.
    QCOMPARE(bench.service.startRegistration(bench.caller(u"alan"_s))->account, u"alan"_s);
}

void TestPhoneRegistration::registersWithTheFirstCode()
{
    PhoneBench bench;
    const Caller ada = bench.caller(u"ada"_s);
    const auto registration = bench.started(ada);
    const auto phone =
        bench.service.verifyRegistration(ada, registration->id, bench.code(bench.scanned(*registration)));
    QVERIFY(phone.isOk());
    QCOMPARE(phone->id, registration->id);
    QCOMPARE(phone->name, u"Phone 1"_s);
    QCOMPARE(phone->account, u"ada@example.org"_s);
    QCOMPARE(phone->capabilities, QStringList{u"soft_otp"_s});
    QVERIFY(!phone->lastUsed);
    QVERIFY(!phone->isLost);
    QCOMPARE(phone->clockOffset, 0s);
    QVERIFY(std::chrono::abs(phone->registered - bench.database.clock().now()) < 5s);
    QCOMPARE(bench.goodFactors(u"ada"_s), 1);
    QCOMPARE(bench.service.phones(ada)->size(), 1);
    QCOMPARE(bench.credentials.proved, QStringList{u"soft_otp "_s % phone->id.value});
}

void TestPhoneRegistration::namesPhonesInThePersonsLanguage()
{
    PhoneBench bench;
    const Caller grace = bench.caller(u"grace"_s, true);
    QCOMPARE(bench.registered(grace).phone.name, u"Telefon 1"_s);
    QCOMPARE(bench.registered(grace).phone.name, u"Telefon 2"_s);
}

void TestPhoneRegistration::anUnverifiedPhoneIsNothing()
{
    PhoneBench bench;
    const Caller ada = bench.caller(u"ada"_s);
    const auto registration = bench.started(ada);
    QVERIFY(bench.service.phones(ada)->isEmpty());
    QVERIFY(bench.credentials.proved.isEmpty());
    QCOMPARE(bench.goodFactors(u"ada"_s), 0);
    QVERIFY(!bench.signIn(u"ada"_s, bench.code(bench.scanned(*registration))).isOk());
    QCOMPARE(bench.service.rename(ada, registration->id, u"mine"_s).error().code, ErrorCode::NotFound);
    QCOMPARE(bench.service.remove(ada, registration->id).error().code, ErrorCode::NotFound);
    QCOMPARE(bench.service.reportLost(ada, registration->id).error().code, ErrorCode::NotFound);
    const FactorSubject subject{bench.person(u"ada"_s), u"ada"_s, {}, {}};
    const bool isOffered = *bench.database->read(
        [&](Transaction& transaction) -> Result<bool> { return bench.softOtp.isAvailable(transaction, subject); });
    QVERIFY(!isOffered);
}

void TestPhoneRegistration::aNewRegistrationVoidsTheOneBefore()
{
    PhoneBench bench({.phonesPerPerson = 1});
    const Caller ada = bench.caller(u"ada"_s);
    const auto first = bench.started(ada);
    const auto second = bench.started(ada); // The first does not count against the limit.
    QVERIFY(second.isOk());
    QCOMPARE(bench.service.verifyRegistration(ada, first->id, bench.code(bench.scanned(*first))).error().code,
             ErrorCode::NotFound);
    QVERIFY(bench.service.verifyRegistration(ada, second->id, bench.code(bench.scanned(*second))).isOk());
}

void TestPhoneRegistration::atMostAsManyAsThePolicyAllows()
{
    PhoneBench bench({.phonesPerPerson = 2});
    const Caller ada = bench.caller(u"ada"_s, true);
    const Phone first = bench.registered(ada).phone;
    bench.registered(ada);
    const auto third = bench.service.startRegistration(bench.caller(u"ada"_s));
    QCOMPARE(third.error().code, ErrorCode::LimitReached);
    QCOMPARE(third.error().details[u"limit"].toInt(), 2);
    QVERIFY(bench.service.startRegistration(bench.caller(u"grace"_s)).isOk());
    // A lost phone makes room.
    QVERIFY(bench.service.reportLost(ada, first.id).isOk());
    QVERIFY(bench.service.startRegistration(ada).isOk());
}

void TestPhoneRegistration::asksForAStrongProofOnceThereIsAFactor()
{
    PhoneBench bench;
    bench.registered(bench.caller(u"ada"_s));
    QCOMPARE(bench.service.startRegistration(bench.caller(u"ada"_s)).error().code, ErrorCode::StepUpRequired);
    Caller stale = bench.caller(u"ada"_s);
    stale.strongProofAt = bench.database.clock().now() - 6min;
    QCOMPARE(bench.service.startRegistration(stale).error().code, ErrorCode::StepUpRequired);
    QVERIFY(bench.service.startRegistration(bench.caller(u"ada"_s, true)).isOk());
}

void TestPhoneRegistration::endsWhenItsTimeIsOver()
{
    PhoneBench bench;
    const Caller ada = bench.caller(u"ada"_s);
    const auto registration = bench.started(ada);
    bench.database.clock().advance(15min);
    const auto late = bench.service.verifyRegistration(ada, registration->id, bench.code(bench.scanned(*registration)));
    QCOMPARE(late.error().code, ErrorCode::CeremonyEnded);
}

void TestPhoneRegistration::isCancelled()
{
    PhoneBench bench;
    const Caller ada = bench.caller(u"ada"_s);
    const auto registration = bench.started(ada);
    QVERIFY(bench.service.cancelRegistration(ada, registration->id).isOk());
    QCOMPARE(
        bench.service.verifyRegistration(ada, registration->id, bench.code(bench.scanned(*registration))).error().code,
        ErrorCode::NotFound);
    QCOMPARE(bench.service.cancelRegistration(ada, registration->id).error().code, ErrorCode::NotFound);
    QCOMPARE(bench.auditEvents(), (QStringList{u"phone.registration_started"_s, u"phone.registration_cancelled"_s}));
}

void TestPhoneRegistration::belongsToOnePersonOnly()
{
    PhoneBench bench;
    const auto registration = bench.started(bench.caller(u"ada"_s));
    const Caller grace = bench.caller(u"grace"_s);
    QCOMPARE(bench.service.verifyRegistration(grace, registration->id, bench.code(bench.scanned(*registration)))
                 .error()
                 .code,
             ErrorCode::NotFound);
    QCOMPARE(bench.service.cancelRegistration(grace, registration->id).error().code, ErrorCode::NotFound);
    QCOMPARE(bench.service.verifyRegistration(grace, {u"no such id"_s}, secret("123456")).error().code,
             ErrorCode::NotFound);
}

void TestPhoneRegistration::needsAPerson()
{
    PhoneBench bench;
    const Caller nobody;
    const PhoneId id{u"id"_s};
    QCOMPARE(bench.service.phones(nobody).error().code, ErrorCode::TokenInvalid);
    QCOMPARE(bench.service.startRegistration(nobody).error().code, ErrorCode::TokenInvalid);
    QCOMPARE(bench.service.verifyRegistration(nobody, id, secret("123456")).error().code, ErrorCode::TokenInvalid);
    QCOMPARE(bench.service.cancelRegistration(nobody, id).error().code, ErrorCode::TokenInvalid);
    QCOMPARE(bench.service.rename(nobody, id, u"name"_s).error().code, ErrorCode::TokenInvalid);
    QCOMPARE(bench.service.remove(nobody, id).error().code, ErrorCode::TokenInvalid);
    QCOMPARE(bench.service.reportLost(nobody, id).error().code, ErrorCode::TokenInvalid);
    Caller goneMeanwhile = bench.caller(u"ada"_s);
    goneMeanwhile.user = UserId{u"no longer there"_s};
    QCOMPARE(bench.service.startRegistration(goneMeanwhile).error().code, ErrorCode::TokenInvalid);
}

void TestPhoneRegistration::doesNotOpenWithAnotherRowsSeed()
{
    PhoneBench bench;
    const Caller ada = bench.caller(u"ada"_s);
    const auto hers = bench.started(ada);
    const auto other = bench.started(bench.caller(u"grace"_s));
    // Somebody who can write the database copies grace's sealed seed, whose codes they know, into ada's row.
    QVERIFY(bench.database->write([&](Transaction& transaction) -> Result<void> {
        const auto sealed =
            transaction.first(u"SELECT secret FROM phone_capabilities WHERE phone_id = ?"_s, {other->id.value});
        transaction.run(u"UPDATE phone_capabilities SET secret = ? WHERE phone_id = ?"_s,
                        {sealed->bytes(0), hers->id.value});
        return done();
    }));
    const auto answer = bench.service.verifyRegistration(ada, hers->id, bench.code(bench.scanned(*other)));
    QCOMPARE(answer.error().code, ErrorCode::Internal);
    QVERIFY(bench.service.phones(ada)->isEmpty());
}

void TestPhoneRegistration::anotherInstanceTakesTheNextStep()
{
    PhoneBench bench;
    const Caller ada = bench.caller(u"ada"_s);
    const auto registration = bench.started(ada);
    PhoneService other({*bench.database, bench.directory, bench.factors, bench.sealer, bench.outbox, bench.random, {}});
    QVERIFY(other.verifyRegistration(ada, registration->id, bench.code(bench.scanned(*registration))).isOk());
}

void TestPhoneRegistration::forgottenRegistrationsAreCleared()
{
    PhoneBench bench;
    const Caller ada = bench.caller(u"ada"_s);
    const auto registration = bench.started(ada);
    const Phone kept = bench.registered(bench.caller(u"grace"_s)).phone;
    Housekeeping housekeeping;
    PhoneStore::registerWith(housekeeping);
    bench.database.clock().advance(23h);
    QCOMPARE(*housekeeping.run(*bench.database), 0);
    QCOMPARE(bench.service.verifyRegistration(ada, registration->id, secret("123456")).error().code,
             ErrorCode::CeremonyEnded);
    bench.database.clock().advance(2h);
    QCOMPARE(*housekeeping.run(*bench.database), 2);
    QCOMPARE(bench.service.verifyRegistration(ada, registration->id, secret("123456")).error().code,
             ErrorCode::NotFound);
    QCOMPARE(bench.service.phones(bench.caller(u"grace"_s))->constFirst().id, kept.id);
}

void TestPhoneRegistration::theSeedIsNowhereInTheDatabase()
{
    PhoneBench bench;
    const Caller ada = bench.caller(u"ada"_s);
    const auto registration = bench.started(ada);
    const QByteArray code = bench.scanned(*registration).at(bench.database.clock().now()).code;
    QVERIFY(bench.service.verifyRegistration(ada, registration->id, secret(code)).isOk());
    const QByteArray raw = registration->secret->view().toByteArray();
    const QByteArray text = base32(raw);

    QByteArray everything;
    if (bench.database.engine() == TestDatabase::Engine::Sqlite) {
        const QDir folder = QFileInfo(bench.database.file()).dir();
        for (const QString& name : folder.entryList(QDir::Files)) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            everything += file.readAll();
        }
        QVERIFY(everything.contains(registration->id.value.toLatin1())); // The scan sees what is there.
    }
    QVERIFY(bench.database->read([&](Transaction& transaction) -> Result<void> {
        for (const char* values :
             {"name FROM phones", "account FROM phones", "secret FROM phone_capabilities",
              "last_step FROM phone_capabilities", "payload FROM outbox", "details FROM audit_record"}) {
            for (const Row& row : transaction.all(u"SELECT "_s + QLatin1String(values)))
                everything += row.bytes(0);
        }
        return done();
    }));
    QVERIFY(!everything.contains(raw));
    QVERIFY(!everything.contains(raw.toHex()));
    QVERIFY(!everything.contains(raw.toBase64()));
    QVERIFY(!everything.contains(text));
    QVERIFY(!everything.toUpper().contains(text));
    QVERIFY(!everything.contains(code));
}

void TestPhoneRegistration::tellsThePersonAndTheLog()
{
    PhoneBench bench;
    const Phone phone = bench.registered(bench.caller(u"grace"_s)).phone;
    QCOMPARE(bench.auditEvents(), (QStringList{u"phone.registration_started"_s, u"phone.registered"_s}));
    const auto mails = bench.mails();
    QCOMPARE(mails.size(), 1);
    QCOMPARE(mails[0].recipient, u"grace@example.org"_s);
    QCOMPARE(mails[0].textId, u"mail.phone_registered"_s);
    QCOMPARE(mails[0].locale, u"tr"_s);
    QCOMPARE(mails[0].variables[u"phone"_s], phone.name);
    QCOMPARE(mails[0].variables[u"place"_s], u"IT office, ground floor"_s);
    QCOMPARE(mails[0].variables[u"displayName"_s], u"Grace Example"_s);
    QVERIFY(mails[0].variables[u"time"_s].contains(u"Ocak 2026"_s));

    bench.registered(bench.caller(u"alan"_s)); // Nobody to write to: the phone is registered all the same.
    QCOMPARE(bench.mails().size(), 1);
}

QTEST_GUILESS_MAIN(TestPhoneRegistration)
#include "tst_phoneregistration.moc"
