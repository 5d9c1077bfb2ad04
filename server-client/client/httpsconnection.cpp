#include "client/httpsconnection.h"

#include "base/secret.h"

#include <QMetaObject>
#include <QNetworkCookieJar>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslCertificate>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

QNetworkRequest networkRequest(const HttpsRequest& request, const QSslConfiguration& tls)
{
    QNetworkRequest network(request.url);
    network.setSslConfiguration(tls);
    network.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    network.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    network.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    network.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    network.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    network.setRawHeader("Accept", "application/json");
    network.setRawHeader("Accept-Encoding", "identity"); // No decompression: what is counted is what arrives.
    network.setRawHeader("User-Agent", "keydesk/" KEYDESK_VERSION);
    if (!request.body.isEmpty())
        network.setRawHeader("Content-Type", "application/json");
    for (const auto& [name, value] : request.headers)
        network.setRawHeader(name, value);
    return network;
}

/// Nothing was sent, and trying again at once helps nobody.
bool neverArrived(QNetworkReply::NetworkError error)
{
    return error == QNetworkReply::ConnectionRefusedError || error == QNetworkReply::HostNotFoundError ||
           error == QNetworkReply::SslHandshakeFailedError;
}

/// Failures below HTTP have numbers below 100; the others come with a status, which says more.
bool isBelowHttp(QNetworkReply::NetworkError error)
{
    return error != QNetworkReply::NoError && error < 100;
}

QString printable(const QByteArray& header)
{
    const bool isPlain =
        header.size() <= 64 && std::all_of(header.begin(), header.end(), [](char c) { return c > ' ' && c < 127; });
    return isPlain ? QString::fromLatin1(header) : QString();
}

} // namespace

HttpsExchange::HttpsExchange(HttpsRequest request, QObject* parent) : QObject(parent), m_request(std::move(request)) {}

HttpsExchange::~HttpsExchange()
{
    wipe(m_body);
}

void HttpsExchange::follow(QNetworkReply* reply)
{
    m_reply = reply;
    reply->setParent(this);
    connect(reply, &QNetworkReply::readyRead, this, &HttpsExchange::read);
    connect(reply, &QNetworkReply::finished, this, &HttpsExchange::end);
    connect(reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError>& errors) {
        m_certificateProblem = errors.value(0).errorString(); // Not ignored: the connection ends here.
    });
}

void HttpsExchange::read()
{
    const qint64 announced = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    if (announced > HttpsConnection::maximumAnswer ||
        m_body.size() + m_reply->bytesAvailable() > HttpsConnection::maximumAnswer) {
        abort(ErrorCode::TooLarge);
        return;
    }
    QByteArray part = m_reply->readAll();
    m_body.append(QByteArrayView(part)); // Never shares part's buffer, which is wiped next.
    wipe(part);
}

void HttpsExchange::abort(ErrorCode code)
{
    if (m_abortCode || m_reply == nullptr || m_reply->isFinished())
        return;
    m_abortCode = code;
    m_reply->abort(); // Emits finished.
}

void HttpsExchange::end()
{
    if (!m_abortCode)
        read();
    if (m_abortCode && m_reply->isRunning())
        return;
    const QNetworkReply::NetworkError error = m_reply->error();
    deleteLater();
    if (m_abortCode || isBelowHttp(error)) {
        const bool mayBeLost = !m_abortCode && !neverArrived(error);
        Q_EMIT finished(failure(), mayBeLost);
        return;
    }
    Q_EMIT finished(answer(), false);
}

void HttpsExchange::endLater(const Error& error)
{
    QMetaObject::invokeMethod(
        this,
        [this, error] {
            deleteLater();
            Q_EMIT finished(error, false);
        },
        Qt::QueuedConnection);
}

Error HttpsExchange::failure() const
{
    const QString what = QString::fromLatin1(m_request.method) % u' ' % m_request.url.path();
    if (m_abortCode)
        return {.code = *m_abortCode, .context = what % u": ended before its answer"_s};
    const QString why = m_certificateProblem.isEmpty() ? m_reply->errorString() : m_certificateProblem;
    const bool isTls = m_reply->error() == QNetworkReply::SslHandshakeFailedError || !m_certificateProblem.isEmpty();
    return {.code = isTls ? ErrorCode::CertificateWrong : ErrorCode::Unreachable, .context = what % u": "_s % why};
}

HttpsAnswer HttpsExchange::answer() const
{
    const QByteArray type = m_reply->rawHeader("Content-Type").toLower();
    bool isNumber = false;
    const int retryAfter = m_reply->rawHeader("Retry-After").toInt(&isNumber);
    return {.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
            .isJson = type == "application/json" || type.startsWith("application/json;"),
            .body = m_body,
            .requestId = printable(m_reply->rawHeader("X-Request-Id")),
            .retryAfter = std::chrono::seconds(isNumber ? std::clamp(retryAfter, 0, 86'400) : 0)};
}

HttpsConnection::HttpsConnection(ServiceAddress address, QObject* parent)
    : QObject(parent), m_address(std::move(address)), m_tls(QSslConfiguration::defaultConfiguration())
{
    m_tls.setProtocol(QSsl::TlsV1_2OrLater);
    m_tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!m_address.caFile.isEmpty())
        m_tls.setCaCertificates(QSslCertificate::fromPath(m_address.caFile, QSsl::Pem));
    // The service is inside the organisation: a proxy of the system would only see and delay.
    m_network.setProxy(QNetworkProxy::NoProxy);
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_network.setAutoDeleteReplies(false);
}

std::optional<Error> HttpsConnection::obstacle(const QUrl& url) const
{
    if (!url.isValid() || url.scheme() != u"https" || url.host().isEmpty())
        return Error{.code = ErrorCode::InvalidRequest, .context = u"the service's address must begin with https://"_s};
    if (!m_address.caFile.isEmpty() && m_tls.caCertificates().isEmpty())
        return Error{.code = ErrorCode::CertificateWrong, .context = m_address.caFile % u": holds no certificate"_s};
    return std::nullopt;
}

HttpsConnection::~HttpsConnection()
{
    // Replies must go before the access manager, which is a member.
    qDeleteAll(findChildren<HttpsExchange*>(Qt::FindDirectChildrenOnly));
}

HttpsExchange* HttpsConnection::send(HttpsRequest request)
{
    auto* exchange = new HttpsExchange(std::move(request), this);
    const HttpsRequest& sent = exchange->m_request;
    if (const auto error = obstacle(sent.url)) {
        exchange->endLater(*error);
        return exchange;
    }
    const QNetworkRequest network = networkRequest(sent, m_tls);
    exchange->follow(sent.method == "GET" ? m_network.get(network)
                                          : m_network.sendCustomRequest(network, sent.method, sent.body));
    return exchange;
}

void HttpsConnection::closeConnections()
{
    m_network.clearConnectionCache();
}

} // namespace keydesk
