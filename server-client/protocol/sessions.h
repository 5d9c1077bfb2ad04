#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "base/result.h"
#include "protocol/method.h"

#include <QFuture>
#include <QList>

namespace keydesk {

/// A sign-in at an installation of this panel, or a browser's session for single sign-on. Names: "panel", "browser".
enum class SessionKind { Panel, Browser };
QString sessionKindName(SessionKind kind);
std::optional<SessionKind> sessionKindFromName(QStringView name);

/// What a service provider knows of a session. Names: "signed_in", "signing_out", "signed_out", "cannot", "given_up".
enum class ProviderState {
    SignedIn,   ///< The session lives.
    SigningOut, ///< It was not answered yet; tries says how often it was asked, nextTry when it is asked again.
    SignedOut,  ///< It has said so itself.
    Cannot,     ///< It has nothing that could be asked, or refuses: it stays signed in until it forgets by itself.
    GivenUp,    ///< It never answered within the time for it.
};
QString providerStateName(ProviderState state);
std::optional<ProviderState> providerStateFromName(QStringView name);

/// A factor that was proved, by what and when.
struct SessionProof
{
    Method method = Method::Password;
    QString credentialId = {}; ///< Id of the phone or security key; empty for passwords and sent codes.
    Instant proved;

    friend bool operator==(const SessionProof&, const SessionProof&) = default;
};

/// A service provider (application) that was reached with a session.
struct ReachedProvider
{
    QString entityId;
    QString name;
    Instant reached; ///< The last time.
    ProviderState state = ProviderState::SignedIn;
    int tries = 0;                       ///< How often it was asked to end the session.
    std::optional<Instant> nextTry = {}; ///< When it is asked again; none unless it is signing out.
};

/// Where somebody is signed in, or was until a day ago.
struct Session
{
    SessionId id;
    SessionKind kind = SessionKind::Browser;
    QString userName = {}; ///< For administrators; empty where a person sees their own.
    Instant signedIn;
    Instant lastActive;            ///< Exact to a minute.
    std::optional<Instant> ended = {}; ///< None: it lives.
    QString address;               ///< Last seen.
    QString country = {};          ///< ISO 3166-1 alpha-2; empty where it is not known. A VPN can make it a wrong one.
    QString city = {};             ///< English; may be empty.
    QString browser = {};          ///< "Firefox"; empty where it is not known.
    QString system = {};           ///< "Windows"; empty where it is not known.
    QString place = {};            ///< Of a panel's installation.
    bool isCurrent = false;        ///< What this is asked with.
    QList<SessionProof> proofs = {};
    QList<ReachedProvider> providers = {};
};

/// Which sessions of everybody; what is empty is not asked.
struct SessionFilter
{
    QString userName = {};
    QString address = {};
    QString country = {}; ///< ISO 3166-1 alpha-2.
    int maximum = 100;    ///< Up to 1000, the newest.
};

/// Where the person is signed in. Futures always end with a Result; cancelling the future aborts the call.
class SessionsApi
{
public:
    virtual ~SessionsApi() = default;
    /// Living ones first, the newest first; then those that have ended within a day. At most 200.
    virtual QFuture<Result<QList<Session>>> sessions() = 0;
    /// Also the current one. NotFound. Saying it again changes nothing.
    virtual QFuture<Result<void>> endSession(const SessionId& id) = 0;
    virtual QFuture<Result<void>> endOtherSessions() = 0;
    /// Also the current one: afterwards nobody is signed in.
    virtual QFuture<Result<void>> endAllSessions() = 0;
    /// Somebody else was at work: ends all and demands a new password.
    virtual QFuture<Result<void>> reportNotMe() = 0;
};

} // namespace keydesk
