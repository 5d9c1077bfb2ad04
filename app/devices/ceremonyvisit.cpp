#include "devices/attestationobject.h"
#include "devices/ceremonyplan.h"
#include "devices/clientdata.h"
#include "devices/fidocode.h"
#include "devices/keytext.h"
#include "devices/keyvisit.h"

namespace keydesk {

namespace {

using Verification = CeremonyPlan::Verification;

QByteArray bytes(const unsigned char* data, std::size_t size)
{
    return {reinterpret_cast<const char*>(data), static_cast<qsizetype>(size)};
}

const unsigned char* data(const QByteArray& array)
{
    return reinterpret_cast<const unsigned char*>(array.constData());
}

std::size_t size(const QByteArray& array)
{
    return static_cast<std::size_t>(array.size());
}

/// The first failure of several calls.
class Steps
{
public:
    Steps& operator<<(int code)
    {
        if (m_code == FIDO_OK)
            m_code = code;
        return *this;
    }
    int code() const { return m_code; }

private:
    int m_code = FIDO_OK;
};

int describe(fido_cred_t* credential, const CredentialCreation& creation, const CeremonyPlan& plan,
             const QByteArray& clientData)
{
    Steps steps;
    steps << fido_cred_set_type(credential, static_cast<int>(plan.algorithm))
          << fido_cred_set_clientdata(credential, data(clientData), size(clientData))
          << fido_cred_set_rp(credential, creation.relyingPartyId.toUtf8().constData(),
                              keyName(creation.relyingPartyName).constData())
          << fido_cred_set_user(credential, data(creation.userHandle), size(creation.userHandle),
                                keyName(creation.userName).constData(), keyName(creation.displayName).constData(),
                                nullptr);
    // Left out rather than set to false: U2F keys refuse the mere mention.
    if (plan.isDiscoverable)
        steps << fido_cred_set_rk(credential, FIDO_OPT_TRUE);
    return steps.code();
}

QByteArray attestationOf(const fido_cred_t* credential, AttestationConveyance conveyance)
{
    const QByteArray authenticatorData =
        bytes(fido_cred_authdata_raw_ptr(credential), fido_cred_authdata_raw_len(credential));
    // Section 5.1.3: who asks for no attestation gets none, whatever the key likes to tell.
    if (conveyance == AttestationConveyance::None)
        return attestationObject("none", "\xa0", authenticatorData);
    return attestationObject(fido_cred_fmt(credential),
                             bytes(fido_cred_attstmt_ptr(credential), fido_cred_attstmt_len(credential)),
                             authenticatorData);
}

int describe(fido_assert_t* assertion, const QString& relyingPartyId, const QByteArray& clientData,
             const QList<CredentialDescriptor>& allowed)
{
    Steps steps;
    steps << fido_assert_set_rp(assertion, relyingPartyId.toUtf8().constData())
          << fido_assert_set_clientdata(assertion, data(clientData), size(clientData));
    for (const CredentialDescriptor& descriptor : allowed)
        steps << fido_assert_allow_cred(assertion, data(descriptor.id), size(descriptor.id));
    return steps.code();
}

/// The answer need not name the credential when only one was allowed (CTAP 2.1, section 6.2.2).
QByteArray credentialIdOf(const fido_assert_t* assertion, std::size_t index, const QList<CredentialDescriptor>& allowed)
{
    const QByteArray id = bytes(fido_assert_id_ptr(assertion, index), fido_assert_id_len(assertion, index));
    return id.isEmpty() && allowed.size() == 1 ? allowed.constFirst().id : id;
}

QList<SignedAccount> accountsOf(const fido_assert_t* assertion, const AssertionRequest& request,
                                const QByteArray& clientData, const QList<CredentialDescriptor>& allowed)
{
    QList<SignedAccount> accounts;
    for (std::size_t i = 0; i < fido_assert_count(assertion); ++i) {
        SignedAccount account;
        // The library keeps authenticator data as CBOR.
        const auto authenticatorData =
            cborByteString(bytes(fido_assert_authdata_ptr(assertion, i), fido_assert_authdata_len(assertion, i)));
        account.answer = {.ceremony = request.ceremony,
                          .credentialId = credentialIdOf(assertion, i, allowed),
                          .clientDataJson = clientData,
                          .authenticatorData = authenticatorData.value_or(QByteArray()),
                          .signature = bytes(fido_assert_sig_ptr(assertion, i), fido_assert_sig_len(assertion, i)),
                          .userHandle =
                              bytes(fido_assert_user_id_ptr(assertion, i), fido_assert_user_id_len(assertion, i))};
        account.account = {.id = account.answer.credentialId,
                           .userHandle = account.answer.userHandle,
                           .userName = plainKeyText(fido_assert_user_name(assertion, i)),
                           .displayName = plainKeyText(fido_assert_user_display_name(assertion, i))};
        accounts.append(account);
    }
    return accounts;
}

} // namespace

KeyAnswer KeyVisit::answer(const MakeCredentialCommand& command)
{
    const CredentialCreation& creation = command.creation;
    const auto planned = planCreation(m_facts, creation);
    if (const auto* reason = std::get_if<KeyFailure>(&planned))
        return *reason;
    const auto& plan = std::get<CeremonyPlan>(planned);
    const char* pin = usablePin(command.pin);
    if (plan.verification == Verification::Pin && pin == nullptr)
        return PinNeeded{PinRequest::Reason::Needed, m_facts.triesLeft};

    const QByteArray clientData = clientDataJson(ClientDataType::Create, creation.challenge, creation.origin);
    const FidoCredential credential(fido_cred_new());
    if (!credential)
        return failure(FIDO_ERR_INTERNAL);
    Steps steps;
    steps << describe(credential.get(), creation, plan, clientData);
    for (const CredentialDescriptor& descriptor : narrowed(creation.relyingPartyId, creation.excluded))
        steps << fido_cred_exclude(credential.get(), data(descriptor.id), size(descriptor.id));
    if (plan.verification == Verification::ByItself && pin == nullptr)
        steps << fido_cred_set_uv(credential.get(), FIDO_OPT_TRUE);
    m_link.expectTouch();
    int code = steps.code();
    if (code == FIDO_OK)
        code = fido_dev_make_cred(m_device.get(), credential.get(), pin);
    bool isDiscoverable = plan.isDiscoverable;
    if (code == FIDO_ERR_KEY_STORE_FULL && creation.residentKey == Requirement::Preferred && !m_link.interruption()) {
        isDiscoverable = false;
        fido_cred_set_rk(credential.get(), FIDO_OPT_OMIT);
        code = fido_dev_make_cred(m_device.get(), credential.get(), pin);
    }
    if (code != FIDO_OK)
        return refused(code, plan.verification == Verification::ByItself);
    return CreatedCredential{.ceremony = creation.ceremony,
                             .credentialId =
                                 bytes(fido_cred_id_ptr(credential.get()), fido_cred_id_len(credential.get())),
                             .clientDataJson = clientData,
                             .attestationObject = attestationOf(credential.get(), creation.attestation),
                             .transports = m_facts.transports,
                             .isDiscoverable = isDiscoverable};
}

KeyAnswer KeyVisit::answer(const MakeAssertionCommand& command)
{
    const AssertionRequest& request = command.request;
    const auto planned = planAssertion(m_facts, request);
    if (const auto* reason = std::get_if<KeyFailure>(&planned))
        return *reason;
    const auto& plan = std::get<CeremonyPlan>(planned);
    const char* pin = usablePin(command.pin);
    if (plan.verification == Verification::Pin && pin == nullptr)
        return PinNeeded{PinRequest::Reason::Needed, m_facts.triesLeft};
    const auto allowed = narrowed(request.relyingPartyId, request.allowed);
    if (allowed.isEmpty() && !request.allowed.isEmpty())
        return m_link.interruption() ? failure(FIDO_ERR_RX) : KeyFailure{.problem = KeyProblem::NoCredential};

    const QByteArray clientData = clientDataJson(ClientDataType::Get, request.challenge, request.origin);
    const FidoAssertion assertion(fido_assert_new());
    if (!assertion)
        return failure(FIDO_ERR_INTERNAL);
    int code = describe(assertion.get(), request.relyingPartyId, clientData, allowed);
    if (code == FIDO_OK && plan.verification == Verification::ByItself && pin == nullptr)
        code = fido_assert_set_uv(assertion.get(), FIDO_OPT_TRUE);
    m_link.expectTouch();
    if (code == FIDO_OK)
        code = fido_dev_get_assert(m_device.get(), assertion.get(), pin);
    if (code != FIDO_OK)
        return refused(code, plan.verification == Verification::ByItself);
    const auto accounts = accountsOf(assertion.get(), request, clientData, allowed);
    if (accounts.isEmpty()) // How the library says of U2F keys that none of the credentials is theirs.
        return KeyFailure{.problem = KeyProblem::NoCredential};
    // With its id left out nobody could tell whose it is; without a list the person's handle must be there, too.
    for (const SignedAccount& account : accounts)
        if (account.answer.credentialId.isEmpty() || (allowed.isEmpty() && account.answer.userHandle.isEmpty()))
            return failure(FIDO_ERR_INVALID_CBOR);
    return accounts;
}

/// A list that fits into one request. A longer one is looked through group by group, without a touch, for what is on
/// this key.
QList<CredentialDescriptor> KeyVisit::narrowed(const QString& relyingPartyId,
                                               const QList<CredentialDescriptor>& credentials)
{
    const auto groups = groupsFor(m_facts, credentials);
    if (groups.size() <= 1)
        return groups.value(0);
    for (const auto& group : groups)
        if (const auto found = findOnKey(relyingPartyId, group))
            return {*found};
    return {};
}

std::optional<CredentialDescriptor> KeyVisit::findOnKey(const QString& relyingPartyId,
                                                        const QList<CredentialDescriptor>& credentials)
{
    const FidoAssertion assertion(fido_assert_new());
    if (!assertion || describe(assertion.get(), relyingPartyId, "look-up", credentials) != FIDO_OK)
        return {};
    if (fido_assert_set_up(assertion.get(), FIDO_OPT_FALSE) != FIDO_OK ||
        fido_dev_get_assert(m_device.get(), assertion.get(), nullptr) != FIDO_OK ||
        fido_assert_count(assertion.get()) == 0)
        return {};
    return CredentialDescriptor{.id = credentialIdOf(assertion.get(), 0, credentials)};
}

} // namespace keydesk
