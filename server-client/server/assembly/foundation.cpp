#include "assembly/foundation.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

OutboxDelivery::Parts deliveryParts(Foundation& foundation)
{
    const Configuration& configuration = foundation.configuration;
    OutboxDelivery::Parts parts{.database = foundation.database,
                                .sealer = foundation.sealer,
                                .random = foundation.random,
                                .mail = nullptr,
                                .sms = nullptr,
                                .commonVariables = {{u"organisation"_s, configuration.branding.organisation},
                                                    {u"helpDesk"_s, configuration.branding.helpDesk}}};
    if (configuration.mail)
        parts.mail = std::make_unique<MailCourier>(*configuration.mail);
    if (configuration.sms)
        parts.sms = std::make_unique<SmsCourier>(*configuration.sms);
    return parts;
}

} // namespace

Foundation::Foundation(const Configuration& usedConfiguration, KeyRing keys, Database& usedDatabase,
                       const Clock& usedClock)
    : configuration(usedConfiguration),
      database(usedDatabase),
      clock(usedClock),
      sealer(std::move(keys), random),
      delivery(deliveryParts(*this))
{
    Outbox::registerWith(housekeeping);
}

} // namespace keydesk
