#include "devices/keytext.h"
#include "devices/keyvisit.h"
#include "devices/pinrules.h"

namespace keydesk {

namespace {

QByteArray bytes(const unsigned char* data, std::size_t size)
{
    return {reinterpret_cast<const char*>(data), static_cast<qsizetype>(size)};
}

} // namespace

KeyAnswer KeyVisit::answer(const SetPinCommand& command)
{
    if (m_facts.pin == PinState::Unsupported)
        return cannot(KeyAbility::Pin);
    if (m_facts.pin == PinState::Blocked)
        return KeyFailure{.problem = KeyProblem::PinBlocked, .triesLeft = 0};
    if (m_facts.pin == PinState::NotSet && command.current)
        return KeyFailure{.problem = KeyProblem::PinNotSet};
    if (m_facts.pin != PinState::NotSet && !command.current)
        return KeyFailure{.problem = KeyProblem::PinAlreadySet};
    const SharedSecret pin = terminatedPin(command.pin);
    m_pin = terminatedPin(command.current);
    if (!pin)
        return KeyFailure{.problem = KeyProblem::PinTooShort};
    const PinCheck check = checkPin(command.pin->view(), m_facts.minimumPinLength);
    if (check != PinCheck::Fits)
        return KeyFailure{.problem = check == PinCheck::TooShort ? KeyProblem::PinTooShort : KeyProblem::PinTooLong};
    const int code = fido_dev_set_pin(m_device.get(), pin->view().data(), m_pin ? m_pin->view().data() : nullptr);
    if (code == FIDO_OK)
        return KeyDone{};
    if (code == FIDO_ERR_PIN_POLICY_VIOLATION)
        return failure(code);
    const KeyAnswer answer = refused(code, false);
    if (const auto* again = std::get_if<PinNeeded>(&answer)) // Both PINs stand in one form: it is shown again.
        return KeyFailure{.problem = KeyProblem::PinWrong, .triesLeft = again->triesLeft, .code = code};
    return answer;
}

std::optional<KeyAnswer> KeyVisit::missingForUpkeep(const SharedSecret& pin) const
{
    if (!m_facts.managesCredentials)
        return cannot(KeyAbility::CredentialList);
    switch (m_facts.pin) {
    case PinState::Unsupported:
        return cannot(KeyAbility::Pin);
    case PinState::NotSet:
        return KeyFailure{.problem = KeyProblem::PinNotSet};
    case PinState::MustChange:
        return KeyFailure{.problem = KeyProblem::PinMustChange};
    case PinState::Blocked:
        return KeyFailure{.problem = KeyProblem::PinBlocked, .triesLeft = 0};
    default:
        break;
    }
    if (!pin)
        return PinNeeded{PinRequest::Reason::Needed, m_facts.triesLeft};
    return {};
}

KeyAnswer KeyVisit::answer(const ListCredentialsCommand& command)
{
    if (const auto missing = missingForUpkeep(command.pin))
        return *missing;
    const FidoResidentKeys found(fido_credman_rk_new());
    if (!found)
        return failure(FIDO_ERR_INTERNAL);
    const int code = fido_credman_get_dev_rk(m_device.get(), command.relyingPartyId.toUtf8().constData(), found.get(),
                                             usablePin(command.pin));
    QList<KeyCredential> credentials;
    if (code == FIDO_ERR_NO_CREDENTIALS)
        return credentials;
    if (code != FIDO_OK)
        return refused(code, false);
    for (std::size_t i = 0; i < fido_credman_rk_count(found.get()); ++i) {
        const fido_cred_t* credential = fido_credman_rk(found.get(), i);
        // The library leaves out what it had no memory for; a list of credentials that cannot be told apart is none.
        if (fido_cred_id_len(credential) == 0 || fido_cred_user_id_len(credential) == 0)
            return failure(FIDO_ERR_INVALID_CBOR);
        credentials.append({.id = bytes(fido_cred_id_ptr(credential), fido_cred_id_len(credential)),
                            .userHandle = bytes(fido_cred_user_id_ptr(credential), fido_cred_user_id_len(credential)),
                            .userName = plainKeyText(fido_cred_user_name(credential)),
                            .displayName = plainKeyText(fido_cred_display_name(credential))});
    }
    return credentials;
}

KeyAnswer KeyVisit::answer(const RemoveCredentialsCommand& command)
{
    if (const auto missing = missingForUpkeep(command.pin))
        return *missing;
    const char* pin = usablePin(command.pin);
    for (const QByteArray& id : command.ids) {
        const int code = fido_credman_del_dev_rk(m_device.get(), reinterpret_cast<const unsigned char*>(id.constData()),
                                                 static_cast<std::size_t>(id.size()), pin);
        if (code != FIDO_OK && code != FIDO_ERR_NO_CREDENTIALS)
            return refused(code, false);
    }
    return KeyDone{};
}

} // namespace keydesk
