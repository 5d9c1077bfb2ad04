#pragma once

#include "protocol/sessions.h"

namespace keydesk {

class ClientSession;

/// Where the signed-in person is signed in, over HTTPS.
class SessionsClient final : public SessionsApi
{
public:
    explicit SessionsClient(ClientSession& session) : m_session(session) {}

    QFuture<Result<QList<Session>>> sessions() override;
    QFuture<Result<void>> endSession(const SessionId& id) override;
    QFuture<Result<void>> endOtherSessions() override;
    QFuture<Result<void>> endAllSessions() override;
    QFuture<Result<void>> reportNotMe() override;

private:
    QFuture<Result<void>> end(const QString& which);

    ClientSession& m_session;
};

} // namespace keydesk
