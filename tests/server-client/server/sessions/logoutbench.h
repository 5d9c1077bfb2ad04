#pragma once

#include "fakes/testserver.h"
#include "outbox/outboxdelivery.h"
#include "postcourier.h"
#include "sessionbench.h"

#include <QFile>

namespace keydesk {

/// A service provider at the loopback that can answer, be silent, refuse, die and come back.
class ProviderAtHand
{
public:
    explicit ProviderAtHand(const QString& path = QStringLiteral("/logout"));

    void behave(const QByteArray& word);
    void die() { m_server.reset(); }
    /// At the same address as before.
    void comeBack();
    TestServer& server() { return *m_server; }
    QString entityId() const;
    static QString caFile() { return authority().file(); }

private:
    static TestAuthority& authority();

    const TestAuthority::Pair m_certificate = authority().issue();
    QTemporaryDir m_folder;
    QString m_path;
    int m_port = 0;
    std::unique_ptr<TestServer> m_server;
};

/// Delivers logouts and tells the sessions, as the service does.
std::unique_ptr<OutboxDelivery> deliverLogouts(SessionBench& bench, std::vector<std::unique_ptr<Courier>> used,
                                               DeliveryPolicy policy = {});
std::vector<std::unique_ptr<Courier>> couriers(int count = 1,
                                               std::chrono::milliseconds patience = std::chrono::seconds{20});
/// For time that a test moves: nobody waits for that.
void lookAgain(Database& database);

} // namespace keydesk
