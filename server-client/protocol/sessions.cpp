#include "protocol/sessions.h"

#include "protocol/wirenames.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr WireNames<SessionKind, 2> kinds{{{SessionKind::Panel, "panel"_L1}, {SessionKind::Browser, "browser"_L1}}};
constexpr WireNames<ProviderState, 5> states{{{ProviderState::SignedIn, "signed_in"_L1},
                                              {ProviderState::SigningOut, "signing_out"_L1},
                                              {ProviderState::SignedOut, "signed_out"_L1},
                                              {ProviderState::Cannot, "cannot"_L1},
                                              {ProviderState::GivenUp, "given_up"_L1}}};

} // namespace

QString sessionKindName(SessionKind kind)
{
    return nameOf(kinds, kind);
}

std::optional<SessionKind> sessionKindFromName(QStringView name)
{
    return valueOf(kinds, name);
}

QString providerStateName(ProviderState state)
{
    return nameOf(states, state);
}

std::optional<ProviderState> providerStateFromName(QStringView name)
{
    return valueOf(states, name);
}

} // namespace keydesk
