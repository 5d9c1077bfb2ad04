#pragma once

#include "base/result.h"
#include "base/secret.h"
#include "client/httpsconnection.h"

#include <QJsonObject>
#include <QObject>
#include <QTimer>
#include <functional>

namespace keydesk {

class ClientSession;

/// One call of the API.
struct ApiCall
{
    enum class Identity {
        None,         ///< Anybody may ask.
        Installation, ///< Proof of this installation's key.
        Person,       ///< Also the access token; TokenInvalid without asking when there is none.
        PersonIfAny,  ///< The access token if there is one.
    };
    QByteArray method;
    QString path; ///< Below /api/v1, percent-encoded, with its query: "/audit?after=5".
    Identity identity = Identity::Person;
    std::optional<QJsonObject> body = std::nullopt;
    /// Gives up something at the service. A sign-out does not abort it: the token is revoked after it.
    bool outlivesSignOut = false;
};

/// A call under way, with its repetitions. A child of its session; deletes itself when done.
class CallJob : public QObject
{
    Q_OBJECT
public:
    /// Called exactly once, never from within begin().
    using Done = std::function<void(const Result<QJsonObject>&)>;

    CallJob(ClientSession& session, ApiCall call, Done done);
    ~CallJob() override;

    void start();
    /// Starts once these have ended; they have this long.
    void startAfter(const QList<CallJob*>& others, std::chrono::milliseconds longest);
    void abort();
    bool isOfAPerson() const { return m_token != nullptr; }
    bool outlivesSignOut() const { return m_call.outlivesSignOut; }
    bool hasEnded() const { return !m_done; }

Q_SIGNALS:
    void ended();

private:
    void send();
    HttpsRequest request() const;
    void receive(const Result<HttpsAnswer>& outcome, bool mayBeLost);
    bool repeats(const Error& error);
    bool isFirstTryStillRunning(const Error& error) const;
    Result<QJsonObject> objectOf(const HttpsAnswer& answer) const;
    Error errorOf(const HttpsAnswer& answer) const;
    void end(const Result<QJsonObject>& outcome);

    ClientSession& m_session;
    ApiCall m_call;
    Done m_done;
    QByteArray m_body;
    QString m_idempotencyKey;
    SharedSecret m_token;
    HttpsExchange* m_exchange = nullptr;
    qsizetype m_waitsFor = 0; ///< So many calls go first.
    QTimer m_deadline;
    bool m_sentAgain = false;
    bool m_provedAgain = false;
    bool m_timeCorrected = false;
};

} // namespace keydesk
