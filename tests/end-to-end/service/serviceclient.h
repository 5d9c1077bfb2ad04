#pragma once

#include "base/random.h"
#include "base/signingkey.h"
#include "fakes/servicefixture.h"

#include <QJsonObject>
#include <QSslSocket>
#include <memory>

namespace keydesk {

struct ClientAnswer
{
    int status = 0;                                   ///< 0: the connection ended without an answer.
    QList<std::pair<QByteArray, QByteArray>> headers; ///< Names in lower case.
    QByteArray body;

    QByteArray header(const QByteArray& name) const;
    QJsonObject json() const;
    QString code() const;
    QJsonObject details() const;
};

/// A request in all its parts, any of which a test may spoil.
struct ClientRequest
{
    QByteArray method = "GET";
    QByteArray target; ///< As it stands in the request line, below /api/v1, percent-encoded.
    QByteArray body = {};
    QByteArray contentType = "application/json"; ///< Sent with a body.
    QByteArray idempotencyKey = {};              ///< Empty: a fresh one for a change.
    bool withoutIdempotencyKey = false;
    bool withoutProof = false;
    QByteArray proof = {}; ///< Instead of a right one.
    bool withoutToken = false;
};

/// An installation with a key and perhaps a person's token, which speaks HTTPS with the service byte by byte. It waits
/// by blocking, and keeps what was said for the check against docs/openapi.yaml.
class ServiceClient
{
public:
    explicit ServiceClient(const ServiceFixture& service);

    ClientAnswer ask(const ClientRequest& request);
    ClientAnswer get(const QByteArray& target) { return ask({.method = "GET", .target = target}); }
    ClientAnswer post(const QByteArray& target, const QJsonObject& body = {});
    ClientAnswer change(const QByteArray& method, const QByteArray& target, const QJsonObject& body = {});
    /// The proof for a request of this client; other values spoil it.
    struct ProofWishes
    {
        QByteArray method;
        QByteArray target;
        std::chrono::milliseconds shift{0};
        QString origin = {}; ///< Instead of the service's, "https://localhost:8443".
        bool withoutToken = false;
    };
    QByteArray proof(const ProofWishes& wishes);

    quint16 port = 0; ///< Of another instance; 0: the service's.
    SigningKey key = SigningKey::generate();
    QByteArray token;

    /// Everything said so far by all clients of this program, one JSON object a line.
    static QByteArray& exchanges();
    /// Runs validate-exchanges on it; empty when all fits.
    static QByteArray exchangeProblems(bool wantsAll);

private:
    bool connectTls();
    ClientAnswer exchange(const QByteArray& bytes);
    bool readMore();

    const ServiceFixture& m_service;
    SystemRandom m_random;
    std::unique_ptr<QSslSocket> m_socket;
    QByteArray m_received;
};

} // namespace keydesk
