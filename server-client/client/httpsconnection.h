#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>
#include <QNetworkAccessManager>
#include <QObject>
#include <QSslConfiguration>
#include <QUrl>
#include <utility>

class QNetworkReply;

namespace keydesk {

/// Where the service is, and whom to believe that it is the service.
struct ServiceAddress
{
    QUrl url;            ///< "https://panel.example.org", a port and a path prefix are allowed. Nothing but https.
    QString caFile = {}; ///< PEM; only these authorities count then. Empty: those of the system.
};

struct HttpsRequest
{
    QByteArray method;
    QUrl url;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body = {}; ///< JSON, or empty for none. Whoever made it wipes it.
};

/// Whatever the other end said in HTTP, whether good or bad.
struct HttpsAnswer
{
    int status = 0;
    bool isJson = false;
    QByteArray body;                    ///< Overwritten after finished(): use it there.
    QString requestId;                  ///< X-Request-Id, empty when absent or not printable.
    std::chrono::seconds retryAfter{0}; ///< 0: not said.
};

/// One request on its way. Deletes itself after finished(), which comes exactly once and never from within send().
class HttpsExchange : public QObject
{
    Q_OBJECT
public:
    ~HttpsExchange() override;

    /// Ends at once with this code. Whether the service acts on the request is then unknown.
    void abort(ErrorCode code);

Q_SIGNALS:
    /// On failure: Unreachable, CertificateWrong, ProtocolMismatch, TooLarge, or the code of abort(). mayBeLost: the
    /// request may have reached the service and only its answer is missing.
    void finished(const keydesk::Result<keydesk::HttpsAnswer>& outcome, bool mayBeLost);

private:
    friend class HttpsConnection;
    HttpsExchange(HttpsRequest request, QObject* parent);
    void follow(QNetworkReply* reply);
    void read();
    void end();
    void endLater(const Error& error);
    Error failure() const;
    HttpsAnswer answer() const;

    HttpsRequest m_request;
    QNetworkReply* m_reply = nullptr;
    QByteArray m_body;
    QString m_certificateProblem;
    std::optional<ErrorCode> m_abortCode;
};

/// HTTPS/1.1 to one service: TLS 1.2 or later, no redirects, cookies, cache, stored passwords or proxies of the system,
/// answers of limited size. Main thread; never blocks (Qt's own thread does the input and output).
class HttpsConnection : public QObject
{
    Q_OBJECT
public:
    static constexpr qint64 maximumAnswer = 8 * 1024 * 1024;

    explicit HttpsConnection(ServiceAddress address, QObject* parent = nullptr);
    ~HttpsConnection() override;

    const QUrl& url() const { return m_address.url; }
    HttpsExchange* send(HttpsRequest request);
    /// Gives up kept connections, and with them what their buffers still hold. Nothing may be under way.
    void closeConnections();

private:
    std::optional<Error> obstacle(const QUrl& url) const;

    ServiceAddress m_address;
    QSslConfiguration m_tls;
    QNetworkAccessManager m_network;
};

} // namespace keydesk
