#include "samlstand.h"

#include "saml/samlnames.h"
#include "saml/signonrules.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

class TestSignOnRules : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answersGoWhereTheMetadataSays_data();
    void answersGoWhereTheMetadataSays();
    void namesArePlanned_data();
    void namesArePlanned();
    void contextsArePlanned_data();
    void contextsArePlanned();
    void settingsMustWork();
    void presetsWork();
};

namespace {

ProviderMetadata metadata()
{
    return {
        .entityId = u"https://sp"_s,
        .consumers = {{.binding = saml::httpPost, .location = u"https://sp/acs"_s, .index = 0},
                      {.binding = saml::httpPost, .location = u"https://sp/second"_s, .index = 3, .isDefault = true},
                      {.binding = saml::httpRedirect, .location = u"https://sp/other"_s, .index = 4}}};
}

} // namespace

void TestSignOnRules::answersGoWhereTheMetadataSays_data()
{
    using Index = std::optional<quint16>;
    using Text = std::optional<QString>;
    QTest::addColumn<Index>("index");
    QTest::addColumn<Text>("url");
    QTest::addColumn<Text>("binding");
    QTest::addColumn<QByteArray>("expected");
    const Text post = QString(saml::httpPost);
    const Text artifact = u"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact"_s;
    const auto row = [](const char* name, const Index& index, const Text& url, const Text& binding,
                        const char* expected) {
        QTest::newRow(name) << index << url << binding << QByteArray(expected);
    };
    row("nothing: the default", {}, {}, {}, "https://sp/second");
    row("the binding alone", {}, {}, post, "https://sp/second");
    row("an index", quint16{0}, {}, {}, "https://sp/acs");
    row("an index that is not there", quint16{1}, {}, {}, "consumer_index");
    row("an index of another binding", quint16{4}, {}, {}, "consumer_binding");
    row("a URL", {}, u"https://sp/acs"_s, {}, "https://sp/acs");
    row("a URL and its binding", {}, u"https://sp/acs"_s, post, "https://sp/acs");
    row("a foreign URL", {}, u"https://evil/acs"_s, {}, "consumer_url");
    row("a URL that begins alike", {}, u"https://sp/acs/more"_s, {}, "consumer_url");
    row("a URL in capitals", {}, u"https://SP/acs"_s, {}, "consumer_url");
    row("an empty URL", {}, QString(), {}, "consumer_url");
    row("a URL with another binding", {}, u"https://sp/acs"_s, artifact, "consumer_binding");
    row("a URL that takes no POST", {}, u"https://sp/other"_s, {}, "consumer_binding");
    row("another binding alone", {}, {}, artifact, "consumer_binding");
}

void TestSignOnRules::answersGoWhereTheMetadataSays()
{
    QFETCH(std::optional<quint16>, index);
    QFETCH(std::optional<QString>, url);
    QFETCH(std::optional<QString>, binding);
    QFETCH(QByteArray, expected);
    const AuthnRequest request{.header = {}, .consumerIndex = index, .consumerUrl = url, .protocolBinding = binding};
    const auto consumer = consumerFor(metadata(), &request);
    QCOMPARE(consumer ? consumer->location.toLatin1() : outcome(consumer), expected);
    QCOMPARE(consumerFor(metadata(), nullptr)->location, u"https://sp/second"_s);
}

void TestSignOnRules::namesArePlanned_data()
{
    QTest::addColumn<NameIdSource>("source");
    QTest::addColumn<QString>("asked");
    QTest::addColumn<QString>("qualifier");
    QTest::addColumn<QString>("format");
    const QString none;
    const auto row = [](const char* name, NameIdSource source, const QString& asked, const QString& format,
                        const QString& qualifier = {}) {
        QTest::newRow(name) << source << asked << qualifier << format;
    };
    row("nothing asked", NameIdSource::Mail, none, saml::emailAddressName);
    row("unspecified", NameIdSource::Mail, saml::unspecifiedName, saml::emailAddressName);
    row("what is set", NameIdSource::Persistent, saml::persistentName, saml::persistentName);
    row("an immutable name is persistent", NameIdSource::Immutable, saml::persistentName, saml::persistentName);
    row("transient tells less", NameIdSource::Mail, saml::transientName, saml::transientName);
    row("mail where persistent is set", NameIdSource::Persistent, saml::emailAddressName, none);
    row("persistent where mail is set", NameIdSource::Mail, saml::persistentName, none);
    row("encrypted", NameIdSource::Mail, u"urn:oasis:names:tc:SAML:2.0:nameid-format:encrypted"_s, none);
    row("its own qualifier", NameIdSource::Mail, none, saml::emailAddressName, u"https://sp"_s);
    row("an affiliation", NameIdSource::Mail, none, none, u"https://others"_s);
}

void TestSignOnRules::namesArePlanned()
{
    QFETCH(NameIdSource, source);
    QFETCH(QString, asked);
    QFETCH(QString, qualifier);
    QFETCH(QString, format);
    const ServiceProvider provider{.metadata = metadata(), .settings = {.name = u"Mail"_s, .nameIdSource = source}};
    const auto plan = nameIdPlanFor(provider, NameIdPolicy{.format = asked, .spNameQualifier = qualifier});
    QCOMPARE(plan ? plan->format : QString(), format);
    if (plan)
        QCOMPARE(plan->source, format == saml::transientName ? NameIdSource::Transient : source);
    QCOMPARE(nameIdPlanFor(provider, std::nullopt)->source, source);
}

void TestSignOnRules::contextsArePlanned_data()
{
    using Plan = std::optional<AuthnLevel>;
    QTest::addColumn<AuthnContextComparison>("comparison");
    QTest::addColumn<QStringList>("classes");
    QTest::addColumn<Plan>("needed");
    QTest::addColumn<QString>("saidOfPassword");
    QTest::addColumn<QString>("saidOfMany");
    const QString password = saml::protectedPasswordClass;
    const QString mfa = saml::refedsMfaClass;
    const QString microsoft = saml::microsoftMfaClass;
    const QString unknown = u"urn:smartcard"_s;
    const auto row = [](const char* name, AuthnContextComparison comparison, const QStringList& classes,
                        const Plan& needed, const QString& saidOfPassword, const QString& saidOfMany) {
        QTest::newRow(name) << comparison << classes << needed << saidOfPassword << saidOfMany;
    };
    using enum AuthnContextComparison;
    row("a password", Exact, {password}, AuthnLevel::Password, password, password);
    row("several factors", Exact, {mfa}, AuthnLevel::MultiFactor, {}, mfa);
    row("Microsoft's name for them", Exact, {microsoft}, AuthnLevel::MultiFactor, {}, microsoft);
    row("either, the stronger first", Exact, {mfa, password}, AuthnLevel::Password, password, mfa);
    row("unknown", Exact, {unknown}, {}, {}, {});
    row("unknown, or a password", Exact, {unknown, password}, AuthnLevel::Password, password, password);
    row("a password at least", Minimum, {password}, AuthnLevel::Password, password, mfa);
    row("several factors at least", Minimum, {mfa}, AuthnLevel::MultiFactor, {}, mfa);
    row("better than a password", Better, {password}, AuthnLevel::MultiFactor, {}, mfa);
    row("better than the best", Better, {mfa}, {}, {}, {});
    row("a password at most", Maximum, {password}, AuthnLevel::Password, password, {});
    row("declarations", Exact, {}, {}, {}, {});
}

void TestSignOnRules::contextsArePlanned()
{
    QFETCH(AuthnContextComparison, comparison);
    QFETCH(QStringList, classes);
    QFETCH(std::optional<AuthnLevel>, needed);
    QFETCH(QString, saidOfPassword);
    QFETCH(QString, saidOfMany);
    const RequestedAuthnContext context{.comparison = comparison, .classes = classes};
    const auto plan = contextPlanFor(context);
    QCOMPARE(plan ? std::optional{plan->needed} : std::nullopt, needed);
    QCOMPARE(contextClassFor(context, AuthnLevel::Password).value_or(QString()), saidOfPassword);
    QCOMPARE(contextClassFor(context, AuthnLevel::MultiFactor).value_or(QString()), saidOfMany);
    QCOMPARE(contextPlanFor(std::nullopt)->needed, AuthnLevel::Password);
}

void TestSignOnRules::settingsMustWork()
{
    ProviderMetadata known = metadata();
    known.signing = known.encryption = {providerKey().certificate()};
    const auto field = [](const ProviderSettings& settings, const ProviderMetadata& of) {
        const auto result = checkSettings(settings, of);
        return result ? QString() : result.error().details[u"field"_s].toString();
    };
    const ProviderSettings good{.name = u"Mail"_s};
    QCOMPARE(field(good, metadata()), QString());
    QCOMPARE(field({.name = u" "_s}, metadata()), u"name"_s);
    QCOMPARE(field({.name = u"M"_s, .signsAssertion = false}, metadata()), u"signsAssertion"_s);
    QCOMPARE(field({.name = u"M"_s, .encryptsAssertion = true}, metadata()), u"encryptsAssertion"_s);
    QCOMPARE(field({.name = u"M"_s, .encryptsAssertion = true}, known), QString());
    QCOMPARE(field({.name = u"M"_s, .mustSignRequests = true}, metadata()), u"mustSignRequests"_s);
    QCOMPARE(field({.name = u"M"_s, .mustSignRequests = true}, known), QString());
    const AttributeRule mail{.name = u"mail"_s};
    QCOMPARE(field({.name = u"M"_s, .attributes = {mail, mail}}, metadata()), u"attributes"_s);
    QCOMPARE(field({.name = u"M"_s, .sessionLife = std::chrono::hours{-1}}, metadata()), u"sessionLife"_s);
}

void TestSignOnRules::presetsWork()
{
    for (const QString& name : providerPresetNames()) {
        const auto preset = providerPreset(name);
        QVERIFY(preset);
        QVERIFY(checkSettings(*preset, metadata()));
    }
    QVERIFY(!providerPreset(u"other"));
    // What Microsoft's service asks for with every request.
    const ServiceProvider office{.metadata = metadata(), .settings = *providerPreset(u"office365")};
    const auto plan = nameIdPlanFor(office, NameIdPolicy{.format = saml::persistentName});
    QVERIFY(plan && plan->source == NameIdSource::Immutable);
}

QTEST_GUILESS_MAIN(TestSignOnRules)
#include "tst_signonrules.moc"
