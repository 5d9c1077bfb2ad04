#pragma once

#include "protocol/method.h"
#include "webauthn/registration.h"

#include <QMap>

namespace keydesk {

/// What this service wants of security keys. The values that an administrator may change are declared in
/// webauthn/webauthnsettings.h.
struct WebAuthnPolicy
{
    QString relyingPartyId;
    QString relyingPartyName; ///< The organisation's name.
    /// From where a ceremony may come, by the kind of its installation; the first one is what its clients are told to
    /// write. A kind that is not here has no security keys.
    QMap<InstallationKind, QStringList> origins = {};
    int keysPerPerson = 5;
    std::chrono::seconds registrationLife{600};
    AuthenticatorAttachment attachment = AuthenticatorAttachment::Any;
    Requirement residentKey = Requirement::Preferred;
    /// User verification, backup, algorithms and attestation. The metadata is another one for each request.
    RegistrationPolicy rules = {};
    /// A sign-in whose counter did not grow is refused; otherwise it is only reported.
    bool refusesCounter = true;

    /// Empty: security keys are not for this kind.
    QString originFor(InstallationKind kind) const { return origins.value(kind).value(0); }
    RelyingParty relyingPartyFor(InstallationKind kind) const
    {
        return {.id = relyingPartyId, .origins = {.nativeApp = origins.value(kind)}};
    }
};

} // namespace keydesk
