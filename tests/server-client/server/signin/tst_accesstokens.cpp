#include "signinstand.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class AccessTokensTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void aTokenIsBoundToInstallationAndKey()
    {
        SignInStand stand;
        stand.addProfile({{Method::Password}});
        stand.addUser(u"ada"_s);
        const SignInProgress progress = stand.signIn(stand.kiosk, u"ada"_s);
        QVERIFY(stand.authenticate(stand.kiosk, progress));
        QCOMPARE(codeOf(stand.authenticate(stand.desktop, progress)), ErrorCode::TokenInvalid);
        Caller otherKey = stand.kiosk;
        otherKey.keyThumbprint = "another key";
        QCOMPARE(codeOf(stand.authenticate(otherKey, progress)), ErrorCode::TokenInvalid);
        Caller otherName = stand.kiosk;
        otherName.installation = InstallationId{u"other"_s};
        QCOMPARE(codeOf(stand.authenticate(otherName, progress)), ErrorCode::TokenInvalid);
        otherName.installation.reset();
        QCOMPARE(codeOf(stand.authenticate(otherName, progress)), ErrorCode::TokenInvalid);
    }

    void whatIsNoTokenIsRefused()
    {
        SignInStand stand;
        stand.addProfile({{Method::Password}});
        stand.addUser(u"ada"_s);
        const SignInProgress progress = stand.signIn(stand.kiosk, u"ada"_s);
        const QByteArray token = progress.accessToken->view().toByteArray();
        for (const QByteArray& wrong :
             {QByteArray(), QByteArray("x"), token.chopped(1), QByteArray(token + 'A'), token.toUpper()})
            QCOMPARE(codeOf(stand.service.authenticate(stand.kiosk, wrong)), ErrorCode::TokenInvalid);
        // What the database holds is not the token.
        const auto row = *stand.store().read([](Transaction& transaction) -> Result<std::optional<Row>> {
            return transaction.first(u"SELECT token_hash, id FROM access_tokens"_s);
        });
        QCOMPARE(codeOf(stand.service.authenticate(stand.kiosk, row->bytes(0))), ErrorCode::TokenInvalid);
        QCOMPARE(codeOf(stand.service.authenticate(stand.kiosk, row->text(1).toUtf8())), ErrorCode::TokenInvalid);
    }

    void aTokenEndsAtTheLatestAfterItsLife_data()
    {
        QTest::addColumn<bool>("isKiosk");
        QTest::addColumn<int>("minutes");
        QTest::newRow("kiosk") << true << 60;
        QTest::newRow("desktop") << false << 8 * 60;
    }

    void aTokenEndsAtTheLatestAfterItsLife()
    {
        QFETCH(bool, isKiosk);
        QFETCH(int, minutes);
        SignInStand stand;
        stand.addProfile({{Method::Password}});
        stand.addUser(u"ada"_s);
        const Caller& caller = isKiosk ? stand.kiosk : stand.desktop;
        const SignInProgress progress = stand.signIn(caller, u"ada"_s);
        for (int passed = 0; passed + 5 < minutes; passed += 5) {
            QVERIFY(stand.authenticate(caller, progress));
            stand.advance(5min);
        }
        QVERIFY(stand.authenticate(caller, progress));
        stand.advance(5min + 1s);
        QCOMPARE(codeOf(stand.authenticate(caller, progress)), ErrorCode::TokenInvalid);
    }

    void aTokenEndsWhenNotUsed()
    {
        SignInStand stand;
        stand.addProfile({{Method::Password}});
        stand.addUser(u"ada"_s);
        const SignInProgress desktop = stand.signIn(stand.desktop, u"ada"_s);
        const SignInProgress kiosk = stand.signIn(stand.kiosk, u"ada"_s);
        stand.advance(9min + 50s);
        QVERIFY(stand.authenticate(stand.kiosk, kiosk));
        stand.advance(10min + 1s);
        QCOMPARE(codeOf(stand.authenticate(stand.kiosk, kiosk)), ErrorCode::TokenInvalid);
        QVERIFY(stand.authenticate(stand.desktop, desktop));
        stand.advance(30min + 1s);
        QCOMPARE(codeOf(stand.authenticate(stand.desktop, desktop)), ErrorCode::TokenInvalid);
        QVERIFY(stand.service.removeExpired());
        QCOMPARE(stand.count(u"access_tokens"_s), 0);
        QCOMPARE(stand.count(u"access_token_proofs"_s), 0);
    }

    void signingOutEndsIt()
    {
        SignInStand stand;
        stand.addProfile({{Method::Password}});
        stand.addUser(u"ada"_s);
        const SignInProgress here = stand.signIn(stand.kiosk, u"ada"_s);
        const SignInProgress there = stand.signIn(stand.desktop, u"ada"_s);
        QVERIFY(stand.service.signOut(*stand.authenticate(stand.kiosk, here)));
        QCOMPARE(codeOf(stand.authenticate(stand.kiosk, here)), ErrorCode::TokenInvalid);
        QVERIFY(stand.authenticate(stand.desktop, there));
        QCOMPARE(stand.auditEvents().last(), u"sign_in.signed_out"_s);
        QCOMPARE(stand.service.signOut(stand.kiosk).error().code, ErrorCode::TokenInvalid);
    }

    void allTokensOfAPersonEnd()
    {
        SignInStand stand;
        stand.addProfile({{Method::Password}});
        const User ada = stand.addUser(u"ada"_s);
        stand.addUser(u"grace"_s);
        const SignInProgress first = stand.signIn(stand.kiosk, u"ada"_s);
        const SignInProgress second = stand.signIn(stand.desktop, u"ada"_s);
        const SignInProgress hers = stand.signIn(stand.kiosk, u"grace"_s);
        const SignInStep open = stand.start(u"ada"_s)->step;
        QVERIFY(stand.store().write([&](Transaction& transaction) -> Result<void> {
            SignInService::revokeTokens(transaction, ada.id);
            return done();
        }));
        QCOMPARE(codeOf(stand.authenticate(stand.kiosk, first)), ErrorCode::TokenInvalid);
        QCOMPARE(codeOf(stand.authenticate(stand.desktop, second)), ErrorCode::TokenInvalid);
        QVERIFY(stand.authenticate(stand.kiosk, hers));
        QCOMPARE(stand.answer(open, Method::Password, SignInStand::rightPassword()).error().code,
                 ErrorCode::CeremonyEnded);
    }

    void allTokensOfAnInstallationEnd()
    {
        SignInStand stand;
        stand.addProfile({{Method::Password}});
        stand.addUser(u"ada"_s);
        const SignInProgress here = stand.signIn(stand.kiosk, u"ada"_s);
        const SignInProgress there = stand.signIn(stand.desktop, u"ada"_s);
        QVERIFY(stand.store().write([&](Transaction& transaction) -> Result<void> {
            SignInService::revokeTokens(transaction, *stand.kiosk.installation);
            return done();
        }));
        QCOMPARE(codeOf(stand.authenticate(stand.kiosk, here)), ErrorCode::TokenInvalid);
        QVERIFY(stand.authenticate(stand.desktop, there));
    }

    void aDisabledPersonsTokenIsRefused()
    {
        SignInStand stand;
        stand.addProfile({{Method::Password}});
        const User ada = stand.addUser(u"ada"_s);
        const SignInProgress progress = stand.signIn(stand.kiosk, u"ada"_s);
        stand.setDisabled(ada, true);
        QCOMPARE(codeOf(stand.authenticate(stand.kiosk, progress)), ErrorCode::TokenInvalid);
    }

    void theCallerIsThePersonAsNow()
    {
        SignInStand stand;
        stand.addProfile({{Method::Password}, {Method::SoftOtp}});
        const User ada = stand.addUser(u"ada"_s);
        stand.strong.give(ada.id, u"phone"_s);
        const SignInProgress progress = stand.signIn(stand.kiosk, u"ada"_s);
        QVERIFY(stand.store().write(
            [&](Transaction& transaction) { return stand.directory.setLocale(transaction, ada.id, u"tr"_s); }));
        const auto caller = stand.authenticate(stand.kiosk, progress);
        QVERIFY(caller);
        QCOMPARE(caller->locale, u"tr"_s);
        QCOMPARE(caller->installationName, u"kiosk"_s);
        QVERIFY(caller->token);
        QVERIFY(caller->strongProofAt);
        QVERIFY(*caller->strongProofAt - stand.database.clock().now() < 5s);
    }

    void aGoneCredentialTakesItsSignInsAlong()
    {
        SignInStand stand;
        stand.addProfile({{Method::Password, Method::SoftOtp}});
        const User ada = stand.addUser(u"ada"_s);
        stand.strong.give(ada.id, u"phone"_s);
        const auto byPhone = stand.answer(stand.start(u"ada"_s)->step, Method::SoftOtp, StrongMethod::word());
        const auto byPassword =
            stand.answer(stand.start(u"ada"_s)->step, Method::Password, SignInStand::rightPassword());
        QVERIFY(byPhone && byPassword);
        const auto lose = [&](const UserId& user, const QString& credential) {
            return stand.store().write([&](Transaction& transaction) -> Result<void> {
                stand.factors.credentialGone(transaction, user, credential);
                return done();
            });
        };
        QVERIFY(lose(ada.id, u""_s));
        QVERIFY(lose(ada.id, u"another phone"_s));
        QVERIFY(lose({u"somebody else"_s}, u"phone"_s));
        QVERIFY(stand.authenticate(stand.kiosk, *byPhone));
        QVERIFY(stand.authenticate(stand.kiosk, *byPassword));
        QVERIFY(lose(ada.id, u"phone"_s));
        QCOMPARE(codeOf(stand.authenticate(stand.kiosk, *byPhone)), ErrorCode::TokenInvalid);
        QVERIFY(stand.authenticate(stand.kiosk, *byPassword));
    }

    void aGoneCredentialEndsWhatIsUnderWayWithIt()
    {
        SignInStand stand;
        stand.addProfile({{Method::SoftOtp}, {Method::Password}});
        const User ada = stand.addUser(u"ada"_s);
        stand.strong.give(ada.id, u"phone"_s);
        const auto second = stand.answer(stand.start(u"ada"_s)->step, Method::SoftOtp, StrongMethod::word());
        QVERIFY(second);
        QVERIFY(stand.store().write([&](Transaction& transaction) -> Result<void> {
            stand.factors.credentialGone(transaction, ada.id, u"phone"_s);
            return done();
        }));
        QCOMPARE(stand.answer(second->step, Method::Password, SignInStand::rightPassword()).error().code,
                 ErrorCode::CeremonyEnded);
    }
};

QTEST_GUILESS_MAIN(AccessTokensTest)
#include "tst_accesstokens.moc"
