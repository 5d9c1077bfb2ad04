#pragma once

#include "base/random.h"
#include "base/signingkey.h"

#include <QJsonObject>
#include <memory>
#include <openssl/ssl.h>

namespace keydesk {

/// An installation that speaks to the service over one TLS connection, as cheaply as can be: what is measured is the
/// service. One thread each. Ends the program when it is not answered.
class BenchClient
{
public:
    struct Service
    {
        QString panelUrl;
        quint16 port;
        QString caFile;
    };
    BenchClient(const Service& service, SigningKey key);
    BenchClient(const BenchClient&) = delete;
    BenchClient& operator=(const BenchClient&) = delete;
    ~BenchClient();

    /// A change with its proof and a fresh Idempotency-Key; the answer's status must be this.
    QJsonObject post(const QByteArray& target, const QJsonObject& body, int status);

    QByteArray token = {}; ///< Of the person; empty: the installation's own request.

private:
    struct Freed
    {
        void operator()(SSL* tls) const { SSL_free(tls); }
        void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    };
    void send(const QByteArray& bytes);
    QByteArray receive(int status);

    const QString m_panelUrl;
    const SigningKey m_key;
    SystemRandom m_random;
    std::unique_ptr<SSL_CTX, Freed> m_context;
    std::unique_ptr<SSL, Freed> m_tls;
    int m_socket = -1;
};

} // namespace keydesk
