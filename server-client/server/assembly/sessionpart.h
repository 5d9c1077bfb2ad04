#pragma once

#include "assembly/signinpart.h"
#include "routes/sessionroutes.h"
#include "sessions/sessionservice.h"

namespace keydesk {

/// Browsers' sessions, and all that people are signed in with.
struct SessionPart
{
    SessionPart(Foundation& foundation, SignInPart& signIn);
    /// For whoever delivers the outbox's logouts (OutboxDelivery::Parts::report).
    OutboxQueue::Report logoutReport() const;

    const Directory& directory;
    CountryDatabase& countries;
    SessionEnding ending; ///< Learns by setReach() who can be told.
    BrowserSessions browsers;
    SessionService service;
    SessionRoutes routes{service};
};

} // namespace keydesk
