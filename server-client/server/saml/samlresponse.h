#pragma once

#include "saml/samlcertificate.h"
#include "saml/samlmessages.h"
#include "saml/samlstatus.h"

namespace keydesk {

class Random;

/// Who we are, to service providers.
struct SamlIssuer
{
    QString entityId;
    SamlSigningKey key;
};

/// One attribute with its values (saml-core-2.0, section 2.7.3.1).
struct SamlAttribute
{
    QString name;
    QString nameFormat = {}; ///< URI; empty: unspecified.
    QString friendlyName = {};
    QStringList values = {};
};

/// What is said of somebody who has signed in.
struct SamlSubject
{
    NameId nameId;
    QList<SamlAttribute> attributes = {};
    Instant authenticated; ///< When the last factor was proved.
    QString contextClass;  ///< AuthnContextClassRef.
    QString sessionIndex;  ///< By which either side ends the session later; no other service provider's.
    std::optional<Instant> sessionEnd = {};
};

/// To whom a response goes.
struct ResponseTarget
{
    QString entityId;          ///< The service provider: the audience.
    QString consumerUrl;       ///< Checked against its metadata before (saml/assertionconsumer.h).
    QString inResponseTo = {}; ///< The AuthnRequest's ID; empty: nobody asked.
    bool signsAssertion = true;
    bool signsResponse = false;
    std::optional<SamlCertificate> encryptFor = {};
};

/// A sign-in that nobody signs is refused: InvalidRequest when neither part is to be signed. saml-profiles-2.0, section
/// 4.1.4.2: good for five minutes, for this service provider, at this address, once. XML, for the POST binding. Pure
/// but for the random IDs; any thread.
Result<QByteArray> signInResponse(const SamlIssuer& issuer, const ResponseTarget& target, const SamlSubject& subject,
                                  Instant now, Random& random);
/// Signed in any case, never encrypted.
Result<QByteArray> errorResponse(const SamlIssuer& issuer, const ResponseTarget& target, SamlStatus status, Instant now,
                                 Random& random);

} // namespace keydesk
