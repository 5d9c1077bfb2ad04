#include "base/random.h"
#include "directory/directory.h"
#include "outbox/outboxdelivery.h"
#include "postcourier.h"
#include "sessions/browsersessions.h"
#include "sessions/logoutreports.h"

#include <QCoreApplication>
#include <cstdio>
#include <semaphore>

using namespace keydesk;

namespace {

class AllReach final : public LogoutReach
{
public:
    bool canTell(Transaction&, const QString&) const override { return true; }
};

} // namespace

/// Ends a session and says so; with a file of authorities it also begins to tell the service providers. Then it waits
/// until it is killed. Arguments: database, master keys, session, [authorities].
int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    auto database = Database::open({.url = arguments.at(1)});
    auto keys = KeyRing::load(arguments.at(2));
    if (!database || !keys)
        return 1;
    SystemRandom random;
    const Sealer sealer(keys.take(), random);
    const Directory directory(**database, random);
    const Outbox outbox(sealer, random);
    const SessionPolicy policy;
    const CountryDatabase countries;
    const AllReach reach;
    SessionEnding ending(directory, outbox, policy);
    ending.setReach(reach);
    BrowserSessions sessions({**database, directory, random, policy, countries, ending, outbox});
    if (!sessions.signOut({}, {arguments.at(3)}))
        return 1;
    std::puts("ended");
    std::fflush(stdout);
    std::unique_ptr<OutboxDelivery> delivery;
    if (arguments.size() > 4) {
        OutboxDelivery::Parts parts{.database = **database, .sealer = sealer, .random = random, .mail = {}, .sms = {}};
        parts.logouts.push_back(std::make_unique<PostCourier>(arguments.at(4)));
        parts.report = [&](Transaction& transaction, const DeliveryReport& report) {
            noteLogout(transaction, directory, report);
        };
        delivery = std::make_unique<OutboxDelivery>(std::move(parts));
    }
    std::binary_semaphore never(0);
    never.acquire();
    return 0;
}
