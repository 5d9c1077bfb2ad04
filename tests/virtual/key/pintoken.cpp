#include "virtual/key/pintoken.h"

#include "virtual/key/pinprotocol.h"

namespace keydesk::virtualkey {

using namespace std::chrono_literals;

namespace {

constexpr auto firstUseWithin = 30s;
constexpr auto longestUse = 10min;

} // namespace

void PinToken::begin(int permissions, const std::optional<QString>& relyingPartyId, Instant now)
{
    stop();
    m_isInUse = true;
    m_verifies = true;
    m_permissions = permissions;
    m_relyingPartyId = relyingPartyId;
    m_begun = now;
}

bool PinToken::isUsable(Instant now)
{
    if (!m_isPermanent && m_isInUse && now - m_begun > (m_wasUsed ? longestUse : firstUseWithin))
        stop();
    m_wasUsed = m_isInUse;
    return m_isInUse;
}

bool PinToken::allows(Permission permission) const
{
    const bool needsPerson = permission == Permission::MakeCredential || permission == Permission::GetAssertion;
    return m_isPermanent || ((m_permissions & static_cast<int>(permission)) != 0 && (m_verifies || !needsPerson));
}

bool PinToken::isOpenTo(const QString& relyingPartyId) const
{
    return !m_relyingPartyId || *m_relyingPartyId == relyingPartyId;
}

bool PinToken::isBoundToHash(const QByteArray& relyingPartyHash) const
{
    return m_relyingPartyId && sha256(m_relyingPartyId->toUtf8()) == relyingPartyHash;
}

void PinToken::bind(const QString& relyingPartyId)
{
    if (!m_isPermanent)
        m_relyingPartyId = relyingPartyId;
}

void PinToken::spend()
{
    if (m_isPermanent)
        return;
    m_verifies = false;
    m_permissions = 0;
}

} // namespace keydesk::virtualkey
