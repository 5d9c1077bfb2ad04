#include "assembly/phonepart.h"

#include "phone/phonesettings.h"
#include "phone/phonestore.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

PhonePart::PhonePart(Foundation& foundation)
    : policy(phonePolicy(foundation.configuration.values, foundation.configuration.branding.organisation)),
      softOtp({foundation.database, foundation.directory, foundation.factors, foundation.sealer}),
      service({foundation.database, foundation.directory, foundation.factors, foundation.sealer, foundation.outbox,
               foundation.random, policy})
{
    routes.addTo(foundation.router);
    PhoneStore::registerWith(foundation.housekeeping);
    foundation.capabilities.append(u"phones"_s);
}

} // namespace keydesk
