#pragma once

#include "fakes/testdatabase.h"
#include "saml/messageusestore.h"
#include "saml/samlgate.h"

#include <QHash>

namespace keydesk {

/// A message as text, each part of which a test may change.
struct MessageDraft
{
    QString name = QStringLiteral("AuthnRequest");
    QString id = QStringLiteral("_first");
    QString version = QStringLiteral("2.0");
    QString issuer = QStringLiteral("https://mail.example.org/saml");
    QString destination = QStringLiteral("https://id.example.org/saml/sso");
    Instant issueInstant = FakeClock::start;
    QString attributes = {};  ///< Of the root, more than those above, e.g. " IsPassive=\"true\"".
    QString afterIssuer = {}; ///< Where the signature stands, too.
    QString content = {};

    QByteArray xml() const;
};

/// With a NameID and two session indexes.
MessageDraft logoutRequestDraft();
MessageDraft logoutResponseDraft();

/// Keys that are made once for a test program.
const SamlSigningKey& providerKey();
const SamlSigningKey& strangersKey();
const SamlSigningKey& ownKey();

/// For programs of other people.
QByteArray privateKeyPem(const SamlSigningKey& key);

/// Signs the root as this service signs, by the service provider's key unless another is named.
QByteArray signedXml(const QByteArray& xml, const SamlSigningKey& key = providerKey());
/// Signs by xmlsec1's command line: the message has a <Signature> without values (signatureTemplate()).
QByteArray signedByProgram(const QByteArray& xml, const QByteArray& keyPem = privateKeyPem(providerKey()));

struct SignatureDraft
{
    QString id = QStringLiteral("_first");
    QString canonicalization = QStringLiteral("http://www.w3.org/2001/10/xml-exc-c14n#");
    QString method = QStringLiteral("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
    QString digest = QStringLiteral("http://www.w3.org/2001/04/xmlenc#sha256");
    QStringList transforms{QStringLiteral("http://www.w3.org/2000/09/xmldsig#enveloped-signature"),
                           QStringLiteral("http://www.w3.org/2001/10/xml-exc-c14n#")};
    QString moreReferences = {};
};
QString signatureTemplate(const SignatureDraft& draft = {});

QByteArray postForm(const QByteArray& xml, const QByteArray& parameter = "SAMLRequest");
QByteArray soapEnvelope(const QByteArray& xml);
/// A query by the Redirect binding, unsigned where there is no key.
QByteArray redirectQuery(const QByteArray& xml, const SamlSigningKey* key = nullptr,
                         const QByteArray& parameter = "SAMLRequest", const QByteArray& relayState = {});

/// The gate before a real database, with one service provider that it knows.
class SamlStand : public SamlPeers
{
public:
    SamlStand() : SamlStand(TestDatabase::Engine::Sqlite) {}
    explicit SamlStand(TestDatabase::Engine engine) : m_database(engine), m_uses(*m_database) {}

    Result<std::optional<SamlPeer>> find(const QString& entityId) override;

    Result<ReceivedMessage> receive(const Result<BoundMessage>& bound,
                                    const QList<SamlMessageKind>& kinds = {SamlMessageKind::AuthnRequest,
                                                                           SamlMessageKind::LogoutRequest,
                                                                           SamlMessageKind::LogoutResponse});
    /// Messages that were used may come again.
    void forget();
    Result<ReceivedMessage> post(const QByteArray& xml) { return receive(readPost(postForm(xml))); }

    FakeClock clock;
    SamlPeer peer{.entityId = QStringLiteral("https://mail.example.org/saml"),
                  .signingKeys = {providerKey().certificate()}};

private:
    TestDatabase m_database;
    MessageUseStore m_uses;
};

/// "accepted", or the refusal's name.
template <typename T>
QByteArray outcome(const Result<T>& result)
{
    return result ? QByteArray("accepted") : result.error().details[QStringLiteral("saml")].toString().toLatin1();
}

} // namespace keydesk
