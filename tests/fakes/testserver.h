#pragma once

#include "fakes/testauthority.h"

#include <QJsonObject>
#include <QProcess>

namespace keydesk {

/// A server program of tests/fakes on a free port of the loopback: prints {"port": …}, then one JSON object per line
/// for what reaches it. It ends with this object.
class TestServer
{
public:
    TestServer(const QString& program, const TestAuthority::Pair& certificate, const QStringList& arguments = {});
    ~TestServer();

    int port() const { return m_port; }
    /// What has reached it until now.
    const QList<QJsonObject>& received();
    /// True when so many have; waits at most ten seconds.
    bool waitFor(qsizetype count);

private:
    QProcess m_process;
    int m_port = 0;
    QList<QJsonObject> m_received;
};

} // namespace keydesk
