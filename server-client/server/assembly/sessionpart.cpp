#include "assembly/sessionpart.h"

#include "sessions/logoutreports.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

SessionPart::SessionPart(Foundation& foundation, SignInPart& signIn)
    : directory(foundation.directory),
      countries(*foundation.configuration.countries),
      ending(foundation.directory, foundation.outbox, foundation.configuration.sessions),
      browsers({foundation.database, foundation.directory, foundation.random, foundation.configuration.sessions,
                countries, ending, foundation.outbox}),
      service({foundation.database, foundation.directory, foundation.factors, signIn.service, foundation.outbox, ending,
               browsers})
{
    routes.addTo(foundation.router);
    SessionStore::registerWith(foundation.housekeeping);
    foundation.housekeeping.add([this] { return service.endExpired(); });
    foundation.housekeeping.add([this] { return countries.refresh(); });
    foundation.capabilities.append(u"sessions"_s);
}

OutboxQueue::Report SessionPart::logoutReport() const
{
    return [this](Transaction& transaction, const DeliveryReport& report) {
        noteLogout(transaction, directory, report);
    };
}

} // namespace keydesk
