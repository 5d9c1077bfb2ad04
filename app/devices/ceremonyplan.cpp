#include "devices/ceremonyplan.h"

#include <algorithm>

namespace keydesk {

namespace {

using Verification = CeremonyPlan::Verification;

KeyFailure cannot(KeyAbility ability)
{
    return {.problem = KeyProblem::NotSupported, .missing = ability};
}

/// libfido2 asks for one algorithm only, so it is chosen here: the service's order, the key's list.
std::optional<CoseAlgorithm> chooseAlgorithm(const KeyFacts& facts, const QList<CoseAlgorithm>& offered)
{
    constexpr CoseAlgorithm known[] = {CoseAlgorithm::Es256, CoseAlgorithm::EdDsa, CoseAlgorithm::Es384,
                                       CoseAlgorithm::Rs256};
    // Every key can do ES256; a key from before CTAP 2.1 tells nothing, and U2F knows nothing else.
    const QList<CoseAlgorithm> own =
        facts.algorithms.isEmpty() || facts.isU2fOnly ? QList{CoseAlgorithm::Es256} : facts.algorithms;
    for (const CoseAlgorithm algorithm : offered)
        if (own.contains(algorithm) && std::find(std::begin(known), std::end(known), algorithm) != std::end(known))
            return algorithm;
    return {};
}

/// isNeeded: by the service or by the key. Without need, what cannot be done is left out.
std::variant<Verification, KeyFailure> verificationByPin(const KeyFacts& facts, bool isNeeded)
{
    if (facts.pin == PinState::Set)
        return Verification::Pin;
    if (!isNeeded)
        return Verification::None;
    switch (facts.pin) {
    case PinState::NotSet:
        return KeyFailure{.problem = KeyProblem::PinNotSet};
    case PinState::MustChange:
        return KeyFailure{.problem = KeyProblem::PinMustChange};
    case PinState::Paused:
        return KeyFailure{.problem = KeyProblem::PinPaused, .triesLeft = facts.triesLeft};
    case PinState::Blocked:
        return KeyFailure{.problem = KeyProblem::PinBlocked, .triesLeft = 0};
    default:
        return cannot(KeyAbility::UserVerification);
    }
}

/// A key that has a PIN may make a credential without it, and the service would refuse the result: what the service
/// demands is asked for here, before anything is created.
std::variant<Verification, KeyFailure> planVerification(const KeyFacts& facts, Requirement wish, bool keyAsks)
{
    const bool isNeeded = wish == Requirement::Required || facts.alwaysVerifies || keyAsks;
    if (!isNeeded && wish == Requirement::Discouraged)
        return Verification::None;
    if (facts.verifiesByItself)
        return Verification::ByItself;
    return verificationByPin(facts, isNeeded);
}

bool wantsDiscoverable(const KeyFacts& facts, Requirement wish)
{
    if (wish == Requirement::Preferred)
        return facts.hasDiscoverable && facts.freeSlots != 0;
    return wish == Requirement::Required;
}

} // namespace

PlanOrFailure planCreation(const KeyFacts& facts, const CredentialCreation& creation)
{
    CeremonyPlan plan;
    if (creation.attachment == AuthenticatorAttachment::Platform && !facts.isPlatform)
        return cannot(KeyAbility::BuiltIn);
    if (creation.attachment == AuthenticatorAttachment::CrossPlatform && facts.isPlatform)
        return cannot(KeyAbility::Portable);
    const auto algorithm = chooseAlgorithm(facts, creation.algorithms);
    if (!algorithm)
        return cannot(KeyAbility::Algorithm);
    plan.algorithm = *algorithm;
    plan.isDiscoverable = wantsDiscoverable(facts, creation.residentKey);
    if (plan.isDiscoverable && !facts.hasDiscoverable)
        return cannot(KeyAbility::Discoverable);
    if (plan.isDiscoverable && facts.freeSlots == 0)
        return KeyFailure{.problem = KeyProblem::NoFreeSlot};
    // A key with a PIN makes nothing discoverable without it, and before CTAP 2.1 nothing at all.
    const bool keyAsks = facts.pin != PinState::Unsupported && facts.pin != PinState::NotSet &&
                         (plan.isDiscoverable || !facts.makesWithoutPin);
    const auto verification = planVerification(facts, creation.userVerification, keyAsks);
    if (const auto* failure = std::get_if<KeyFailure>(&verification))
        return *failure;
    plan.verification = std::get<Verification>(verification);
    return plan;
}

PlanOrFailure planAssertion(const KeyFacts& facts, const AssertionRequest& request)
{
    if (request.allowed.isEmpty() && !facts.hasDiscoverable)
        return cannot(KeyAbility::Discoverable);
    const auto verification = planVerification(facts, request.userVerification, false);
    if (const auto* failure = std::get_if<KeyFailure>(&verification))
        return *failure;
    return CeremonyPlan{.verification = std::get<Verification>(verification)};
}

QList<QList<CredentialDescriptor>> groupsFor(const KeyFacts& facts, const QList<CredentialDescriptor>& credentials)
{
    constexpr qsizetype restOfRequest = 600; ///< Names, hash, options and PIN token of the longest request.
    constexpr qsizetype aroundEachId = 40;   ///< {"id": …, "type": "public-key"}
    constexpr qsizetype longestU2fHandle = 255;
    const qsizetype longestId = facts.isU2fOnly ? longestU2fHandle : facts.maximumIdLength.value_or(1023);
    const qsizetype room = std::max<qsizetype>(facts.maximumMessage - restOfRequest, 0);
    QList<QList<CredentialDescriptor>> groups;
    qsizetype used = 0;
    for (const CredentialDescriptor& credential : credentials) {
        if (credential.id.isEmpty() || credential.id.size() > longestId)
            continue; // The library would refuse the whole list for one id that is too long.
        const qsizetype size = credential.id.size() + aroundEachId;
        const bool isFull = !facts.isU2fOnly && !groups.isEmpty() &&
                            (used + size > room || groups.back().size() >= facts.maximumListed.value_or(1000));
        if (groups.isEmpty() || isFull) {
            groups.append(QList<CredentialDescriptor>());
            used = 0;
        }
        groups.back().append(credential);
        used += size;
    }
    return groups;
}

} // namespace keydesk
