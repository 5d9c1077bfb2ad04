#include "providerdrafts.h"
#include "responsestand.h"

#include "base/random.h"
#include "fakes/expect.h"
#include "saml/samlnames.h"
#include "saml/samlnamestore.h"
#include "saml/samlrefusal.h"
#include "saml/samlservice.h"
#include "saml/xmldocument.h"

#include <QTest>
#include <QUrl>
#include <QUrlQuery>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

/// The identity provider on real databases: service providers, keys, names, sign-on, logout.
class TestSamlService : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void keepsServiceProviders();
    void demandsWhatMetadataPromises();
    void changesKeysInThreeSteps();
    void sealsKeys();
    void signsPeopleOn();
    void answersWithWhatThePersonHas();
    void refusesWithAStatus();
    void answersNobodyUnknown();
    void namesStayTheSame();
    void namesArePeoplesOwn();
    void logsOut();
    void readsAnswersBySoap();
    void signOnsSurviveAsText();
};

namespace {

/// All parts, on one database.
struct Bench
{
    TestDatabase database;
    SystemRandom random;
    Sealer sealer{KeyRing::create(random), random};
    MessageUseStore uses{*database};
    ServiceProviders providers{*database, random};
    SamlKeys keys{{*database, sealer, random, database.clock()}, u"id.example.org"_s};
    SamlService service{{*database, providers, uses, keys, random, database.clock()},
                        {.entityId = u"https://id.example.org/saml/metadata"_s,
                         .signOnUrl = u"https://id.example.org/saml/sso"_s,
                         .logoutUrl = u"https://id.example.org/saml/logout"_s,
                         .soapLogoutUrl = u"https://id.example.org/saml/logout/soap"_s}};

    ServiceProvider add(const ProviderSettings& settings = {.name = u"Mail"_s}, const ProviderDraft& draft = {})
    {
        return expect(providers.import({}, {.xml = draft.xml(), .settings = settings}));
    }
    SignOn signOn(const MessageDraft& draft = {})
    {
        return expect(service.receiveSignOn(readRedirect(redirectQuery(draft.xml(), &providerKey()))));
    }
};

SignedInPerson ada(AuthnLevel level = AuthnLevel::MultiFactor)
{
    return {.user = {.id = {u"ada-id"_s},
                     .userName = u"ada"_s,
                     .displayName = u"Ada Lovelace"_s,
                     .mail = u"ada@example.org"_s,
                     .mobile = {},
                     .locale = u"en"_s,
                     .groups = {u"staff"_s, u"mail"_s}},
            .authenticated = FakeClock::start,
            .reached = level,
            .sessionIndex = u"_index"_s,
            .sessionEnd = FakeClock::start + std::chrono::hours{8}};
}

XmlDocument responseIn(const SignOnAnswer& answer)
{
    return expect(XmlDocument::parse(QByteArray::fromBase64(answer.form.fields.first().value.toLatin1())));
}

XmlElement assertionIn(const XmlDocument& document)
{
    return document.root().child(saml::assertion, "Assertion"_L1);
}

QString nameIn(const SignOnAnswer& answer)
{
    const XmlDocument document = responseIn(answer);
    return assertionIn(document).child(saml::assertion, "Subject"_L1).child(saml::assertion, "NameID"_L1).text();
}

QString contextIn(const SignOnAnswer& answer)
{
    const XmlDocument document = responseIn(answer);
    const XmlElement statement = assertionIn(document).child(saml::assertion, "AuthnStatement"_L1);
    return statement.children().first().children().first().text();
}

} // namespace

void TestSamlService::keepsServiceProviders()
{
    Bench bench;
    const ProviderSettings settings{
        .name = u"Mail"_s,
        .profile = u"Staff"_s,
        .nameIdSource = NameIdSource::Mail,
        .nameIdFormat = saml::emailAddressName,
        .attributes = {{.field = PersonField::Groups, .name = u"groups"_s, .friendlyName = u"Groups"_s}},
        .signsResponse = true,
        .encryptsAssertion = true,
        .sessionLife = std::chrono::hours{2},
        .metadataUrl = u"https://mail.example.org/metadata"_s};
    const ServiceProvider added = bench.add(settings);
    const auto list = expect(bench.providers.list());
    QCOMPARE(list.size(), 1);
    const ServiceProvider& kept = list.first();
    QCOMPARE(kept.id, added.id);
    QCOMPARE(kept.metadata.consumers, added.metadata.consumers);
    QCOMPARE(kept.metadata.logouts, added.metadata.logouts);
    QCOMPARE(kept.metadata.signing.first().der(), providerKey().certificate().der());
    QCOMPARE(kept.metadata.encryption.size(), 1);
    QCOMPARE(kept.settings.attributes, settings.attributes);
    QVERIFY(kept.settings.sessionLife == settings.sessionLife);
    QVERIFY(kept.settings.signsResponse && kept.settings.encryptsAssertion && !kept.settings.mustSignRequests);
    QCOMPARE(kept.settings.metadataUrl, settings.metadataUrl);

    // Again: the metadata is replaced, the settings stay.
    const ProviderDraft next{.keys = ProviderDraft::key({}, strangersKey().certificate())};
    const auto again = expect(bench.providers.import({}, {.xml = next.xml()}));
    QCOMPARE(again.id, added.id);
    QCOMPARE(again.settings.name, u"Mail"_s);
    QCOMPARE(expect(bench.providers.list()).first().metadata.signing.first().der(), strangersKey().certificate().der());

    ProviderSettings off = again.settings;
    off.isEnabled = false;
    QVERIFY(bench.providers.change({}, again.id, off));
    QVERIFY(!*bench.providers.find(again.metadata.entityId));
    QVERIFY(bench.providers.remove({}, again.id));
    QCOMPARE(bench.providers.remove({}, again.id).error().code, ErrorCode::NotFound);
    QVERIFY(expect(bench.providers.list()).isEmpty());
}

void TestSamlService::demandsWhatMetadataPromises()
{
    Bench bench;
    const ProviderDraft draft{.roleAttributes = u" AuthnRequestsSigned=\"true\" WantAssertionsSigned=\"true\""_s};
    const auto added = bench.add({.name = u"Mail"_s, .signsAssertion = false, .signsResponse = true}, draft);
    QVERIFY(added.settings.mustSignRequests && added.settings.signsAssertion);
    const auto unsignedOne = bench.service.receiveSignOn(readRedirect(redirectQuery(MessageDraft().xml())));
    QCOMPARE(outcome(unsignedOne), QByteArray("signature_missing"));
    QVERIFY(bench.service.receiveSignOn(readRedirect(redirectQuery(MessageDraft().xml(), &providerKey()))));
}

void TestSamlService::changesKeysInThreeSteps()
{
    Bench bench;
    const auto first = expect(bench.keys.keys());
    QCOMPARE(first.published.size(), 1);
    QCOMPARE(bench.keys.activateNext({}).error().code, ErrorCode::NotFound);
    QCOMPARE(bench.keys.finishChange({}).error().code, ErrorCode::NotFound);

    QVERIFY(bench.keys.prepareNext({}));
    QCOMPARE(bench.keys.prepareNext({}).error().code, ErrorCode::Conflict);
    const auto prepared = expect(bench.keys.keys());
    QCOMPARE(prepared.published.size(), 2);
    QCOMPARE(prepared.current.certificate().der(), first.current.certificate().der());
    QVERIFY(expect(bench.service.metadata()).contains(prepared.published[1].der().toBase64()));

    QVERIFY(bench.keys.activateNext({}));
    const auto active = expect(bench.keys.keys());
    QCOMPARE(active.published.size(), 2);
    QCOMPARE(active.current.certificate().der(), prepared.published[1].der());
    QCOMPARE(bench.keys.prepareNext({}).error().code, ErrorCode::Conflict);

    QVERIFY(bench.keys.finishChange({}));
    const auto last = expect(bench.keys.keys());
    QCOMPARE(last.published.size(), 1);
    QCOMPARE(last.current.certificate().der(), active.current.certificate().der());
}

void TestSamlService::sealsKeys()
{
    Bench bench;
    const auto keys = expect(bench.keys.keys());
    const auto stored = expect(bench.database->read([](Transaction& transaction) -> Result<QByteArray> {
        return transaction.first(u"SELECT private_key FROM saml_keys"_s)->bytes(0);
    }));
    const Secret plain = keys.current.pkcs8();
    QVERIFY(!stored.contains(plain.view().last(64).toByteArray()));
    // Another process with the master key reads it, and one with another key does not.
    SamlKeys second({*bench.database, bench.sealer, bench.random, bench.database.clock()}, u"x"_s);
    QCOMPARE(expect(second.keys()).current.certificate().der(), keys.current.certificate().der());
    const Sealer other(KeyRing::create(bench.random), bench.random);
    SamlKeys stranger({*bench.database, other, bench.random, bench.database.clock()}, u"x"_s);
    QVERIFY(!stranger.keys());
}

void TestSamlService::signsPeopleOn()
{
    Bench bench;
    bench.add({.name = u"Mail"_s,
               .nameIdSource = NameIdSource::Mail,
               .attributes = {{.field = PersonField::Groups, .name = u"groups"_s},
                              {.field = PersonField::Mobile, .name = u"mobile"_s}},
               .sessionLife = std::chrono::hours{1}});
    const MessageDraft draft{.attributes = u" ForceAuthn=\"true\""_s};
    const auto query = redirectQuery(draft.xml(), &providerKey(), "SAMLRequest", "back%20there");
    const SignOn signOn = expect(bench.service.receiveSignOn(readRedirect(query)));
    QVERIFY(signOn.isForced && !signOn.isPassive && !signOn.problem);
    QCOMPARE(outcome(bench.service.receiveSignOn(readRedirect(query))), QByteArray("replayed"));

    const SignOnAnswer answer = expect(bench.service.answer(signOn, ada()));
    QCOMPARE(answer.form.action, u"https://mail.example.org/saml/acs"_s);
    QCOMPARE(answer.form.fields.value(1).value, u"back there"_s);
    QCOMPARE(nameIn(answer), u"ada@example.org"_s);
    QVERIFY(answer.reached && answer.reached->nameId.value == u"ada@example.org");
    QCOMPARE(answer.reached->sessionIndex, u"_index"_s);
    const XmlDocument document = responseIn(answer);
    QCOMPARE(document.root().attribute("InResponseTo"_L1), u"_first"_s);
    const XmlElement assertion = assertionIn(document);
    const auto attributes = assertion.child(saml::assertion, "AttributeStatement"_L1).children();
    QCOMPARE(attributes.size(), 1); // She has no mobile phone.
    QCOMPARE(attributes.first().children().size(), 2);
    QCOMPARE(assertion.child(saml::assertion, "AuthnStatement"_L1).attribute("SessionNotOnOrAfter"_L1),
             u"2026-01-05T11:00:10.000Z"_s);

    // Begun here.
    const SignOn own = expect(bench.service.startSignOn(u"https://mail.example.org/saml"_s, u"page"_s));
    const XmlDocument unasked = responseIn(expect(bench.service.answer(own, ada())));
    QVERIFY(!unasked.root().attribute("InResponseTo"_L1));
    QCOMPARE(bench.service.startSignOn(u"https://other"_s).error().code, ErrorCode::NotFound);
}

void TestSamlService::answersWithWhatThePersonHas()
{
    Bench bench;
    bench.add({.name = u"Mail"_s, .nameIdSource = NameIdSource::Mail});
    QCOMPARE(contextIn(expect(bench.service.answer(bench.signOn(), ada()))), QString(saml::refedsMfaClass));
    const SignOn plain = bench.signOn({.id = u"_second"_s});
    QCOMPARE(contextIn(expect(bench.service.answer(plain, ada(AuthnLevel::Password)))),
             QString(saml::protectedPasswordClass));
    const QString asked = u"<samlp:RequestedAuthnContext><saml:AuthnContextClassRef>%1</saml:AuthnContextClassRef>"
                          "</samlp:RequestedAuthnContext>"_s.arg(saml::refedsMfaClass);
    const SignOn strong = bench.signOn({.id = u"_third"_s, .content = asked});
    QCOMPARE(strong.needed, AuthnLevel::MultiFactor);
    QCOMPARE(expect(bench.service.answer(strong, ada(AuthnLevel::Password))).status, SamlStatus::NoAuthnContext);
    QCOMPARE(expect(bench.service.answer(strong, ada())).status, SamlStatus::Success);

    const QString subject = u"<saml:Subject><saml:NameID>%1</saml:NameID></saml:Subject>"_s;
    const SignOn grace = bench.signOn({.id = u"_fourth"_s, .content = subject.arg(u"grace@example.org"_s)});
    QCOMPARE(expect(bench.service.answer(grace, ada())).status, SamlStatus::UnknownPrincipal);
    const SignOn herself = bench.signOn({.id = u"_fifth"_s, .content = subject.arg(u"ada@example.org"_s)});
    QCOMPARE(expect(bench.service.answer(herself, ada())).status, SamlStatus::Success);
    SignedInPerson nameless = ada();
    nameless.user.mail.clear();
    const SignOnAnswer none = expect(bench.service.answer(bench.signOn({.id = u"_sixth"_s}), nameless));
    QVERIFY(none.status == SamlStatus::InvalidNameIdPolicy && !none.reached);
}

void TestSamlService::refusesWithAStatus()
{
    Bench bench;
    bench.add();
    const QString policy = u"<samlp:NameIDPolicy Format=\"%1\"/>"_s.arg(saml::emailAddressName);
    const SignOn signOn = bench.signOn({.content = policy});
    QVERIFY(signOn.problem == SamlStatus::InvalidNameIdPolicy);
    const SignOnAnswer answer = expect(bench.service.refuse(signOn, *signOn.problem));
    QVERIFY(!answer.reached);
    const XmlDocument document = responseIn(answer);
    QVERIFY(assertionIn(document).isNull());
    QVERIFY(document.bytes().contains("InvalidNameIDPolicy"));
    const QString declaration = u"<samlp:RequestedAuthnContext><saml:AuthnContextDeclRef>x</saml:AuthnContextDeclRef>"
                                "</samlp:RequestedAuthnContext>"_s;
    QVERIFY(bench.signOn({.id = u"_second"_s, .content = declaration}).problem == SamlStatus::NoAuthnContext);
}

void TestSamlService::answersNobodyUnknown()
{
    Bench bench;
    const auto query = redirectQuery(MessageDraft().xml(), &providerKey());
    QCOMPARE(outcome(bench.service.receiveSignOn(readRedirect(query))), QByteArray("issuer_unknown"));
    bench.add();
    const MessageDraft foreign{.attributes = u" AssertionConsumerServiceURL=\"https://evil.example/\""_s};
    const auto signedForeign = redirectQuery(foreign.xml(), &providerKey());
    QCOMPARE(outcome(bench.service.receiveSignOn(readRedirect(signedForeign))), QByteArray("consumer_url"));
    const auto logout = redirectQuery(logoutRequestDraft().xml(), &providerKey());
    QCOMPARE(outcome(bench.service.receiveSignOn(readRedirect(logout))), QByteArray("root_element"));
}

void TestSamlService::namesStayTheSame()
{
    Bench bench;
    bench.add();
    const auto other = bench.add({.name = u"Other"_s}, {.entityId = u"https://other.example.org"_s});
    const QString name = nameIn(expect(bench.service.answer(bench.signOn(), ada())));
    QVERIFY(name.size() > 20 && !name.contains(u"ada"));
    QCOMPARE(nameIn(expect(bench.service.answer(bench.signOn({.id = u"_second"_s}), ada()))), name);
    const SignOn there = expect(bench.service.startSignOn(other.metadata.entityId));
    QVERIFY(nameIn(expect(bench.service.answer(there, ada()))) != name); // Two providers cannot compare notes.

    ProviderSettings settings = other.settings;
    settings.nameIdSource = NameIdSource::Transient;
    QVERIFY(bench.providers.change({}, other.id, settings));
    const SignOn passing = expect(bench.service.startSignOn(other.metadata.entityId));
    const QString once = nameIn(expect(bench.service.answer(passing, ada())));
    QVERIFY(nameIn(expect(bench.service.answer(passing, ada()))) != once);
}

void TestSamlService::namesArePeoplesOwn()
{
    Bench bench;
    const auto give = [&](const char* user, const QString& name) {
        const auto given = bench.database->write([&](Transaction& transaction) {
            return SamlNameStore::setImmutableName(transaction, {QString::fromLatin1(user)}, name);
        });
        return given ? std::optional<ErrorCode>() : given.error().code;
    };
    QVERIFY(!give("ada-id", u"q1w2e3=="_s));
    QVERIFY(!give("ada-id", u"q1w2e3=="_s));
    QCOMPARE(give("ada-id", u"other"_s), ErrorCode::Conflict);
    QCOMPARE(give("grace-id", u"q1w2e3=="_s), ErrorCode::Conflict);
    QCOMPARE(give("grace-id", QString()), ErrorCode::InvalidRequest);
    QCOMPARE(give("grace-id", u"a b"_s), ErrorCode::InvalidRequest);
    bench.add(*providerPreset(u"office365"));
    const SignOnAnswer answer = expect(bench.service.answer(bench.signOn(), ada()));
    QCOMPARE(nameIn(answer), u"q1w2e3=="_s);
    QCOMPARE(answer.reached->nameId.format, QString(saml::persistentName));
}

void TestSamlService::logsOut()
{
    Bench bench;
    bench.add();
    MessageDraft draft = logoutRequestDraft();
    draft.destination = u"https://id.example.org/saml/logout"_s;
    const auto received = expect(
        bench.service.receiveLogout(readRedirect(redirectQuery(draft.xml(), &providerKey(), "SAMLRequest", "r"))));
    QCOMPARE(std::get<LogoutRequest>(received.message).nameId.value, u"ada-7"_s);
    const OutgoingLogout answer = expect(bench.service.answerLogout(received, SamlStatus::Success));
    QVERIFY(answer.url.startsWith("https://mail.example.org/saml/slo?SAMLResponse="));
    QVERIFY(answer.url.contains("&RelayState=r&SigAlg="));

    const ProviderLogout ada{.entityId = u"https://mail.example.org/saml"_s,
                             .nameId = {.value = u"ada-7"_s, .format = saml::persistentName},
                             .sessionIndex = u"_index"_s};
    const auto bySoap = expect(bench.service.askToLogOut(ada, {SamlBinding::Soap, SamlBinding::Redirect}));
    QVERIFY(bySoap.binding == SamlBinding::Soap);
    QCOMPARE(bySoap.location, u"https://mail.example.org/saml/soap"_s);
    QVERIFY(bySoap.body.contains(bySoap.requestId.toLatin1()) && bySoap.body.contains("_index"));
    const auto byPost = expect(bench.service.askToLogOut(ada, {SamlBinding::Post}, u"r"_s));
    QCOMPARE(byPost.form.fields.size(), 2);
    QVERIFY(bench.database
                ->read([&](Transaction& transaction) -> Result<bool> {
                    return bench.providers.canTell(transaction, ada.entityId);
                })
                .value());

    ProviderDraft without;
    without.logouts.clear();
    QVERIFY(bench.providers.import({}, {.xml = without.xml()}));
    QCOMPARE(bench.service.askToLogOut(ada, {SamlBinding::Soap}).error().code, ErrorCode::NotFound);
    QCOMPARE(bench.service.answerLogout(received, SamlStatus::Success).error().code, ErrorCode::Unavailable);
    QVERIFY(!bench.database
                 ->read([&](Transaction& transaction) -> Result<bool> {
                     return bench.providers.canTell(transaction, ada.entityId);
                 })
                 .value());
}

void TestSamlService::readsAnswersBySoap()
{
    Bench bench;
    bench.add();
    const ProviderLogout ada{.entityId = u"https://mail.example.org/saml"_s,
                             .nameId = {.value = u"ada-7"_s, .format = {}},
                             .sessionIndex = u"_index"_s};
    MessageDraft draft = logoutResponseDraft();
    draft.destination = QString();
    const auto read = [&](const QByteArray& xml, const QString& id) {
        return bench.service.readSoapAnswer(soapEnvelope(xml), ada, id);
    };
    QVERIFY(expect(read(draft.xml(), u"_ours"_s)) == LogoutOutcome::Partial); // Unsigned, over our own connection.
    draft.id = u"_second"_s;
    QCOMPARE(outcome(read(signedXml(draft.xml(), strangersKey()), u"_ours"_s)), QByteArray("signature_wrong"));
    QVERIFY(read(signedXml(draft.xml()), u"_ours"_s));
    draft.id = u"_third"_s;
    QCOMPARE(outcome(read(signedXml(draft.xml()), u"_another"_s)), QByteArray("issuer"));
}

void TestSamlService::signOnsSurviveAsText()
{
    Bench bench;
    bench.add();
    const QString content = u"<saml:Subject><saml:NameID>ada</saml:NameID></saml:Subject>"
                            "<samlp:RequestedAuthnContext Comparison=\"minimum\"><saml:AuthnContextClassRef>urn:x"
                            "</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>"_s;
    const SignOn before = bench.signOn({.attributes = u" IsPassive=\"true\""_s, .content = content});
    const auto after = SignOn::fromJson(before.toJson());
    QVERIFY(after);
    QCOMPARE(after->toJson(), before.toJson());
    QVERIFY(after->isPassive && after->problem == SamlStatus::NoAuthnContext);
    QCOMPARE(after->subject, u"ada"_s);
    QVERIFY(after->context && after->context->comparison == AuthnContextComparison::Minimum);
    QVERIFY(!SignOn::fromJson({}));
}

QTEST_GUILESS_MAIN(TestSamlService)
#include "tst_samlservice.moc"
