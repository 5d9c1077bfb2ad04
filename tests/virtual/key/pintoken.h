#pragma once

#include "base/clock.h"
#include "virtual/key/ctap.h"

namespace keydesk::virtualkey {

/// What a PIN token allows, CTAP 2.1 section 6.5.5.7.
enum class Permission : int {
    MakeCredential = 0x01,
    GetAssertion = 0x02,
    ManageCredentials = 0x04,
    Configure = 0x20,
};

/// The state that both protocols' tokens share, section 6.5.2.1. Without a user-present flag: no PIN sets it.
class PinToken
{
public:
    explicit PinToken(bool isPermanent) : m_isPermanent(isPermanent) {}

    void begin(int permissions, const std::optional<QString>& relyingPartyId, Instant now);
    void stop() { *this = PinToken(m_isPermanent); }

    /// Whether it may be used now at all; a forgotten one ends here.
    bool isUsable(Instant now);
    bool allows(Permission permission) const;
    /// Nothing is bound yet, or this.
    bool isOpenTo(const QString& relyingPartyId) const;
    bool isBoundToHash(const QByteArray& relyingPartyHash) const;
    bool isBound() const { return m_relyingPartyId.has_value(); }
    void bind(const QString& relyingPartyId);
    /// After a touch: it proved the person once.
    void spend();

private:
    bool m_isPermanent; ///< CTAP 2.0: until the next power cycle, for everything.
    bool m_isInUse = false;
    bool m_wasUsed = false;
    bool m_verifies = false;
    int m_permissions = 0;
    std::optional<QString> m_relyingPartyId;
    Instant m_begun;
};

} // namespace keydesk::virtualkey
