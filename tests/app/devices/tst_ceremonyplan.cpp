#include "devices/ceremonyplan.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

using Verification = CeremonyPlan::Verification;

namespace {

KeyFacts key21()
{
    return {.algorithms = {CoseAlgorithm::EdDsa, CoseAlgorithm::Es256},
            .pin = PinState::Set,
            .triesLeft = 8,
            .hasDiscoverable = true,
            .makesWithoutPin = true};
}

CredentialCreation creation()
{
    return {.ceremony = {},
            .challenge = {},
            .relyingPartyId = {},
            .relyingPartyName = {},
            .origin = {},
            .userHandle = {},
            .userName = {},
            .displayName = {},
            .algorithms = {CoseAlgorithm::Es256, CoseAlgorithm::EdDsa},
            .residentKey = Requirement::Discouraged,
            .userVerification = Requirement::Discouraged,
            .expires = {}};
}

AssertionRequest request()
{
    return {.ceremony = {},
            .challenge = {},
            .relyingPartyId = {},
            .origin = {},
            .allowed = {{.id = "x"}},
            .userVerification = Requirement::Discouraged,
            .expires = {}};
}

std::optional<KeyProblem> problemOf(const PlanOrFailure& planned)
{
    const auto* failure = std::get_if<KeyFailure>(&planned);
    return failure != nullptr ? std::optional(failure->problem) : std::nullopt;
}

} // namespace

class TstCeremonyPlan : public QObject
{
    Q_OBJECT
private:
    enum Expected { None, ByItself, Pin, Fails };

private Q_SLOTS:
    void verification_data()
    {
        QTest::addColumn<PinState>("pin");
        QTest::addColumn<bool>("hasReader");
        QTest::addColumn<Requirement>("wish");
        QTest::addColumn<Expected>("expected");
        QTest::addColumn<KeyProblem>("problem");
        const auto row = [](const char* name, PinState pin, bool hasReader, Requirement wish, Expected expected,
                            KeyProblem problem = KeyProblem::Internal) {
            QTest::newRow(name) << pin << hasReader << wish << expected << problem;
        };
        using enum PinState;
        using enum Requirement;
        row("PIN, discouraged", Set, false, Discouraged, None);
        row("PIN, preferred", Set, false, Preferred, Pin);
        row("PIN, required", Set, false, Required, Pin);
        row("no PIN yet, discouraged", NotSet, false, Discouraged, None);
        row("no PIN yet, preferred", NotSet, false, Preferred, None);
        row("no PIN yet, required", NotSet, false, Required, Fails, KeyProblem::PinNotSet);
        row("no PIN at all, preferred", Unsupported, false, Preferred, None);
        row("no PIN at all, required", Unsupported, false, Required, Fails, KeyProblem::NotSupported);
        row("must change, discouraged", MustChange, false, Discouraged, None);
        row("must change, required", MustChange, false, Required, Fails, KeyProblem::PinMustChange);
        row("blocked, preferred", Blocked, false, Preferred, None);
        row("blocked, required", Blocked, false, Required, Fails, KeyProblem::PinBlocked);
        row("paused, required", Paused, false, Required, Fails, KeyProblem::PinPaused);
        row("fingerprint, discouraged", Set, true, Discouraged, None);
        row("fingerprint, preferred", Set, true, Preferred, ByItself);
        row("fingerprint, required, PIN blocked", Blocked, true, Required, ByItself);
    }
    void verification()
    {
        QFETCH(PinState, pin);
        QFETCH(bool, hasReader);
        QFETCH(Requirement, wish);
        QFETCH(Expected, expected);
        QFETCH(KeyProblem, problem);
        KeyFacts facts = key21();
        facts.pin = pin;
        facts.verifiesByItself = hasReader;
        CredentialCreation create = creation();
        create.userVerification = wish;
        AssertionRequest use = request();
        use.userVerification = wish;
        for (const PlanOrFailure& planned : {planCreation(facts, create), planAssertion(facts, use)}) {
            if (expected == Fails)
                QCOMPARE(problemOf(planned), std::optional(problem));
            else
                QCOMPARE(static_cast<int>(std::get<CeremonyPlan>(planned).verification), static_cast<int>(expected));
        }
    }

    void whatTheKeyAsksForCountsToo()
    {
        KeyFacts facts = key21();
        CredentialCreation create = creation();
        create.residentKey = Requirement::Required; // Never without the PIN that is set.
        QCOMPARE(std::get<CeremonyPlan>(planCreation(facts, create)).verification, Verification::Pin);
        facts.makesWithoutPin = false;
        QCOMPARE(std::get<CeremonyPlan>(planCreation(facts, creation())).verification, Verification::Pin);
        QCOMPARE(std::get<CeremonyPlan>(planAssertion(facts, request())).verification, Verification::None);
        facts.alwaysVerifies = true;
        QCOMPARE(std::get<CeremonyPlan>(planAssertion(facts, request())).verification, Verification::Pin);
        facts.pin = PinState::NotSet;
        QCOMPARE(problemOf(planAssertion(facts, request())), std::optional(KeyProblem::PinNotSet));
    }

    void algorithm_data()
    {
        QTest::addColumn<QList<CoseAlgorithm>>("own");
        QTest::addColumn<QList<CoseAlgorithm>>("offered");
        QTest::addColumn<std::optional<CoseAlgorithm>>("chosen");
        using enum CoseAlgorithm;
        QTest::newRow("the service's order") << QList{EdDsa, Es256} << QList{Es256, EdDsa} << std::optional(Es256);
        QTest::newRow("the key's list") << QList{EdDsa} << QList{Es256, EdDsa} << std::optional(EdDsa);
        QTest::newRow("nothing in common") << QList{EdDsa} << QList{Es256} << std::optional<CoseAlgorithm>();
        QTest::newRow("older key that does not tell")
            << QList<CoseAlgorithm>() << QList{EdDsa, Es256} << std::optional(Es256);
        QTest::newRow("not known to the library")
            << QList{Ed448, Es512, Es256} << QList{Ed448, Es512, Es256} << std::optional(Es256);
    }
    void algorithm()
    {
        QFETCH(QList<CoseAlgorithm>, own);
        QFETCH(QList<CoseAlgorithm>, offered);
        QFETCH(std::optional<CoseAlgorithm>, chosen);
        KeyFacts facts = key21();
        facts.algorithms = own;
        CredentialCreation create = creation();
        create.algorithms = offered;
        const auto planned = planCreation(facts, create);
        if (chosen)
            QCOMPARE(std::get<CeremonyPlan>(planned).algorithm, *chosen);
        else
            QCOMPARE(std::get<KeyFailure>(planned).missing, std::optional(KeyAbility::Algorithm));
    }

    void discoverable()
    {
        KeyFacts facts = key21();
        CredentialCreation create = creation();
        const auto plan = [&] { return planCreation(facts, create); };
        create.residentKey = Requirement::Preferred;
        QVERIFY(std::get<CeremonyPlan>(plan()).isDiscoverable); // Nothing known of its slots.
        facts.freeSlots = 0;
        QVERIFY(!std::get<CeremonyPlan>(plan()).isDiscoverable);
        create.residentKey = Requirement::Required;
        QCOMPARE(problemOf(plan()), std::optional(KeyProblem::NoFreeSlot));
        facts.hasDiscoverable = false;
        QCOMPARE(std::get<KeyFailure>(plan()).missing, std::optional(KeyAbility::Discoverable));
        create.residentKey = Requirement::Preferred;
        QVERIFY(!std::get<CeremonyPlan>(plan()).isDiscoverable);
        AssertionRequest use = request();
        use.allowed.clear();
        QCOMPARE(std::get<KeyFailure>(planAssertion(facts, use)).missing, std::optional(KeyAbility::Discoverable));
    }

    void attachment()
    {
        KeyFacts facts = key21();
        CredentialCreation create = creation();
        create.attachment = AuthenticatorAttachment::Platform;
        QCOMPARE(std::get<KeyFailure>(planCreation(facts, create)).missing, std::optional(KeyAbility::BuiltIn));
        facts.isPlatform = true;
        QVERIFY(!problemOf(planCreation(facts, create)));
        create.attachment = AuthenticatorAttachment::CrossPlatform;
        QCOMPARE(std::get<KeyFailure>(planCreation(facts, create)).missing, std::optional(KeyAbility::Portable));
    }

    void listsFitIntoARequest()
    {
        KeyFacts facts = key21();
        facts.maximumListed = 3;
        facts.maximumIdLength = 128;
        QList<CredentialDescriptor> credentials(7, {.id = QByteArray(64, 'x')});
        credentials.append({.id = QByteArray(129, 'x')}); // Cannot be this key's.
        credentials.append({.id = QByteArray()});
        QList<qsizetype> sizes;
        for (const auto& group : groupsFor(facts, credentials))
            sizes.append(group.size());
        QCOMPARE(sizes, (QList<qsizetype>{3, 3, 1}));

        facts.maximumListed.reset();
        facts.maximumIdLength.reset();
        facts.maximumMessage = 1024; // Room for 424 bytes: four of 104.
        sizes.clear();
        for (const auto& group : groupsFor(facts, QList<CredentialDescriptor>(9, {.id = QByteArray(64, 'x')})))
            sizes.append(group.size());
        QCOMPARE(sizes, (QList<qsizetype>{4, 4, 1}));
        QVERIFY(groupsFor(facts, {}).isEmpty());

        facts.isU2fOnly = true; // Asked one by one anyway.
        QCOMPARE(groupsFor(facts, QList<CredentialDescriptor>(9, {.id = QByteArray(64, 'x')})).size(), 1);
        QVERIFY(groupsFor(facts, {{.id = QByteArray(256, 'x')}}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TstCeremonyPlan)
#include "tst_ceremonyplan.moc"
