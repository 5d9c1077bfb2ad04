#pragma once

#include "http/descriptor.h"
#include "http/front.h"
#include "http/proxyprelude.h"
#include "http/requestreader.h"
#include "http/responsebytes.h"

#include <QElapsedTimer>
#include <QObject>
#include <QSslSocket>
#include <QTimer>
#include <memory>

namespace keydesk {

/// One client: handshake, then one request after another, each read, handled and answered before the next is looked at.
/// Lives in an event loop's thread and is touched there only. Every stage has a deadline.
class Connection : public QObject
{
    Q_OBJECT
public:
    struct Start
    {
        Descriptor descriptor;
        QHostAddress peer; ///< Of the TCP connection.
        ConnectionCount::Place place;
    };

    Connection(Front& front, Start start, QObject* parent);
    ~Connection() override;

    /// The handshake uses this certificate, whatever changes later.
    void begin(const QSslConfiguration& tls);
    /// The handler's answer; ignored when nobody waits for it any more.
    void answer(HttpResponse response);
    /// Serves what has begun, and one request where none was served yet; then closes.
    void drain();

Q_SIGNALS:
    /// A checked request, for the receiver to take; it calls answer().
    void requested(keydesk::HttpRequest& request);
    /// The handler was too slow or the client left: nobody waits for the answer.
    void abandoned();
    /// Nothing happens here any more.
    void closed();

private:
    enum class Stage { Prelude, Handshake, Reading, Handling, Answering, Lingering, Closing, Closed };

    void enter(Stage stage, std::chrono::milliseconds deadline);
    void startTls(const QSslConfiguration& tls, const QHostAddress& namedClient);
    void makeSocket();
    void waitForRequest();
    void readMore();
    void react(RequestReader::State before);
    void handle();
    void send(HttpResponse response);
    void refuse(const Refusal& refusal, std::chrono::seconds retryAfter = {});
    void continueAfterWrite();
    void discardInput();
    void closeGently();
    void onDeadline();
    void finish(const char* reason);
    void stopListening();
    /// Of what the front answers by itself; the handler has logged the rest, under the same request id.
    void logOwnAnswer(int status) const;

    Front& m_front;
    Descriptor m_descriptor; ///< Until the socket takes it.
    QHostAddress m_peer;     ///< The connection's; after a PROXY header, the client it names.
    ConnectionCount::Place m_place;
    std::unique_ptr<ProxyPrelude> m_prelude;
    std::unique_ptr<QSslSocket> m_socket;
    RequestReader m_reader;
    QTimer m_deadline;
    Stage m_stage = Stage::Prelude;
    bool m_isDraining = false;
    bool m_hasServed = false;
    bool m_closesAfterAnswer = false;
    qint64 m_discarded = 0;

    /// Of the request being served, for its answer and its line in the log.
    struct Current
    {
        QString requestId;
        QByteArray method;
        QString path;
        QHostAddress client;
        const char* refusal = "";
        QElapsedTimer since;
    };
    Current m_current;
};

} // namespace keydesk
