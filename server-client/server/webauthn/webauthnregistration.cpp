#include "base/lineoftext.h"
#include "base/random.h"
#include "directory/directory.h"
#include "text/servicetext.h"
#include "webauthn/ceremonystep.h"
#include "webauthn/webauthnceremonystore.h"
#include "webauthn/webauthnnotice.h"
#include "webauthn/webauthnservice.h"
#include "webauthn/webauthnstore.h"
#include "webauthn/webauthnview.h"

#include <algorithm>
#include <variant>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t challengeSize = 32; // Section 13.4.3: at least 16.

/// Unknown, expired, answered and other people's registrations are not told apart.
Error ended(const CeremonyId& id)
{
    return {.code = ErrorCode::CeremonyEnded, .context = u"registration of a security key "_s + id.value};
}

Result<KeyRegistration> runningRegistration(Transaction& transaction, const Caller& caller, const CeremonyId& id)
{
    const auto registration = WebAuthnCeremonyStore::findRegistration(transaction, id);
    const bool isCallers = registration && caller.user == registration->user && caller.token == registration->token &&
                           caller.installation == registration->installation;
    if (!isCallers || registration->expires <= transaction.now())
        return ended(id);
    return *registration;
}

/// What a client may say of its key; other words are not kept.
QStringList knownTransports(const QStringList& said)
{
    const QStringList known{u"usb"_s, u"nfc"_s, u"ble"_s, u"smart-card"_s, u"hybrid"_s, u"internal"_s};
    QStringList kept;
    std::copy_if(known.begin(), known.end(), std::back_inserter(kept),
                 [&](const QString& transport) { return said.contains(transport); });
    return kept;
}

Error refusedBy(const QString& step, const QString& why)
{
    return {.code = ErrorCode::AuthenticatorRefused, .context = step + u": "_s + why, .details = {{u"step"_s, step}}};
}

/// What only the client says: nothing that a key signs tells it.
Result<void> checkClientsWord(const CreatedCredential& created, const WebAuthnPolicy& policy)
{
    const bool isPlatform = created.transports.contains(u"internal"_s);
    if (policy.attachment == AuthenticatorAttachment::Platform && !isPlatform)
        return refusedBy(u"attachment"_s, u"not built into the computer"_s);
    if (policy.attachment == AuthenticatorAttachment::CrossPlatform && isPlatform)
        return refusedBy(u"attachment"_s, u"built into the computer"_s);
    if (policy.residentKey == Requirement::Required && !created.isDiscoverable)
        return refusedBy(u"resident_key"_s, u"the key does not keep the credential"_s);
    return done();
}

QString defaultName(const QString& locale, const QList<StoredSecurityKey>& taken)
{
    for (int number = 1;; ++number) {
        const QString name =
            ServiceText::render(u"security_key.default_name"_s, locale, {{u"number"_s, QString::number(number)}}).body;
        if (std::none_of(taken.begin(), taken.end(), [&](const auto& key) { return key.name == name; }))
            return name;
    }
}

QJsonObject auditDetails(const StoredSecurityKey& key)
{
    return {{u"aaguid"_s, QString::fromLatin1(key.aaguid.toHex())},
            {u"model"_s, key.model},
            {u"attestation"_s, key.attestationFormat},
            {u"isTrusted"_s, key.isTrusted},
            {u"isDiscoverable"_s, key.isDiscoverable},
            {u"isBackedUp"_s, key.isBackedUp}};
}

} // namespace

Result<CredentialCreation> WebAuthnService::startRegistration(const Caller& caller)
{
    const auto person = keyOwner(caller.user);
    if (!person)
        return person.error();
    const WebAuthnPolicy& policy = m_parts.policy;
    const QString origin = policy.originFor(caller.installationKind);
    if (origin.isEmpty() || !caller.token || !caller.installation)
        return Error{.code = ErrorCode::Forbidden, .context = u"security keys are not for this installation"_s};
    const CeremonyId id{m_parts.random.opaqueId()};
    const QByteArray challenge = m_parts.random.bytes(challengeSize);

    return m_parts.database.write([&](Transaction& transaction) -> Result<CredentialCreation> {
        const auto user = m_parts.directory.find(transaction, *person);
        if (!user)
            return Error{.code = ErrorCode::TokenInvalid, .context = u"no such person"_s};
        // First what no proof can change.
        const auto keys = WebAuthnStore::usable(transaction, *person, policy.relyingPartyId);
        if (keys.size() >= policy.keysPerPerson)
            return Error{.code = ErrorCode::LimitReached,
                         .context = u"security keys of "_s + user->userName,
                         .details = {{u"limit"_s, policy.keysPerPerson}}};
        if (auto proved = requireStrongProof(transaction, m_parts.factors, caller); !proved)
            return proved.error();

        const Instant expires = transaction.now() + policy.registrationLife;
        WebAuthnCeremonyStore::put(transaction, {.id = id,
                                                 .user = *person,
                                                 .token = *caller.token,
                                                 .installation = *caller.installation,
                                                 .challenge = challenge,
                                                 .expires = expires});
        recordOnly(transaction, caller, *user, "registration_started");
        CredentialCreation creation{.ceremony = id,
                                    .challenge = challenge,
                                    .relyingPartyId = policy.relyingPartyId,
                                    .relyingPartyName = policy.relyingPartyName,
                                    .origin = origin,
                                    .userHandle = m_parts.directory.userHandle(transaction, *person),
                                    .userName = user->userName,
                                    .displayName = user->displayName,
                                    .algorithms = policy.rules.algorithms,
                                    .attachment = policy.attachment,
                                    .residentKey = policy.residentKey,
                                    .userVerification = policy.rules.userVerification,
                                    .attestation = policy.rules.attestation.conveyance,
                                    .expires = expires};
        for (const StoredSecurityKey& key : keys)
            creation.excluded.append(descriptorOf(key));
        return creation;
    });
}

Result<VerifiedRegistration> WebAuthnService::verified(const Caller& caller, const CreatedCredential& created,
                                                       RegistrationExpectation expected) const
{
    if (const auto word = checkClientsWord(created, m_parts.policy); !word)
        return word.error();
    expected.relyingParty = m_parts.policy.relyingPartyFor(caller.installationKind);
    expected.client = ClientKind::NativeApp;
    RegistrationPolicy rules = m_parts.policy.rules;
    rules.attestation.metadata = m_parts.metadata ? m_parts.metadata() : nullptr;
    return verifyRegistration(created, expected, rules);
}

Result<SecurityKey> WebAuthnService::finishRegistration(const Caller& caller, const CreatedCredential& created,
                                                        const QString& name)
{
    const auto checkedName = lineOfText(name, {.field = u"name"_s, .longest = 64, .shortest = 0});
    if (!checkedName)
        return checkedName.error();
    const auto expected = m_parts.database.read([&](Transaction& transaction) -> Result<RegistrationExpectation> {
        const auto registration = runningRegistration(transaction, caller, created.ceremony);
        if (!registration)
            return registration.error();
        const bool isRegistered = WebAuthnStore::findByCredential(transaction, created.credentialId).has_value();
        return RegistrationExpectation{.relyingParty = {},
                                       .challenge = registration->challenge,
                                       .isCredentialRegistered = isRegistered,
                                       .now = transaction.now()};
    });
    if (!expected)
        return expected.error();
    const auto outcome = verified(caller, created, *expected);

    // A refusal must be kept (the registration is spent), so that it is no failure of the transaction.
    using Ending = std::variant<SecurityKey, Error>;
    const auto ending = m_parts.database.write([&](Transaction& transaction) -> Result<Ending> {
        const auto registration = runningRegistration(transaction, caller, created.ceremony);
        if (!registration || !WebAuthnCeremonyStore::takeRegistration(transaction, created.ceremony))
            return ended(created.ceremony);
        auto stored = outcome ? store(transaction, caller, created, *outcome, *checkedName)
                              : Result<SecurityKey>(outcome.error());
        if (stored)
            return Ending{stored.take()};
        if (stored.error().code != ErrorCode::AuthenticatorRefused)
            return stored.error();
        if (const auto user = m_parts.directory.find(transaction, *caller.user))
            recordOnly(transaction, caller, *user, "refused", stored.error().details);
        return Ending{stored.error()};
    });
    if (!ending)
        return ending.error();
    if (const auto* refusal = std::get_if<Error>(&*ending))
        return *refusal;
    return std::get<SecurityKey>(*ending);
}

Result<SecurityKey> WebAuthnService::store(Transaction& transaction, const Caller& caller,
                                           const CreatedCredential& created, const VerifiedRegistration& verified,
                                           const QString& name) const
{
    const auto user = m_parts.directory.find(transaction, *caller.user);
    if (!user)
        return Error{.code = ErrorCode::TokenInvalid, .context = u"no such person"_s};
    const auto taken = WebAuthnStore::listed(transaction, user->id);
    const StoredSecurityKey key{.id = {m_parts.random.opaqueId()},
                                .user = user->id,
                                .name = name.isEmpty() ? defaultName(user->locale, taken) : name,
                                .relyingPartyId = m_parts.policy.relyingPartyId,
                                .credentialId = verified.credentialId,
                                .publicKey = verified.publicKey,
                                .algorithm = verified.algorithm,
                                .counter = verified.counter,
                                .isUserVerified = verified.isUserVerified,
                                .transports = knownTransports(created.transports),
                                .isBackupEligible = verified.isBackupEligible,
                                .isBackedUp = verified.isBackedUp,
                                .isDiscoverable = created.isDiscoverable,
                                .aaguid = verified.model.aaguid,
                                .attestationFormat = verified.attestationFormat,
                                .attestationType = verified.attestationType,
                                .isTrusted = verified.model.isTrusted,
                                .keyIdentifiers = verified.model.keyIdentifiers,
                                .model = verified.model.description,
                                .registered = transaction.now()};
    const RegistrationEvidence evidence{created.attestationObject, created.clientDataJson};
    if (!WebAuthnStore::insert(transaction, key, evidence)) // Somebody was faster with the same credential.
        return refusedAt(CeremonyStep::CredentialRegistered, u"somebody has it"_s);
    m_parts.factors.credentialProved(transaction, caller, Method::WebAuthn, key.id.value);
    announce(transaction, m_parts.outbox, caller, *user,
             {.event = "registered", .key = key, .details = auditDetails(key)});
    return keyView(key, m_parts.policy.relyingPartyId);
}

Result<void> WebAuthnService::cancelRegistration(const Caller& caller, const CeremonyId& ceremony)
{
    return m_parts.database.write([&](Transaction& transaction) -> Result<void> {
        const auto registration = runningRegistration(transaction, caller, ceremony);
        if (!registration || !WebAuthnCeremonyStore::takeRegistration(transaction, ceremony))
            return ended(ceremony);
        if (const auto user = m_parts.directory.find(transaction, registration->user))
            recordOnly(transaction, caller, *user, "registration_cancelled");
        return done();
    });
}

} // namespace keydesk
