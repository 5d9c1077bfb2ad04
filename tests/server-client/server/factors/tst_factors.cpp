#include "factors/factormethod.h"

#include "fakes/testdatabase.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

class CountedSource final : public GoodFactorSource
{
public:
    explicit CountedSource(int count) : m_count(count) {}
    int goodFactors(Transaction&, const UserId&) const override { return m_count; }

private:
    int m_count;
};

class NotingListener final : public CredentialGoneListener
{
public:
    void credentialGone(Transaction&, const UserId& user, const QString& credentialId) override
    {
        m_noted.append(user.value + u' ' + credentialId);
    }
    QStringList m_noted;
};

class NoMethod final : public FactorMethod
{
public:
    explicit NoMethod(Method method) : m_method(method) {}
    Method method() const override { return m_method; }
    bool isAvailable(Transaction&, const FactorSubject&) const override { return false; }
    QString hint(Transaction&, const FactorSubject&) const override { return {}; }
    Result<std::optional<CodeDelivery>> send(Transaction&, const Caller&, const FactorSubject&) override
    {
        return std::optional<CodeDelivery>{};
    }
    std::optional<CodeDelivery> pending(Transaction&, const FactorSubject&) const override { return {}; }
    Result<FactorProof> check(const Caller&, const FactorSubject&, const Secret&) override
    {
        return Error{ErrorCode::SignInRefused, u"no method"_s};
    }

private:
    Method m_method;
};

} // namespace

class FactorsTest : public QObject
{
    Q_OBJECT

    static Result<void> require(Database& database, const Factors& factors, const Caller& caller)
    {
        return database.read(
            [&](Transaction& transaction) { return requireStrongProof(transaction, factors, caller); });
    }
    static Instant now(Database& database)
    {
        return *database.read([](Transaction& transaction) -> Result<Instant> { return transaction.now(); });
    }

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void methodsAreFoundByWhatTheyAre()
    {
        NoMethod password(Method::Password);
        NoMethod softOtp(Method::SoftOtp);
        Factors factors;
        QVERIFY(factors.strongMethods().isEmpty());
        factors.add(softOtp);
        factors.add(password);
        QCOMPARE(factors.method(Method::Password), &password);
        QCOMPARE(factors.method(Method::SmsCode), nullptr);
        QCOMPARE(factors.strongMethods(), QList<Method>{Method::SoftOtp});
    }

    void goodFactorsAddUp()
    {
        TestDatabase database;
        CountedSource phones(2);
        CountedSource keys(1);
        Factors factors;
        factors.add(phones);
        factors.add(keys);
        const auto count = database->read(
            [&](Transaction& transaction) -> Result<int> { return factors.goodFactors(transaction, {u"ada"_s}); });
        QCOMPARE(*count, 3);
    }

    void everyListenerHearsOfAGoneCredential()
    {
        TestDatabase database;
        NotingListener first;
        NotingListener second;
        Factors factors;
        factors.add(first);
        factors.add(second);
        QVERIFY(database->write([&](Transaction& transaction) -> Result<void> {
            factors.credentialGone(transaction, {u"ada"_s}, u"phone"_s);
            return done();
        }));
        QCOMPARE(first.m_noted, QStringList{u"ada phone"_s});
        QCOMPARE(second.m_noted, first.m_noted);
    }

    void withoutAGoodFactorNoStrongProofIsAskedFor()
    {
        TestDatabase database;
        const Factors factors;
        Caller caller;
        caller.user = UserId{u"ada"_s};
        QVERIFY(require(*database, factors, caller));
        caller.user.reset();
        QCOMPARE(require(*database, factors, caller).error().code, ErrorCode::TokenInvalid);
    }

    void aStrongProofLivesFiveMinutes()
    {
        TestDatabase database;
        CountedSource phones(1);
        Factors factors;
        factors.add(phones);
        Caller caller;
        caller.user = UserId{u"ada"_s};
        QCOMPARE(require(*database, factors, caller).error().code, ErrorCode::StepUpRequired);

        caller.strongProofAt = now(*database);
        QVERIFY(require(*database, factors, caller));
        database.clock().advance(std::chrono::seconds{298});
        QVERIFY(require(*database, factors, caller));
        database.clock().advance(std::chrono::seconds{3});
        QCOMPARE(require(*database, factors, caller).error().code, ErrorCode::StepUpRequired);

        caller.strongProofAt = now(*database) + std::chrono::hours{1};
        QCOMPARE(require(*database, factors, caller).error().code, ErrorCode::StepUpRequired);
    }
};

QTEST_GUILESS_MAIN(FactorsTest)
#include "tst_factors.moc"
