#pragma once

#include "store/database.h"
#include "webauthn/assertion.h"

namespace keydesk {

class Sealer;

/// Security keys that do not exist, for names that nobody has and for people without keys: made from an HMAC of the
/// name, so that every instance shows the same ones, on the model of the keys of a real person.
QList<CredentialDescriptor> decoyCredentials(Transaction& transaction, const Sealer& sealer,
                                             const QString& preparedName, const QString& relyingPartyId);

/// The record of a key that nobody has, whose verification costs as much as that of a real one. Its private key is no
/// secret: what it verifies must never count.
CredentialRecord decoyRecord(const AssertionAnswer& answer);

} // namespace keydesk
