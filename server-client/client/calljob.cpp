#include "client/calljob.h"

#include "client/clientsession.h"
#include "client/exchangelog.h"
#include "protocol/jsonreader.h"
#include "protocol/proofofpossession.h"
#include "protocol/wire.h"

#include <QJsonDocument>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

constexpr std::chrono::milliseconds pauseBeforeRepeating{200};

ErrorCode codeOfStatus(int status)
{
    switch (status) {
    case 413:
        return ErrorCode::TooLarge;
    case 429:
        return ErrorCode::RateLimited;
    case 502:
    case 503:
    case 504:
        return ErrorCode::Unavailable;
    default:
        return ErrorCode::ProtocolMismatch;
    }
}

} // namespace

CallJob::CallJob(ClientSession& session, ApiCall call, Done done)
    : QObject(&session), m_session(session), m_call(std::move(call)), m_done(std::move(done))
{
    if (m_call.body)
        m_body = QJsonDocument(*m_call.body).toJson(QJsonDocument::Compact);
    m_call.body.reset();
    if (m_call.identity == ApiCall::Identity::Person || m_call.identity == ApiCall::Identity::PersonIfAny)
        m_token = session.token();
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        if (m_exchange != nullptr)
            m_exchange->abort(ErrorCode::TimedOut);
        else
            end(Error{.code = ErrorCode::TimedOut, .context = m_call.path});
    });
}

CallJob::~CallJob()
{
    if (m_done)
        m_done(Error{.code = ErrorCode::Cancelled, .context = m_call.path});
    wipe(m_body);
}

void CallJob::start()
{
    if (!m_done)
        return; // Aborted before it began.
    const bool needsKey = m_call.identity != ApiCall::Identity::None;
    if (needsKey && !m_session.key())
        return end(Error{.code = ErrorCode::InstallationUnknown, .context = u"this installation is not enrolled"_s});
    if (m_call.identity == ApiCall::Identity::Person && !m_token)
        return end(Error{.code = ErrorCode::TokenInvalid, .context = u"nobody is signed in"_s});
    if (m_call.method != "GET")
        m_idempotencyKey = m_session.m_pendingActions.keyFor(m_call.method, m_call.path, m_body);
    m_deadline.start(m_session.deadline());
    send();
}

void CallJob::startAfter(const QList<CallJob*>& others, std::chrono::milliseconds longest)
{
    m_waitsFor = others.size();
    for (CallJob* other : others) {
        connect(other, &CallJob::ended, this, [this] {
            if (--m_waitsFor == 0)
                start();
        });
        QTimer::singleShot(longest, other, &CallJob::abort);
    }
}

void CallJob::abort()
{
    if (m_exchange != nullptr) {
        m_exchange->disconnect(this);
        m_exchange->abort(ErrorCode::Cancelled);
        m_exchange = nullptr;
    }
    end(Error{.code = ErrorCode::Cancelled, .context = m_call.path});
}

void CallJob::send()
{
    if (!m_done)
        return; // Ended while it waited to repeat.
    m_exchange = m_session.m_connection.send(request());
    connect(m_exchange, &HttpsExchange::finished, this, &CallJob::receive);
}

HttpsRequest CallJob::request() const
{
    QUrl url = m_session.m_connection.url();
    const QString prefix = url.path(QUrl::FullyEncoded);
    const QString path = m_call.path.section(u'?', 0, 0);
    url.setPath((prefix.endsWith(u'/') ? prefix.chopped(1) : prefix) % u"/api/v1"_s % path, QUrl::StrictMode);
    if (m_call.path.contains(u'?'))
        url.setQuery(m_call.path.section(u'?', 1), QUrl::StrictMode);

    HttpsRequest request{.method = m_call.method, .url = url, .headers = {}, .body = m_body};
    if (m_call.identity != ApiCall::Identity::None) {
        const QByteArrayView token = m_token ? m_token->view() : QByteArrayView();
        request.headers.append({"DPoP", makeProof(*m_session.key(), m_call.method, url, token, m_session.proofTime(),
                                                  m_session.m_random)});
    }
    if (m_token) {
        QByteArray value = "DPoP ";
        request.headers.append({"Authorization", value.append(m_token->view())});
    }
    if (!m_idempotencyKey.isEmpty())
        request.headers.append({"Idempotency-Key", m_idempotencyKey.toLatin1()});
    return request;
}

void CallJob::receive(const Result<HttpsAnswer>& outcome, bool mayBeLost)
{
    m_exchange = nullptr;
    if (!outcome) {
        if (mayBeLost && !m_sentAgain) {
            m_sentAgain = true;
            QTimer::singleShot(pauseBeforeRepeating, this, &CallJob::send);
            return;
        }
        return end(outcome.error());
    }
    logExchange(m_call.method, m_call.path, m_body, outcome->status, outcome->body);
    const Result<QJsonObject> object = objectOf(*outcome);
    if (!object && repeats(object.error()))
        return send();
    if (!object && isFirstTryStillRunning(object.error())) {
        QTimer::singleShot(object.error().retryAfter, this, &CallJob::send);
        return;
    }
    // A proxy's 5xx says nothing about the service behind it: the outcome stays unknown.
    if (outcome->status < 500)
        m_session.m_pendingActions.settle(m_idempotencyKey);
    end(object);
}

/// The service is still at work on the try whose answer got lost: its outcome is what is wanted, until the deadline.
bool CallJob::isFirstTryStillRunning(const Error& error) const
{
    constexpr std::chrono::seconds longest{2}; // Longer means that the whole service is busy.
    return m_sentAgain && error.code == ErrorCode::Busy && error.retryAfter.count() > 0 && error.retryAfter <= longest;
}

/// Whether the same call may succeed at once with another proof; each reason counts once.
bool CallJob::repeats(const Error& error)
{
    if (m_call.identity == ApiCall::Identity::None)
        return false;
    if (error.code == ErrorCode::ClockWrong && !m_timeCorrected) {
        const qint64 serviceTime = error.details[u"serviceTime"_s].toInteger(-1);
        if (serviceTime < 0)
            return false;
        m_timeCorrected = true;
        m_session.useServiceTime(instantFrom(serviceTime));
        return true;
    }
    // Qt sends a request again by itself when a kept connection turns out closed; the service then may see one proof
    // twice.
    if (error.code == ErrorCode::ProofInvalid && !m_provedAgain) {
        m_provedAgain = true;
        return true;
    }
    return false;
}

Result<QJsonObject> CallJob::objectOf(const HttpsAnswer& answer) const
{
    if (answer.status < 200 || answer.status > 299)
        return errorOf(answer);
    if (answer.status == 204 || (answer.body.isEmpty() && m_call.method != "GET"))
        return QJsonObject();
    const Error mismatch{.code = ErrorCode::ProtocolMismatch,
                         .context = m_call.path % u": the answer is no JSON object"_s,
                         .requestId = answer.requestId};
    if (!answer.isJson)
        return mismatch;
    const auto object = parseJsonObject(answer.body);
    return object ? object : Result<QJsonObject>(mismatch);
}

Error CallJob::errorOf(const HttpsAnswer& answer) const
{
    Error error{.code = codeOfStatus(answer.status), .context = u"status %1"_s.arg(answer.status)};
    if (answer.isJson) {
        if (const auto object = parseJsonObject(answer.body))
            error = wire::errorFromJson(*object);
    }
    if (error.requestId.isEmpty())
        error.requestId = answer.requestId;
    if (error.retryAfter.count() == 0)
        error.retryAfter = answer.retryAfter;
    error.context = QString::fromLatin1(m_call.method) % u' ' % m_call.path % u": "_s % error.context;
    return error;
}

void CallJob::end(const Result<QJsonObject>& outcome)
{
    m_deadline.stop();
    if (!outcome && outcome.error().code == ErrorCode::TokenInvalid && m_token && m_token == m_session.token())
        m_session.adoptToken(nullptr);
    const Done done = std::exchange(m_done, nullptr);
    m_token.reset();
    deleteLater();
    if (!done)
        return;
    done(outcome);
    Q_EMIT ended();
}

} // namespace keydesk
