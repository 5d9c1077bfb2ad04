#include "webauthn/webauthnceremonystore.h"

#include "store/housekeeping.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

void WebAuthnCeremonyStore::put(Transaction& transaction, const KeyRegistration& registration)
{
    transaction.run(u"INSERT INTO security_key_registrations (id, user_id, token_id, installation_id, challenge, "
                    "expires) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (user_id) DO UPDATE SET id = excluded.id, "
                    "token_id = excluded.token_id, installation_id = excluded.installation_id, "
                    "challenge = excluded.challenge, expires = excluded.expires"_s,
                    {registration.id.value, registration.user.value, registration.token.value,
                     registration.installation.value, registration.challenge, toMilliseconds(registration.expires)});
}

std::optional<KeyRegistration> WebAuthnCeremonyStore::findRegistration(Transaction& transaction, const CeremonyId& id)
{
    const auto row = transaction.first(u"SELECT id, user_id, token_id, installation_id, challenge, expires "
                                       "FROM security_key_registrations WHERE id = ?"_s,
                                       {id.value});
    if (!row)
        return std::nullopt;
    return KeyRegistration{.id = {row->text(0)},
                           .user = {row->text(1)},
                           .token = {row->text(2)},
                           .installation = {row->text(3)},
                           .challenge = row->bytes(4),
                           .expires = row->instant(5)};
}

bool WebAuthnCeremonyStore::takeRegistration(Transaction& transaction, const CeremonyId& id)
{
    return transaction.run(u"DELETE FROM security_key_registrations WHERE id = ?"_s, {id.value}) == 1;
}

std::optional<KeyChallenge> WebAuthnCeremonyStore::findChallenge(Transaction& transaction, const CeremonyId& ceremony)
{
    const auto row = transaction.first(
        u"SELECT challenge, expires FROM security_key_challenges WHERE ceremony_id = ?"_s, {ceremony.value});
    return row ? std::optional{KeyChallenge{row->bytes(0), row->instant(1)}} : std::nullopt;
}

void WebAuthnCeremonyStore::put(Transaction& transaction, const CeremonyId& ceremony, const KeyChallenge& challenge)
{
    transaction.run(u"INSERT INTO security_key_challenges (ceremony_id, challenge, expires) VALUES (?, ?, ?) "
                    "ON CONFLICT (ceremony_id) DO UPDATE SET challenge = excluded.challenge, "
                    "expires = excluded.expires"_s,
                    {ceremony.value, challenge.challenge, toMilliseconds(challenge.expires)});
}

bool WebAuthnCeremonyStore::takeChallenge(Transaction& transaction, const CeremonyId& ceremony,
                                          const QByteArray& challenge)
{
    return transaction.run(u"DELETE FROM security_key_challenges WHERE ceremony_id = ? AND challenge = ?"_s,
                           {ceremony.value, challenge}) == 1;
}

void WebAuthnCeremonyStore::removeChallenge(Transaction& transaction, const CeremonyId& ceremony)
{
    transaction.run(u"DELETE FROM security_key_challenges WHERE ceremony_id = ?"_s, {ceremony.value});
}

void WebAuthnCeremonyStore::registerWith(Housekeeping& housekeeping)
{
    housekeeping.add(u"DELETE FROM security_key_registrations WHERE expires < ?"_s);
    housekeeping.add(u"DELETE FROM security_key_challenges WHERE expires < ?"_s);
}

} // namespace keydesk
