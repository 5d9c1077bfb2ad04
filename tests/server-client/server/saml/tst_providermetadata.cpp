#include "otherprograms.h"
#include "providerdrafts.h"

#include "fakes/expect.h"
#include "saml/providermetadata.h"
#include "saml/samlnames.h"
#include "saml/samlrefusal.h"
#include "saml/xmlsignature.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

class TestProviderMetadata : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsWhatCounts();
    void choosesTheDefault_data();
    void choosesTheDefault();
    void refuses_data();
    void refuses();
    void verifiesTheSignature();
    void readsManyRolesAndExtensions();
};

namespace {

Result<ProviderMetadata> read(const ProviderDraft& draft)
{
    return readProviderMetadata(draft.xml(), {.now = FakeClock::start});
}

QByteArray signedMetadata(const SamlSigningKey& key)
{
    const ProviderDraft draft{.attributes = u" ID=\"_m\""_s};
    const XmlDocument document = expect(XmlDocument::parse(draft.xml(), {.allowsComments = true}));
    if (const auto done = signElement(document.root(), XmlElement(), key); !done)
        qFatal("%s", qPrintable(done.error().context));
    return document.bytes();
}

} // namespace

void TestProviderMetadata::readsWhatCounts()
{
    const ProviderDraft draft{
        .attributes = u" validUntil=\"2026-02-01T00:00:00Z\""_s,
        .roleAttributes =
            u" WantAssertionsSigned=\"true\" AuthnRequestsSigned=\"1\" validUntil=\"2026-01-20T00:00:00Z\""_s,
        .keys = ProviderDraft::key(u"signing"_s, providerKey().certificate()) +
                ProviderDraft::key(u"encryption"_s, strangersKey().certificate()) +
                ProviderDraft::key({}, ownKey().certificate()),
        .consumers = ProviderDraft::consumer(u"HTTP-Artifact"_s, u"artifact"_s, 0) +
                     ProviderDraft::consumer(u"HTTP-POST"_s, u"acs"_s, 7)};
    QCOMPARE(schemaProblem(draft.xml(), u"metadata"_s), QByteArray());
    const auto metadata = read(draft);
    QVERIFY2(metadata, qPrintable(metadata ? QString() : metadata.error().context));
    QCOMPARE(metadata->entityId, u"https://mail.example.org/saml"_s);
    QVERIFY(metadata->wantsSignedAssertions && metadata->signsRequests);
    QVERIFY(metadata->validUntil == Instant(std::chrono::sys_days{std::chrono::January / 20 / 2026}));
    QCOMPARE(metadata->signing.size(), 2);
    QCOMPARE(metadata->signing[0].der(), providerKey().certificate().der());
    QCOMPARE(metadata->encryption.size(), 2);
    QCOMPARE(metadata->encryption[0].der(), strangersKey().certificate().der());
    QCOMPARE(metadata->nameIdFormats, QStringList{saml::transientName});
    QCOMPARE(metadata->logouts.size(), 3);
    QCOMPARE(metadata->logouts[2].binding, QString(saml::soap));
    QCOMPARE(metadata->consumers.size(), 2);
    QVERIFY(metadata->consumers[1].isDefault && !metadata->consumers[0].isDefault); // The other one takes no POST.
    QCOMPARE(metadata->consumers[1].index, quint16{7});
}

void TestProviderMetadata::choosesTheDefault_data()
{
    QTest::addColumn<QStringList>("said");
    QTest::addColumn<int>("chosen");
    const QString yes = u" isDefault=\"true\""_s;
    const QString no = u" isDefault=\"false\""_s;
    QTest::newRow("the first, where none says anything") << QStringList{QString(), QString()} << 0;
    QTest::newRow("the one that says so") << QStringList{QString(), yes} << 1;
    QTest::newRow("the first that does not say no") << QStringList{no, QString()} << 1;
    QTest::newRow("the first, where all say no") << QStringList{no, no} << 0;
}

void TestProviderMetadata::choosesTheDefault()
{
    QFETCH(QStringList, said);
    QFETCH(int, chosen);
    QString consumers;
    for (int i = 0; i < said.size(); ++i)
        consumers += ProviderDraft::consumer(u"HTTP-POST"_s, u"acs%1"_s.arg(i), i, said[i]);
    const auto metadata = read({.consumers = consumers});
    QVERIFY(metadata);
    for (int i = 0; i < said.size(); ++i)
        QCOMPARE(metadata->consumers[i].isDefault, i == chosen);
}

void TestProviderMetadata::refuses_data()
{
    QTest::addColumn<QByteArray>("xml");
    QTest::addColumn<SamlRefusal>("refusal");
    const auto row = [](const char* what, SamlRefusal refusal, const ProviderDraft& draft) {
        QTest::newRow(what) << draft.xml() << refusal;
    };
    const QString weak = // RSA of 1,024 bits.
        u"MIIBnTCCAQagAwIBAgIUFakeFakeFakeFakeFakeFakeFakeFake"_s;
    const QString post = u"HTTP-POST"_s;
    row("expired", SamlRefusal::MetadataExpired, {.attributes = u" validUntil=\"2026-01-01T00:00:00Z\""_s});
    row("expired role", SamlRefusal::MetadataExpired, {.roleAttributes = u" validUntil=\"2026-01-01T00:00:00Z\""_s});
    row("a time that is none", SamlRefusal::Value, {.attributes = u" validUntil=\"tomorrow\""_s});
    row("SAML 1.1 alone", SamlRefusal::MetadataRole, {.protocols = u"urn:oasis:names:tc:SAML:1.1:protocol"_s});
    row("no entity id", SamlRefusal::Issuer, {.entityId = QString()});
    row("an entity id with a space", SamlRefusal::Issuer, {.entityId = u"a b"_s});
    row("no consumer", SamlRefusal::Structure, {.consumers = QString()});
    row("no consumer by POST", SamlRefusal::MetadataEndpoint,
        {.consumers = ProviderDraft::consumer(u"HTTP-Artifact"_s, u"a"_s, 0)});
    row("two consumers with one index", SamlRefusal::MetadataEndpoint,
        {.consumers = ProviderDraft::consumer(post, u"a"_s, 0) + ProviderDraft::consumer(post, u"b"_s, 0)});
    row("http", SamlRefusal::MetadataEndpoint,
        {.consumers = ProviderDraft::consumer(post, u"a"_s, 0).replace(u"https://"_s, u"http://"_s)});
    row("javascript", SamlRefusal::MetadataEndpoint,
        {.consumers = ProviderDraft::consumer(post, u"a"_s, 0)
                          .replace(u"https://mail.example.org/"_s, u"javascript:alert(1)//"_s)});
    row("a name and password in an address", SamlRefusal::MetadataEndpoint,
        {.consumers = ProviderDraft::consumer(post, u"a"_s, 0).replace(u"https://"_s, u"https://a:b@"_s)});
    row("a certificate that is none", SamlRefusal::MetadataCertificate,
        {.keys =
             ProviderDraft::key({}, providerKey().certificate()).replace(providerKey().certificate().base64(), weak)});
    row("an unknown use", SamlRefusal::Value, {.keys = ProviderDraft::key(u"both"_s, providerKey().certificate())});
    QTest::newRow("a list of entities")
        << QByteArray("<md:EntitiesDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\"/>")
        << SamlRefusal::RootElement;
    QTest::newRow("DOCTYPE") << QByteArray("<!DOCTYPE md:EntityDescriptor>" + ProviderDraft().xml())
                             << SamlRefusal::DocumentType;
    QTest::newRow("1 MiB and more") << QByteArray(ProviderDraft().xml() + QByteArray(1 << 20, ' '))
                                    << SamlRefusal::Size;
    QTest::newRow("an identity provider")
        << QByteArray("<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"https://x\">"
                      "<md:IDPSSODescriptor "
                      "protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\"/></md:EntityDescriptor>")
        << SamlRefusal::MetadataRole;
}

void TestProviderMetadata::refuses()
{
    QFETCH(QByteArray, xml);
    QFETCH(SamlRefusal, refusal);
    QCOMPARE(outcome(readProviderMetadata(xml, {.now = FakeClock::start})), refusalName(refusal).toLatin1());
}

void TestProviderMetadata::verifiesTheSignature()
{
    const QByteArray xml = signedMetadata(providerKey());
    const auto readWith = [](const QByteArray& text, const std::optional<SamlCertificate>& signer) {
        return outcome(readProviderMetadata(text, {.signer = signer, .now = FakeClock::start}));
    };
    QCOMPARE(readWith(xml, providerKey().certificate()), QByteArray("accepted"));
    QCOMPARE(readWith(xml, strangersKey().certificate()), QByteArray("signature_wrong"));
    QCOMPARE(readWith(ProviderDraft().xml(), providerKey().certificate()), QByteArray("signature_missing"));
    QCOMPARE(readWith(QByteArray(xml).replace("saml/acs", "saml/evil"), providerKey().certificate()),
             QByteArray("signature_wrong"));
    QCOMPARE(readWith(xml, std::nullopt), QByteArray("accepted"));
}

/// The shape of what Microsoft publishes: several roles and extensions of others.
void TestProviderMetadata::readsManyRolesAndExtensions()
{
    QByteArray xml = ProviderDraft{.entityId = u"urn:federation:MicrosoftOnline"_s}.xml();
    xml.replace("<md:SPSSODescriptor",
                "<md:Extensions><x:a xmlns:x=\"urn:x\" b=\"c\"><x:d>e</x:d></x:a></md:Extensions><md:SPSSODescriptor");
    xml.replace(
        "</md:EntityDescriptor>",
        "<md:IDPSSODescriptor protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\">"
        "<md:SingleSignOnService Binding=\"b\" Location=\"l\"/></md:IDPSSODescriptor><md:Organization>"
        "<md:OrganizationName xml:lang=\"en\">Mail</md:OrganizationName></md:Organization></md:EntityDescriptor>");
    const auto metadata = readProviderMetadata(xml, {.now = FakeClock::start});
    QVERIFY2(metadata, qPrintable(metadata ? QString() : metadata.error().context));
    QCOMPARE(metadata->entityId, u"urn:federation:MicrosoftOnline"_s);
}

QTEST_GUILESS_MAIN(TestProviderMetadata)
#include "tst_providermetadata.moc"
