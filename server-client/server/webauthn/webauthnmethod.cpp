#include "webauthn/webauthnmethod.h"

#include "base/random.h"
#include "base/sealer.h"
#include "directory/directory.h"
#include "outbox/outbox.h"
#include "protocol/wire.h"
#include "webauthn/webauthnceremonystore.h"
#include "webauthn/webauthndecoys.h"
#include "webauthn/webauthnnotice.h"
#include "webauthn/webauthnstore.h"
#include "webauthn/webauthnview.h"

#include <variant>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t challengeSize = 32; // Section 13.4.3: at least 16.

/// The same for every reason; the reason is for the log.
Error refused(const QString& why)
{
    return {.code = ErrorCode::SignInRefused, .context = u"security key: "_s + why};
}

Result<AssertionAnswer> readAnswer(const Secret& text)
{
    const auto json = parseJsonObject(text.view().toByteArray());
    const auto answer = json ? wire::assertionAnswerFromJson(*json) : Result<AssertionAnswer>(json.error());
    if (!answer)
        return Error{ErrorCode::InvalidRequest, answer.error().context, {{u"field"_s, u"answer"_s}}};
    return answer;
}

} // namespace

/// What the database says of an answer before it is looked at.
struct WebAuthnMethod::Known
{
    std::optional<KeyChallenge> challenge;  ///< Open, and not expired.
    std::optional<CredentialRecord> record; ///< Of a key that may answer.
    AssertionExpectation expected;
};

WebAuthnMethod::WebAuthnMethod(Parts parts) : m_parts(std::move(parts))
{
    m_parts.factors.add(static_cast<FactorMethod&>(*this));
    m_parts.factors.add(static_cast<GoodFactorSource&>(*this));
}

bool WebAuthnMethod::isAvailable(Transaction& transaction, const FactorSubject& subject) const
{
    if (subject.user)
        return goodFactors(transaction, subject.user->id) > 0;
    return subject.isNameless();
}

QString WebAuthnMethod::hint(Transaction&, const FactorSubject&) const
{
    return {};
}

Result<std::optional<CodeDelivery>> WebAuthnMethod::send(Transaction&, const Caller&, const FactorSubject&)
{
    return std::optional<CodeDelivery>{};
}

std::optional<CodeDelivery> WebAuthnMethod::pending(Transaction&, const FactorSubject&) const
{
    return std::nullopt;
}

int WebAuthnMethod::goodFactors(Transaction& transaction, const UserId& user) const
{
    return WebAuthnStore::countUsable(transaction, user, m_parts.policy.relyingPartyId);
}

/// A key that is found must not be enough to learn whose it is.
Requirement WebAuthnMethod::userVerification(const FactorSubject& subject) const
{
    return subject.isNameless() ? Requirement::Required : m_parts.policy.rules.userVerification;
}

QList<CredentialDescriptor> WebAuthnMethod::allowed(Transaction& transaction, const FactorSubject& subject) const
{
    const QString& relyingPartyId = m_parts.policy.relyingPartyId;
    if (subject.isNameless())
        return {};
    QList<CredentialDescriptor> keys;
    if (subject.user) {
        for (const StoredSecurityKey& key : WebAuthnStore::usable(transaction, subject.user->id, relyingPartyId))
            keys.append(descriptorOf(key));
    }
    return keys.isEmpty() ? decoyCredentials(transaction, m_parts.sealer, subject.preparedName, relyingPartyId) : keys;
}

std::optional<AssertionRequest> WebAuthnMethod::assertion(Transaction& transaction, const Caller& caller,
                                                          const FactorSubject& subject)
{
    const QString origin = m_parts.policy.originFor(caller.installationKind);
    if (origin.isEmpty())
        return std::nullopt;
    auto open = WebAuthnCeremonyStore::findChallenge(transaction, subject.ceremony);
    if (!open) {
        open = KeyChallenge{m_parts.random.bytes(challengeSize), subject.ceremonyEnds};
        WebAuthnCeremonyStore::put(transaction, subject.ceremony, *open);
    }
    return AssertionRequest{.ceremony = subject.ceremony,
                            .challenge = open->challenge,
                            .relyingPartyId = m_parts.policy.relyingPartyId,
                            .origin = origin,
                            .allowed = allowed(transaction, subject),
                            .userVerification = userVerification(subject),
                            .expires = open->expires};
}

bool WebAuthnMethod::renewChallenge(Transaction& transaction, const FactorSubject& subject)
{
    WebAuthnCeremonyStore::removeChallenge(transaction, subject.ceremony);
    return true;
}

WebAuthnMethod::Known WebAuthnMethod::known(Transaction& transaction, const Caller& caller,
                                            const FactorSubject& subject, const AssertionAnswer& answer) const
{
    const WebAuthnPolicy& policy = m_parts.policy;
    Known known{.challenge = WebAuthnCeremonyStore::findChallenge(transaction, subject.ceremony),
                .record = {},
                .expected = {.relyingParty = policy.relyingPartyFor(caller.installationKind),
                             .challenge = {},
                             .client = ClientKind::NativeApp,
                             .allowed = allowed(transaction, subject),
                             .userVerification = userVerification(subject),
                             .backup = policy.rules.backup}};
    if (known.challenge && known.challenge->expires <= transaction.now())
        known.challenge.reset();
    if (known.challenge)
        known.expected.challenge = known.challenge->challenge;

    const auto key = WebAuthnStore::findByCredential(transaction, answer.credentialId);
    const bool isUsable =
        key && key->state == StoredSecurityKey::State::Registered && key->relyingPartyId == policy.relyingPartyId;
    const auto owner = isUsable ? m_parts.directory.find(transaction, key->user) : std::nullopt;
    const bool isMeant = subject.isNameless() || (subject.user && owner && subject.user->id == owner->id);
    const QByteArray userHandle = owner ? m_parts.directory.userHandle(transaction, owner->id) : QByteArray();
    if (!subject.isNameless())
        known.expected.userHandle = userHandle;
    if (owner && !owner->isDisabled && isMeant)
        known.record = CredentialRecord{.id = key->credentialId,
                                        .userHandle = userHandle,
                                        .publicKey = key->publicKey,
                                        .counter = key->counter,
                                        .isBackupEligible = key->isBackupEligible};
    return known;
}

/// As much work for a key that nobody has; what comes of it never counts.
Result<VerifiedAssertion> WebAuthnMethod::verify(const AssertionAnswer& answer, const Known& known) const
{
    if (known.record)
        return verifyAssertion(answer, known.record, known.expected);
    AssertionExpectation expected = known.expected;
    if (expected.userHandle)
        expected.userHandle = answer.userHandle;
    const auto verified = verifyAssertion(answer, decoyRecord(answer), expected);
    return verified ? refused(u"a key that nobody has"_s) : verified.error();
}

Result<FactorProof> WebAuthnMethod::check(const Caller& caller, const FactorSubject& subject, const Secret& text)
{
    const auto answer = readAnswer(text);
    if (!answer)
        return answer.error();
    const auto found = m_parts.database.read(
        [&](Transaction& transaction) -> Result<Known> { return known(transaction, caller, subject, *answer); });
    if (!found)
        return found.error();
    if (!found->challenge)
        return refused(u"no challenge is open"_s);

    const auto verified = verify(*answer, *found);
    // The outcome of a refused answer must be kept too, so it is a value and not an error of the transaction.
    using Outcome = std::variant<FactorProof, Error>;
    const auto outcome = m_parts.database.write([&](Transaction& transaction) -> Result<Outcome> {
        if (!WebAuthnCeremonyStore::takeChallenge(transaction, subject.ceremony, found->challenge->challenge))
            return Outcome{refused(u"another answer took the challenge"_s)};
        if (!verified)
            return Outcome{refused(verified.error().context)};
        auto proof = accept(transaction, caller, subject, *answer, *verified);
        return proof ? Outcome{proof.take()} : Outcome{proof.error()};
    });
    if (!outcome)
        return outcome.error();
    if (const auto* refusal = std::get_if<Error>(&*outcome))
        return *refusal;
    return std::get<FactorProof>(*outcome);
}

/// The key as it is now counts: another answer of it may have been accepted meanwhile, or it may be gone.
Result<FactorProof> WebAuthnMethod::accept(Transaction& transaction, const Caller& caller, const FactorSubject& subject,
                                           const AssertionAnswer& answer, const VerifiedAssertion& verified) const
{
    const auto key = WebAuthnStore::findByCredential(transaction, answer.credentialId);
    if (!key || key->state != StoredSecurityKey::State::Registered)
        return refused(u"the key is gone"_s);
    if (counterOutcome(key->counter, verified.counter) == CounterOutcome::DidNotGrow) {
        alert(transaction, caller, *key, verified.counter);
        if (m_parts.policy.refusesCounter)
            return refused(u"the counter did not grow"_s);
    }
    // A counter never goes back, or the copy would pass from now on.
    WebAuthnStore::noteUse(transaction, key->id,
                           {.counter = std::max(key->counter, verified.counter),
                            .isBackedUp = verified.isBackedUp,
                            .isUserVerified = verified.isUserVerified,
                            .isDiscoverable = subject.isNameless()});
    return FactorProof{.credentialId = key->id.value,
                       .user = subject.isNameless() ? std::optional(key->user) : std::nullopt};
}

/// The person gets one mail, however often somebody tries.
void WebAuthnMethod::alert(Transaction& transaction, const Caller& caller, const StoredSecurityKey& key,
                           quint32 counter) const
{
    const auto owner = m_parts.directory.find(transaction, key.user);
    const QJsonObject details{{u"counter"_s, qint64{counter}}, {u"counterBefore"_s, qint64{key.counter}}};
    if (!owner || key.counterAlert)
        return;
    WebAuthnStore::setCounterAlert(transaction, key.id);
    announce(transaction, m_parts.outbox, caller, *owner, {.event = "counter_alert", .key = key, .details = details});
}

} // namespace keydesk
