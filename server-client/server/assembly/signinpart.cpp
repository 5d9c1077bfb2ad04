#include "assembly/signinpart.h"

#include "signin/signinsettings.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

SignInPart::SignInPart(Foundation& foundation)
    : profiles(foundation.random),
      policy(signInPolicy(foundation.configuration.values)),
      password({foundation.directory, foundation.factors}),
      service({foundation.database, foundation.directory, foundation.factors, profiles, foundation.sealer,
               foundation.random, policy})
{
    const SentCodeMethod::Parts codes{foundation.database,
                                      foundation.directory,
                                      foundation.factors,
                                      foundation.sealer,
                                      foundation.outbox,
                                      foundation.random,
                                      policy};
    if (foundation.configuration.mail)
        mailCode.emplace(Method::MailCode, codes);
    if (foundation.configuration.sms)
        smsCode.emplace(Method::SmsCode, codes);
    routes.addTo(foundation.router);
    foundation.housekeeping.add([this] { return service.removeExpired(); });
    foundation.capabilities.append(u"sign_in"_s);
}

} // namespace keydesk
