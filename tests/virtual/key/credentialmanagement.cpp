#include "virtual/key/credentialmanagement.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk::virtualkey {

namespace {

enum class Subcommand : qint64 {
    Metadata = 1,
    FirstRelyingParty,
    NextRelyingParty,
    FirstCredential,
    NextCredential,
    Remove,
    Update,
};

bool isContinuation(qint64 subcommand)
{
    return subcommand == static_cast<qint64>(Subcommand::NextRelyingParty) ||
           subcommand == static_cast<qint64>(Subcommand::NextCredential);
}

} // namespace

void CredentialManagement::forget()
{
    m_relyingParties.clear();
    m_credentials.clear();
}

Reply CredentialManagement::handle(const Cbor& request)
{
    Parameters in(request);
    const auto subcommand = in.required<qint64>(1);
    const auto parameters = in.optional<Cbor::Map>(2);
    const PinProof proof{.signature = in.optional<QByteArray>(4), .protocol = in.optional<qint64>(3)};
    if (in.problem())
        return *in.problem();
    if (subcommand < static_cast<qint64>(Subcommand::Metadata) || subcommand > static_cast<qint64>(Subcommand::Update))
        return CtapStatus::InvalidSubcommand;
    if (!isContinuation(subcommand)) {
        forget();
        const QByteArray message =
            static_cast<char>(subcommand) + (parameters ? Cbor(*parameters).encode() : QByteArray());
        if (const auto refused = m_parts.pin.authorise(proof, Permission::ManageCredentials, message))
            return *refused;
    }
    return dispatch(subcommand, parameters.value_or(Cbor::Map()));
}

Reply CredentialManagement::dispatch(qint64 subcommand, const Cbor& parameters)
{
    Parameters in(parameters);
    switch (static_cast<Subcommand>(subcommand)) {
    case Subcommand::Metadata:
        return m_parts.pin.token().isBound() ? Reply(CtapStatus::PinAuthInvalid) : metadata();
    case Subcommand::FirstRelyingParty:
        return m_parts.pin.token().isBound() ? Reply(CtapStatus::PinAuthInvalid) : firstRelyingParty();
    case Subcommand::NextRelyingParty:
        return nextRelyingParty();
    case Subcommand::FirstCredential: {
        const auto hash = in.required<QByteArray>(1);
        return in.problem() ? Reply(*in.problem()) : firstCredential(hash);
    }
    case Subcommand::NextCredential:
        return nextCredential();
    case Subcommand::Remove: {
        const auto credential = named(parameters);
        return credential ? remove(*credential) : Reply(credential.status());
    }
    case Subcommand::Update: {
        const auto credential = named(parameters);
        const auto user = in.required<Cbor::Map>(3);
        if (in.problem())
            return *in.problem();
        return credential ? update(*credential, user) : Reply(credential.status());
    }
    }
    return CtapStatus::InvalidSubcommand;
}

Reply CredentialManagement::metadata() const
{
    const int count = m_parts.memory.discoverableCount();
    return Cbor::Map{{1, count}, {2, std::max(0, m_parts.model.slots - count)}};
}

Reply CredentialManagement::firstRelyingParty()
{
    QList<QByteArray> hashes;
    for (const Credential& credential : m_parts.memory.credentials()) {
        if (credential.isDiscoverable && !hashes.contains(credential.relyingPartyHash)) {
            hashes.append(credential.relyingPartyHash);
            m_relyingParties.append(credential.id);
        }
    }
    if (m_relyingParties.isEmpty())
        return CtapStatus::NoCredentials;
    const auto count = static_cast<qint64>(m_relyingParties.size());
    const Credential first = *m_parts.memory.find(m_relyingParties.takeFirst());
    return Cbor::Map{{3, relyingPartyEntity(first)}, {4, first.relyingPartyHash}, {5, count}};
}

Reply CredentialManagement::nextRelyingParty()
{
    if (m_relyingParties.isEmpty())
        return CtapStatus::NotAllowed;
    const Credential next = *m_parts.memory.find(m_relyingParties.takeFirst());
    return Cbor::Map{{3, relyingPartyEntity(next)}, {4, next.relyingPartyHash}};
}

Reply CredentialManagement::firstCredential(const QByteArray& relyingPartyHash)
{
    PinToken& token = m_parts.pin.token();
    if (token.isBound() && !token.isBoundToHash(relyingPartyHash))
        return CtapStatus::PinAuthInvalid;
    for (const Credential& credential : m_parts.memory.credentials()) {
        if (credential.isDiscoverable && credential.relyingPartyHash == relyingPartyHash)
            m_credentials.append(credential.id);
    }
    if (m_credentials.isEmpty())
        return CtapStatus::NoCredentials;
    const auto count = static_cast<qint64>(m_credentials.size());
    const auto first = describe(m_credentials.takeFirst());
    if (!first)
        return first.status();
    Cbor::Map map = *first;
    map.push_back({9, count});
    return map;
}

Reply CredentialManagement::nextCredential()
{
    if (m_credentials.isEmpty())
        return CtapStatus::NotAllowed;
    const auto next = describe(m_credentials.takeFirst());
    if (!next)
        return next.status();
    return *next;
}

CtapResult<Cbor::Map> CredentialManagement::describe(const QByteArray& credentialId) const
{
    const Credential* credential = m_parts.memory.find(credentialId);
    if (credential == nullptr)
        return CtapStatus::NoCredentials;
    return Cbor::Map{{6, userEntity(credential->user)},
                     {7, credential->descriptor()},
                     {8, credential->key.publicKey()},
                     {10, static_cast<int>(credential->protection)}};
}

CtapResult<Credential> CredentialManagement::named(const Cbor& parameters) const
{
    Parameters in(parameters);
    Parameters descriptor(in.required<Cbor::Map>(2));
    const auto id = descriptor.required<QByteArray>(u"id"_s);
    if (in.problem())
        return *in.problem();
    if (descriptor.problem())
        return *descriptor.problem();
    const Credential* credential = m_parts.memory.find(id);
    if (credential == nullptr || !credential->isDiscoverable)
        return CtapStatus::NoCredentials;
    PinToken& token = m_parts.pin.token();
    if (token.isBound() && !token.isBoundToHash(credential->relyingPartyHash))
        return CtapStatus::PinAuthInvalid;
    return *credential;
}

Reply CredentialManagement::remove(const Credential& credential)
{
    return m_parts.memory.remove(credential.id) ? CtapStatus::Ok : CtapStatus::Other;
}

Reply CredentialManagement::update(const Credential& credential, const Cbor& user)
{
    Parameters in(user);
    const auto id = in.required<QByteArray>(u"id"_s);
    const auto name = in.optional<QString>(u"name"_s);
    const auto displayName = in.optional<QString>(u"displayName"_s);
    if (in.problem())
        return *in.problem();
    if (id != credential.user.id)
        return CtapStatus::InvalidParameter;
    Credential renamed = credential;
    // Empty text removes, as absence does.
    renamed.user.name = name && !name->isEmpty() ? std::optional{cutName(*name)} : std::nullopt;
    renamed.user.displayName =
        displayName && !displayName->isEmpty() ? std::optional{cutName(*displayName)} : std::nullopt;
    return m_parts.memory.save(renamed) ? CtapStatus::Ok : CtapStatus::Other;
}

} // namespace keydesk::virtualkey
