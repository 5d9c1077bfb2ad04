#include "client/administrationclient.h"
#include "client/webauthnclient.h"
#include "protocol/wire.h"
#include "sessiontest.h"

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

const SecurityKey key{.id = {u"k-1"_s},
                      .name = u"Blue key"_s,
                      .credentialId = QByteArray(32, 'c'),
                      .aaguid = QByteArray(16, '\0'),
                      .model = {},
                      .registered = instantFrom(1),
                      .lastUsed = {}};
const CredentialCreation creation{.ceremony = {u"c-1"_s},
                                  .challenge = QByteArray(32, 'x'),
                                  .relyingPartyId = u"example.org"_s,
                                  .relyingPartyName = u"Example Corp"_s,
                                  .origin = u"https://register.example.org"_s,
                                  .userHandle = "handle",
                                  .userName = u"ada"_s,
                                  .displayName = u"Ada"_s,
                                  .algorithms = {CoseAlgorithm::Es256},
                                  .expires = instantFrom(9)};
const CreatedCredential created{.ceremony = {u"c-1"_s},
                                .credentialId = QByteArray(32, 'c'),
                                .clientDataJson = "{}",
                                .attestationObject = "attestation",
                                .transports = {u"usb"_s},
                                .isDiscoverable = true};

} // namespace

/// Security keys over TLS: which request each function makes, and what it makes of the answer.
class WebAuthnClientTest : public SessionTest
{
    Q_OBJECT

private:
    /// "POST /security-keys".
    QString lastRequest() const
    {
        const SeenRequest& seen = m_server->seen().last();
        return QString::fromLatin1(seen.method + ' ' + seen.target.mid(7));
    }
    QJsonObject lastBody() const { return m_server->seen().last().json(); }

private Q_SLOTS:
    void keysAreListed()
    {
        WebAuthnClient client(*m_session);
        m_server->answerWith({jsonAnswer(wire::listToJson(QList<SecurityKey>{key, key}))});
        const auto seen = client.securityKeys();
        WAIT_FOR(seen);
        QVERIFY(seen.result());
        QCOMPARE(seen.result()->size(), 2);
        QCOMPARE(seen.result()->at(0).name, key.name);
        QCOMPARE(lastRequest(), u"GET /security-keys"_s);
        m_server->answerWith({jsonAnswer({{u"keys"_s, 1}})});
        const auto wrong = client.securityKeys();
        WAIT_FOR(wrong);
        QCOMPARE(wrong.result().error().code, ErrorCode::ProtocolMismatch);
    }

    void aKeyIsRegistered()
    {
        WebAuthnClient client(*m_session);
        m_server->answerWith({jsonAnswer(wire::toJson(creation), 201)});
        const auto started = client.startKeyRegistration();
        WAIT_FOR(started);
        QVERIFY2(started.result(), started.result() ? "" : qPrintable(started.result().error().context));
        QCOMPARE(lastRequest(), u"POST /security-keys"_s);
        QCOMPARE(started.result()->challenge, creation.challenge);

        m_server->answerWith({jsonAnswer(wire::toJson(key), 201)});
        const auto finished = client.finishKeyRegistration(created, u"Blue key"_s);
        WAIT_FOR(finished);
        QVERIFY(finished.result());
        QCOMPARE(finished.result()->id, key.id);
        QCOMPARE(lastRequest(), u"POST /security-keys/registrations/c-1"_s);
        const auto sent = wire::namedCredentialFromJson(lastBody());
        QVERIFY(sent);
        QCOMPARE(sent->name, u"Blue key"_s);
        QCOMPARE(sent->created.attestationObject, created.attestationObject);

        m_server->answerWith({errorAnswer("authenticator_refused", 422, {{u"step"_s, u"attestation_trust"_s}})});
        const auto refused = client.finishKeyRegistration(created, {});
        WAIT_FOR(refused);
        QCOMPARE(refused.result().error().code, ErrorCode::AuthenticatorRefused);
        QCOMPARE(refused.result().error().details[u"step"_s].toString(), u"attestation_trust"_s);
    }

    void aRegistrationIsCancelled()
    {
        WebAuthnClient client(*m_session);
        m_server->answerWith({{.bytes = "HTTP/1.1 204 No Content\r\n\r\n"}});
        const auto cancelled = client.cancelKeyRegistration({u"c-1"_s});
        WAIT_FOR(cancelled);
        QVERIFY(cancelled.result());
        QCOMPARE(lastRequest(), u"DELETE /security-keys/registrations/c-1"_s);
    }

    void keysChange()
    {
        WebAuthnClient client(*m_session);
        m_server->answerWith({jsonAnswer(wire::toJson(key))});
        const auto renamed = client.renameKey({u"k-1"_s}, u"New"_s);
        WAIT_FOR(renamed);
        QVERIFY(renamed.result());
        QCOMPARE(lastRequest(), u"PATCH /security-keys/k-1"_s);
        QCOMPARE(lastBody(), QJsonObject({{u"name"_s, u"New"_s}}));
        const auto lost = client.reportKeyLost({u"k-1"_s});
        WAIT_FOR(lost);
        QCOMPARE(lastRequest(), u"POST /security-keys/k-1/loss"_s);
        m_server->answerWith({errorAnswer("last_factor", 409)});
        const auto removed = client.removeKey({u"../users/ada"_s});
        WAIT_FOR(removed);
        QCOMPARE(lastRequest(), u"DELETE /security-keys/..%2Fusers%2Fada"_s);
        QCOMPARE(removed.result().error().code, ErrorCode::LastFactor);
    }

    void administratorsKeepSomebodysKeys()
    {
        AdministrationClient client(*m_session);
        m_server->answerWith({jsonAnswer(wire::listToJson(QList<SecurityKey>{key}))});
        const auto seen = client.securityKeysOf(u"a/b"_s);
        WAIT_FOR(seen);
        QVERIFY(seen.result());
        QCOMPARE(seen.result()->size(), 1);
        QCOMPARE(lastRequest(), u"GET /users/a%2Fb/security-keys"_s);
        m_server->answerWith({{.bytes = "HTTP/1.1 204 No Content\r\n\r\n"}});
        const auto removed = client.removeKeyOf(u"ada"_s, {u"k-1"_s});
        WAIT_FOR(removed);
        QVERIFY(removed.result());
        QCOMPARE(lastRequest(), u"DELETE /users/ada/security-keys/k-1"_s);
        m_server->answerWith({errorAnswer("not_found", 404)});
        const auto lost = client.reportKeyOfLost(u"ada"_s, {u"k-1"_s});
        WAIT_FOR(lost);
        QCOMPARE(lastRequest(), u"POST /users/ada/security-keys/k-1/loss"_s);
        QCOMPARE(lost.result().error().code, ErrorCode::NotFound);
    }

    void administratorsSeeModels()
    {
        AdministrationClient client(*m_session);
        m_server->answerWith({jsonAnswer(wire::listToJson(QList<AffectedKey>{{{u"u-1"_s}, u"ada"_s, key}}))});
        const auto affected = client.affectedKeys();
        WAIT_FOR(affected);
        QVERIFY(affected.result());
        QCOMPARE(affected.result()->value(0).userName, u"ada"_s);
        QCOMPARE(lastRequest(), u"GET /affected-security-keys"_s);

        m_server->answerWith({jsonAnswer(wire::toJson(AuthenticatorMetadata{.hasMetadata = true, .number = 42}))});
        const auto state = client.authenticatorMetadata();
        WAIT_FOR(state);
        QCOMPARE(state.result()->number, 42);
        QCOMPARE(lastRequest(), u"GET /authenticator-metadata"_s);
        const auto refreshed = client.refreshMetadata();
        WAIT_FOR(refreshed);
        QVERIFY(refreshed.result());
        QCOMPARE(lastRequest(), u"POST /authenticator-metadata/refresh"_s);
    }
};

QTEST_GUILESS_MAIN(WebAuthnClientTest)
#include "tst_webauthnclient.moc"
