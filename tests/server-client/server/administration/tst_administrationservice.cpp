#include "administrationbench.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

/// Users, profiles, audit and the own account, on both engines.
class AdministrationServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void aUserIsAddedToldAndAudited()
    {
        AdministrationBench bench;
        const auto added = bench.administration.addUser(bench.administrator(), bench.newUser(u"Ada"_s));
        QVERIFY(added);
        QCOMPARE(added->userName, u"ada"_s);
        QCOMPARE(bench.administration.users()->size(), 1);
        QCOMPARE(bench.mails(), 1);
        QCOMPARE(bench.auditEvents(), QStringList{u"user.added"_s});
        QVERIFY(bench.directory.passwordMatches(*added, Secret::copyOf("correct horse")).value());
    }

    void aTakenNameIsAConflict()
    {
        AdministrationBench bench;
        QVERIFY(bench.administration.addUser(bench.administrator(), bench.newUser(u"ada"_s)));
        const auto again = bench.administration.addUser(bench.administrator(), bench.newUser(u"ADA"_s));
        QCOMPARE(again.error().code, ErrorCode::Conflict);
        QCOMPARE(bench.auditEvents().size(), 1);
    }

    void aPasswordHasEightCharacters_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isLongEnough");
        QTest::newRow("empty") << QString() << false;
        QTest::newRow("seven") << u"1234567"_s << false;
        QTest::newRow("seven of several bytes each") << u"ığüşöçı"_s << false;
        QTest::newRow("eight") << u"12345678"_s << true;
        QTest::newRow("eight beyond the basic plane") << u"😀😀😀😀😀😀😀😀"_s << true;
    }
    void aPasswordHasEightCharacters()
    {
        QFETCH(QString, text);
        QFETCH(bool, isLongEnough);
        AdministrationBench bench;
        const auto added = bench.administration.addUser(bench.administrator(), bench.newUser(u"ada"_s, text));
        QCOMPARE(added.isOk(), isLongEnough);
        if (!isLongEnough)
            QCOMPARE(added.error().details[u"field"_s].toString(), u"password"_s);
    }

    void disablingEndsTheTokens()
    {
        AdministrationBench bench;
        QVERIFY(bench.administration.addUser(bench.administrator(), bench.newUser(u"ada"_s)));
        const auto ada = bench.signedIn(u"ada"_s);
        QVERIFY(bench.signIn.authenticate(ada.caller, ada.token->view()));
        const auto disabled = bench.administration.setUserDisabled(bench.administrator(), u"ADA"_s, true);
        QVERIFY(disabled);
        QVERIFY(disabled->isDisabled);
        QCOMPARE(bench.signIn.authenticate(ada.caller, ada.token->view()).error().code, ErrorCode::TokenInvalid);
        // Enabled again, the old token stays dead.
        QVERIFY(bench.administration.setUserDisabled(bench.administrator(), u"ada"_s, false));
        QCOMPARE(bench.signIn.authenticate(ada.caller, ada.token->view()).error().code, ErrorCode::TokenInvalid);
        QVERIFY(bench.auditEvents().contains(u"user.disabled"_s));
        QCOMPARE(bench.auditEvents().last(), u"user.enabled"_s);
    }

    void nothingToChangeIsNotAudited()
    {
        AdministrationBench bench;
        QVERIFY(bench.administration.addUser(bench.administrator(), bench.newUser(u"ada"_s)));
        QVERIFY(bench.administration.setUserDisabled(bench.administrator(), u"ada"_s, false));
        QCOMPARE(bench.auditEvents(), QStringList{u"user.added"_s});
    }

    void anUnknownUserIsNotFound_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("nobody") << u"nobody"_s;
        QTest::newRow("no name at all") << u"a b\u0007"_s;
    }
    void anUnknownUserIsNotFound()
    {
        QFETCH(QString, name);
        AdministrationBench bench;
        QCOMPARE(bench.administration.setUserDisabled(bench.administrator(), name, true).error().code,
                 ErrorCode::NotFound);
    }

    void aProfileOpensTheService()
    {
        AdministrationBench bench;
        QVERIFY(!bench.administration.isOpen().value());
        ApplicationProfile profile;
        profile.name = u"Panel"_s;
        profile.factors = {{Method::Password}, {Method::MailCode, Method::SmsCode}};
        const auto created = bench.administration.createProfile(bench.administrator(), profile);
        QVERIFY(created);
        QVERIFY(bench.administration.isOpen().value());
        QCOMPARE(bench.administration.profiles()->size(), 1);
        QVERIFY(bench.administration.deleteProfile(bench.administrator(), created->id));
        QVERIFY(!bench.administration.isOpen().value());
        QCOMPARE(bench.administration.deleteProfile(bench.administrator(), created->id).error().code,
                 ErrorCode::NotFound);
        QCOMPARE(bench.auditEvents(), (QStringList{u"profile.created"_s, u"profile.deleted"_s}));
    }

    void theAuditLogVerifies()
    {
        AdministrationBench bench;
        QVERIFY(bench.administration.addUser(bench.administrator(), bench.newUser(u"ada"_s)));
        QVERIFY(bench.checkpoints.signIfDue());
        const auto records = bench.administration.auditRecords(0, 10);
        const auto verdict = bench.administration.verifyAudit(records->last().hash);
        QVERIFY(verdict->isIntact);
        QVERIFY(!bench.administration.verifyAudit(QString(64, u'0'))->isIntact);
    }

    void theAccountShowsWhatThePersonHas()
    {
        AdministrationBench bench;
        QVERIFY(bench.administration.addUser(bench.administrator(), bench.newUser(u"ada"_s)));
        const auto account = bench.account.account(bench.signedIn(u"ada"_s).caller);
        QVERIFY(account);
        QCOMPARE(account->userName, u"ada"_s);
        QCOMPARE(account->phones, 0);
        QCOMPARE(account->phonesAllowed, 5);
        QCOMPARE(account->goodFactors, 0);
        QVERIFY(!account->stepUpNeeded);
    }

    void aNewLanguageIsStoredToldAndAudited()
    {
        AdministrationBench bench;
        QVERIFY(bench.administration.addUser(bench.administrator(), bench.newUser(u"ada"_s)));
        const auto ada = bench.signedIn(u"ada"_s);
        const int before = bench.mails();
        QVERIFY(bench.account.setLocale(ada.caller, u"tr-TR"_s));
        QCOMPARE(bench.account.account(ada.caller)->locale, u"tr"_s);
        QCOMPARE(bench.mails(), before + 1);
        QCOMPARE(bench.auditEvents().last(), u"account.locale_changed"_s);
        // The same again is no change.
        QVERIFY(bench.account.setLocale(ada.caller, u"tr"_s));
        QCOMPARE(bench.mails(), before + 1);
    }
};

QTEST_GUILESS_MAIN(AdministrationServiceTest)
#include "tst_administrationservice.moc"
