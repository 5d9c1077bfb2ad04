#include "administrationbench.h"

#include <QRegularExpression>
#include <QTest>

using namespace keydesk;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

/// Enrolment by one-time codes, and who may come in with which proof, on both engines.
class InstallationServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void aCodeHasAHundredBitsInGroupsOfFour()
    {
        AdministrationBench bench;
        const auto code =
            bench.installations.createCode(bench.administrator(), u"Desk"_s, u"Lobby"_s, InstallationKind::Kiosk);
        QVERIFY(code);
        static const QRegularExpression form(u"^[A-Z2-7]{4}(-[A-Z2-7]{4}){4}$"_s);
        QVERIFY(form.match(textOf(code->code)).hasMatch());
        const auto life = code->expires - bench.database.clock().now();
        QVERIFY(life > 23h && life <= 24h + 1s);
        QVERIFY(bench.auditEvents().contains(u"installation.code_created"_s));
    }

    void theCodeIsNotInTheDatabase()
    {
        AdministrationBench bench;
        const auto code =
            bench.installations.createCode(bench.administrator(), u"Desk"_s, u"Lobby"_s, InstallationKind::Kiosk);
        const QByteArray plain = textOf(code->code).remove(u'-').toLatin1();
        const auto stored = bench.database->read([](Transaction& transaction) -> Result<QByteArray> {
            return transaction.first(u"SELECT code_hash FROM enrolment_codes"_s)->bytes(0);
        });
        QCOMPARE(stored->size(), 32);
        QVERIFY(!stored->contains(plain));
    }

    void anEnrolledKeyIsKnown()
    {
        AdministrationBench bench;
        const auto desk = bench.enrolled(u"Desk 1"_s, InstallationKind::Kiosk);
        QCOMPARE(desk.identity.name, u"Desk 1"_s);
        QCOMPARE(desk.identity.kind, u"kiosk"_s);
        const auto caller = bench.installations.authenticate(Caller{}, bench.proof(desk.key));
        QVERIFY(caller);
        QCOMPARE(caller->installation->value, desk.identity.id);
        QCOMPARE(caller->installationName, u"Desk 1"_s);
        QCOMPARE(caller->installationPlace, u"Lobby"_s);
        QCOMPARE(caller->keyThumbprint, desk.key.publicKey().thumbprint());
        QVERIFY(bench.auditEvents().contains(u"installation.enrolled"_s));
    }

    void nameAndPlaceAreLinesOfText()
    {
        AdministrationBench bench;
        const auto create = [&](const QString& name, const QString& place) {
            return bench.installations.createCode(bench.administrator(), name, place, InstallationKind::Kiosk);
        };
        QCOMPARE(create(u"  "_s, {}).error().details[u"field"_s].toString(), u"name"_s);
        QCOMPARE(create(QString(65, u'x'), {}).error().details[u"field"_s].toString(), u"name"_s);
        QCOMPARE(create(u"Desk"_s, u"Lobby\nBcc: alan"_s).error().details[u"field"_s].toString(), u"place"_s);
        QVERIFY(bench.auditEvents().isEmpty());
        const auto code = create(u" Desk "_s, u" Kat 2, oda 5 "_s);
        const auto identity =
            bench.installations.enrol(Caller{}, bench.proof(SigningKey::generate()), textOf(code->code));
        QCOMPARE(identity->name, u"Desk"_s);
        QCOMPARE(identity->place, u"Kat 2, oda 5"_s);
    }

    void aCodeIsReadAsPeopleTypeIt()
    {
        AdministrationBench bench;
        const auto code =
            bench.installations.createCode(bench.administrator(), u"Desk"_s, u""_s, InstallationKind::Desktop);
        const QString typed = textOf(code->code).toLower().replace(u'-', u' ');
        QVERIFY(bench.installations.enrol(Caller{}, bench.proof(SigningKey::generate()), typed));
    }

    void aCodeIsGoodOnce()
    {
        AdministrationBench bench;
        const auto code =
            bench.installations.createCode(bench.administrator(), u"Desk"_s, u""_s, InstallationKind::Kiosk);
        const SigningKey first = SigningKey::generate();
        const auto enrolled = bench.installations.enrol(Caller{}, bench.proof(first), textOf(code->code));
        QVERIFY(enrolled);
        const auto other = bench.installations.enrol(Caller{}, bench.proof(SigningKey::generate()), textOf(code->code));
        QCOMPARE(other.error().code, ErrorCode::InvalidRequest);
        QCOMPARE(other.error().details[u"field"_s].toString(), u"code"_s);
        // Its own key may ask again: the first answer may be lost.
        const auto again = bench.installations.enrol(Caller{}, bench.proof(first), textOf(code->code));
        QVERIFY(again);
        QCOMPARE(again->id, enrolled->id);
        QCOMPARE(bench.count(u"installations"_s), 1);
    }

    void aWrongCodeWritesNothing()
    {
        AdministrationBench bench;
        const auto refused =
            bench.installations.enrol(Caller{}, bench.proof(SigningKey::generate()), u"AAAA-BBBB-CCCC-DDDD-EEEE"_s);
        QCOMPARE(refused.error().code, ErrorCode::InvalidRequest);
        QCOMPARE(bench.count(u"proof_uses"_s), 0);
        QCOMPARE(bench.count(u"installations"_s), 0);
    }

    void anExpiredCodeIsRefused()
    {
        AdministrationBench bench;
        const auto code =
            bench.installations.createCode(bench.administrator(), u"Desk"_s, u""_s, InstallationKind::Kiosk);
        bench.database.clock().advance(24h + 1s);
        const auto refused =
            bench.installations.enrol(Caller{}, bench.proof(SigningKey::generate()), textOf(code->code));
        QCOMPARE(refused.error().code, ErrorCode::InvalidRequest);
    }

    void aKeyEnrolsOnce()
    {
        AdministrationBench bench;
        const auto desk = bench.enrolled(u"Desk 1"_s, InstallationKind::Kiosk);
        const auto code =
            bench.installations.createCode(bench.administrator(), u"Desk 2"_s, u""_s, InstallationKind::Administration);
        const auto refused = bench.installations.enrol(Caller{}, bench.proof(desk.key), textOf(code->code));
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
    }

    void aProofIsGoodOnce()
    {
        AdministrationBench bench;
        const auto desk = bench.enrolled(u"Desk 1"_s, InstallationKind::Kiosk);
        const ProofOfPossession proof = bench.proof(desk.key, u"the same"_s);
        QVERIFY(bench.installations.authenticate(Caller{}, proof));
        QCOMPARE(bench.installations.authenticate(Caller{}, proof).error().code, ErrorCode::ProofInvalid);
        // Another installation's jti may be equal.
        const auto other = bench.enrolled(u"Desk 2"_s, InstallationKind::Kiosk);
        QVERIFY(bench.installations.authenticate(Caller{}, bench.proof(other.key, u"the same"_s)));
    }

    void aStrangerWritesNothing()
    {
        AdministrationBench bench;
        const auto refused = bench.installations.authenticate(Caller{}, bench.proof(SigningKey::generate()));
        QCOMPARE(refused.error().code, ErrorCode::InstallationUnknown);
        QCOMPARE(bench.count(u"proof_uses"_s), 0);
    }

    void aRevokedInstallationStaysOutside()
    {
        AdministrationBench bench;
        QVERIFY(bench.administration.addUser(bench.administrator(), bench.newUser(u"ada"_s)));
        const auto ada = bench.signedIn(u"ada"_s);
        const auto desks = bench.installations.installations();
        QVERIFY(bench.installations.revoke(bench.administrator(), *ada.caller.installation));
        const auto token = bench.signIn.authenticate(ada.caller, ada.token->view());
        QCOMPARE(token.error().code, ErrorCode::TokenInvalid);
        QVERIFY(bench.installations.installations()->first().isRevoked);
        QVERIFY(bench.auditEvents().contains(u"installation.revoked"_s));

        const auto desk = bench.enrolled(u"Desk 2"_s, InstallationKind::Kiosk);
        QVERIFY(bench.installations.revoke(bench.administrator(), {desk.identity.id}));
        QCOMPARE(bench.installations.authenticate(Caller{}, bench.proof(desk.key)).error().code,
                 ErrorCode::InstallationUnknown);
        // Its key never comes back, whatever the code.
        const auto code =
            bench.installations.createCode(bench.administrator(), u"Desk 2"_s, u""_s, InstallationKind::Kiosk);
        QCOMPARE(bench.installations.enrol(Caller{}, bench.proof(desk.key), textOf(code->code)).error().code,
                 ErrorCode::Conflict);
    }

    void revokingWhatIsNotThere()
    {
        AdministrationBench bench;
        QCOMPARE(bench.installations.revoke(bench.administrator(), {u"nobody"_s}).error().code, ErrorCode::NotFound);
    }

    void lastSeenIsKeptInSteps()
    {
        AdministrationBench bench;
        const auto desk = bench.enrolled(u"Desk 1"_s, InstallationKind::Kiosk);
        const auto seen = [&] { return bench.installations.installations()->first().lastSeen.value(); };
        const Instant first = seen();
        bench.database.clock().advance(1min);
        QVERIFY(bench.installations.authenticate(Caller{}, bench.proof(desk.key)));
        QCOMPARE(seen(), first);
        bench.database.clock().advance(5min);
        QVERIFY(bench.installations.authenticate(Caller{}, bench.proof(desk.key)));
        QVERIFY(seen() - first >= 6min);
    }
};

QTEST_GUILESS_MAIN(InstallationServiceTest)
#include "tst_installationservice.moc"
