#include "signin/signinlimits.h"

#include "signinstand.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

/// Guessing gets slow, and a stranger cannot lock the owner out.
class SignInLimitsTest : public QObject
{
    Q_OBJECT

    /// Counting needs no slow password.
    static void prepare(SignInStand& stand)
    {
        stand.addProfile({{Method::SoftOtp}, {Method::MailCode}});
        stand.strong.give(stand.addUser(u"ada"_s).id, u"phone"_s);
    }

    /// Wrong answers until the place is limited; at most so many.
    static int guess(SignInStand& stand, const Caller& caller, const QString& name, int most)
    {
        int wrong = 0;
        SignInStep step;
        int left = 0;
        while (wrong < most) {
            if (left == 0) {
                const auto started = stand.start(caller, name);
                if (!started)
                    break;
                step = started->step;
                left = started->step.triesLeft;
            }
            const auto refused = stand.answer(caller, step, Method::SoftOtp, "guess");
            if (codeOf(refused) != ErrorCode::CodeRefused)
                break;
            left = refused.error().details.value(u"triesLeft"_s).toInt();
            ++wrong;
        }
        return wrong;
    }

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void aPlaceIsLimited_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("somebody") << u"ada"_s;
        QTest::newRow("nobody") << u"nobody"_s;
    }

    void aPlaceIsLimited()
    {
        QFETCH(QString, name);
        SignInStand stand;
        prepare(stand);
        const SignInStep begun = stand.start(stand.kiosk, name)->step;
        QCOMPARE(guess(stand, stand.kiosk, name, 50), 10);

        const auto refused = stand.start(stand.kiosk, name);
        QCOMPARE(codeOf(refused), ErrorCode::RateLimited);
        QVERIFY(refused.error().retryAfter > 290s && refused.error().retryAfter <= 301s);
        // A ceremony begun before is limited too, and loses no try by it.
        QCOMPARE(codeOf(stand.answer(stand.kiosk, begun, Method::SoftOtp, StrongMethod::word())),
                 ErrorCode::RateLimited);

        stand.advance(5min);
        QCOMPARE(guess(stand, stand.kiosk, name, 50), 1);
        QCOMPARE(codeOf(stand.start(stand.kiosk, name)), ErrorCode::RateLimited);
    }

    void theOwnerIsNotLockedOutElsewhere()
    {
        SignInStand stand;
        prepare(stand);
        guess(stand, stand.kiosk, u"ada"_s, 50);
        QCOMPARE(codeOf(stand.start(stand.kiosk, u"ada"_s)), ErrorCode::RateLimited);

        QVERIFY(stand.signIn(stand.desktop, u"ada"_s).accessToken); // another installation
        const Caller moved = SignInStand::callerAt(u"kiosk"_s, u"203.0.113.9"_s);
        QVERIFY(stand.signIn(moved, u"ada"_s).accessToken); // another address
        QVERIFY(stand.start(stand.kiosk, u"grace"_s));      // another name
    }

    void anAttackFromEverywhereSlowsAndDoesNotLockOut()
    {
        SignInStand stand;
        prepare(stand);
        int wrong = 0;
        for (int i = 0; i < 12; ++i)
            wrong += guess(stand, SignInStand::callerAt(u"stolen %1"_s.arg(i), u"203.0.113.%1"_s.arg(i)), u"ada"_s, 50);
        // Two places have their full allowance; from then on each has a third of it.
        QCOMPARE(wrong, 2 * 10 + 10 * 3);
        // The owner still has tries at a place where nobody guessed, and the right password counts at once.
        QCOMPARE(guess(stand, stand.desktop, u"ada"_s, 2), 2);
        QVERIFY(stand.signIn(stand.desktop, u"ada"_s).accessToken);
    }

    void theSlowdownWearsOff()
    {
        SignInStand stand;
        prepare(stand);
        for (int i = 0; i < 12; ++i)
            guess(stand, SignInStand::callerAt(u"stolen %1"_s.arg(i), u"203.0.113.%1"_s.arg(i)), u"ada"_s, 50);
        stand.advance(7h);
        QCOMPARE(guess(stand, stand.kiosk, u"ada"_s, 50), 10);
        QVERIFY(stand.store().write([](Transaction& transaction) -> Result<void> {
            transaction.run(u"UPDATE sign_in_limits SET drained = 0"_s);
            return done();
        }));
        QVERIFY(stand.service.removeExpired());
        QCOMPARE(stand.count(u"sign_in_limits"_s), 0);
    }

    void rightAnswersCostNothing()
    {
        SignInPolicy policy;
        policy.startsPerPlace.burst = 100;
        policy.codesPerPlace.burst = 100;
        SignInStand stand(policy);
        prepare(stand);
        for (int i = 0; i < 15; ++i)
            QVERIFY(stand.signIn(stand.kiosk, u"ada"_s).accessToken);
        QCOMPARE(guess(stand, stand.kiosk, u"ada"_s, 50), 10);
    }

    void aSignInForgivesOnesOwnMistakes()
    {
        SignInStand stand;
        prepare(stand);
        QCOMPARE(guess(stand, stand.kiosk, u"ada"_s, 9), 9);
        QVERIFY(stand.signIn(stand.kiosk, u"ada"_s).accessToken);
        QCOMPARE(guess(stand, stand.kiosk, u"ada"_s, 50), 10);
    }

    void oneRightFactorAloneForgivesNothing()
    {
        SignInStand stand;
        prepare(stand);
        QCOMPARE(guess(stand, stand.kiosk, u"ada"_s, 9), 9);
        QVERIFY(stand.answer(stand.start(u"ada"_s)->step, Method::SoftOtp, StrongMethod::word()));
        QCOMPARE(guess(stand, stand.kiosk, u"ada"_s, 50), 1);
    }

    void guessesOverManyNamesAreLimitedByInstallationAndAddress()
    {
        SignInPolicy policy;
        policy.wrongPerInstallation.burst = 12;
        policy.wrongPerAddress.burst = 20;
        SignInStand stand(policy);
        prepare(stand);
        int wrong = 0;
        for (int i = 0; i < 10; ++i)
            wrong += guess(stand, stand.kiosk, u"name%1"_s.arg(i), 3);
        QCOMPARE(wrong, 12);
        const Caller neighbour = SignInStand::callerAt(u"neighbour"_s, stand.kiosk.address);
        for (int i = 0; i < 10; ++i)
            wrong += guess(stand, neighbour, u"other%1"_s.arg(i), 3);
        QCOMPARE(wrong, 20);
        QVERIFY(stand.start(stand.desktop, u"name1"_s));
    }

    void startsAreLimited()
    {
        SignInStand stand;
        prepare(stand);
        for (int i = 0; i < 20; ++i)
            QVERIFY(stand.start(stand.kiosk, u"ada"_s));
        const auto refused = stand.start(stand.kiosk, u"ada"_s);
        QCOMPARE(codeOf(refused), ErrorCode::RateLimited);
        QVERIFY(refused.error().retryAfter > 20s && refused.error().retryAfter <= 31s);
        QVERIFY(stand.start(stand.desktop, u"ada"_s));
        stand.advance(31s);
        QVERIFY(stand.start(stand.kiosk, u"ada"_s));
    }

    void limitsOutliveARestart()
    {
        SignInStand stand;
        prepare(stand);
        guess(stand, stand.kiosk, u"ada"_s, 50);
        SignInService restarted(
            {stand.store(), stand.directory, stand.factors, stand.profiles, stand.sealer, stand.random, {}});
        QCOMPARE(codeOf(restarted.start(stand.kiosk, {.userName = u"ada"_s, .locale = u"en"_s})),
                 ErrorCode::RateLimited);
    }

    void theLogTellsWhoIsLimited()
    {
        SignInStand stand;
        prepare(stand);
        guess(stand, stand.kiosk, u"ada"_s, 50);
        const auto records = stand.auditRecords();
        int limited = 0;
        for (const AuditRecord& record : records)
            limited += record.event == u"sign_in.refused" && record.details.value(u"isLimited"_s).toBool() ? 1 : 0;
        QCOMPARE(limited, 1);
    }

    void networks_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("network");
        QTest::newRow("IPv4") << u"192.0.2.1"_s << u"192.0.2.1"_s;
        QTest::newRow("IPv6") << u"2001:db8:1:2:3:4:5:6"_s << u"20010db800010002"_s;
        QTest::newRow("the same line") << u"2001:db8:1:2::9"_s << u"20010db800010002"_s;
        QTest::newRow("IPv4 in IPv6") << u"::ffff:192.0.2.1"_s << u"192.0.2.1"_s;
        QTest::newRow("none") << u""_s << u""_s;
    }

    void networks()
    {
        QFETCH(QString, address);
        QFETCH(QString, network);
        QCOMPARE(networkOf(address), network);
    }
};

QTEST_GUILESS_MAIN(SignInLimitsTest)
#include "tst_signinlimits.moc"
