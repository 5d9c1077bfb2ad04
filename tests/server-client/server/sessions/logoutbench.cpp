#include "logoutbench.h"

#include "fakes/expect.h"
#include "sessions/logoutreports.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

ProviderAtHand::ProviderAtHand(const QString& path) : m_path(path)
{
    behave("answer");
    comeBack();
}

TestAuthority& ProviderAtHand::authority()
{
    static TestAuthority authority;
    return authority;
}

void ProviderAtHand::behave(const QByteArray& word)
{
    QFile file(m_folder.filePath(u"behaviour"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(word) != word.size())
        qFatal("no file");
}

void ProviderAtHand::comeBack()
{
    m_server = std::make_unique<TestServer>(
        u"service-provider"_s, m_certificate,
        QStringList{u"--behaviour"_s, m_folder.filePath(u"behaviour"_s), u"--port"_s, QString::number(m_port)});
    m_port = m_server->port();
}

QString ProviderAtHand::entityId() const
{
    return u"https://localhost:"_s % QString::number(m_port) % m_path;
}

std::unique_ptr<OutboxDelivery> deliverLogouts(SessionBench& bench, std::vector<std::unique_ptr<Courier>> used,
                                               DeliveryPolicy policy)
{
    policy.look = std::chrono::minutes{10}; // Looks only when woken.
    return std::make_unique<OutboxDelivery>(OutboxDelivery::Parts{
        .database = *bench.database,
        .sealer = bench.sealer,
        .random = bench.random,
        .mail = nullptr,
        .sms = nullptr,
        .logouts = std::move(used),
        .report =
            [&bench](Transaction& transaction, const DeliveryReport& report) {
                noteLogout(transaction, bench.directory, report);
            },
        .policy = policy});
}

std::vector<std::unique_ptr<Courier>> couriers(int count, std::chrono::milliseconds patience)
{
    std::vector<std::unique_ptr<Courier>> all;
    for (int i = 0; i < count; ++i)
        all.push_back(std::make_unique<PostCourier>(ProviderAtHand::caFile(), patience));
    return all;
}

void lookAgain(Database& database)
{
    const auto woken = database.write([](Transaction& transaction) -> Result<int> {
        transaction.wake(outboxTopic);
        return 0;
    });
    expect(woken);
}

} // namespace keydesk
