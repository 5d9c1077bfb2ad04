#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/secret.h"
#include "protocol/method.h"
#include "protocol/webauthn.h"

#include <QFuture>
#include <QList>

namespace keydesk {

struct StartSignIn
{
    /// As typed; the service prepares it (RFC 8265 UsernameCaseMapped). Empty: the first factor is a security key, and its
    /// discoverable credential says who signs in.
    QString userName;
    QString locale; ///< BCP 47; the language of the mails that this sign-in sends.
};

/// A way to answer the present factor.
struct MethodChoice
{
    Method method = Method::Password;
    QString hint; ///< Masked address ("a•••@example.org") or phone name; may be empty. Stable for unknown users too.
};

/// Where a code went.
struct CodeDelivery
{
    Method method = Method::MailCode;
    QString hint;
    Instant expires;                     ///< Five minutes after it was sent.
    std::chrono::seconds resendAfter{0}; ///< Wait this long before asking for another.
    int sendsLeft = 0;
};

/// The state of a stored sign-in (or step-up) ceremony after each step.
struct SignInStep
{
    CeremonyId ceremony;
    bool isDone = false; ///< All factors proved; the client now holds the access token.
    int factor = 1;      ///< The factor asked for now, from 1.
    int factorCount = 1;
    QList<MethodChoice> choices;          ///< Methods that answer the present factor; at least one unless done.
    std::optional<CodeDelivery> delivery; ///< Set while a sent code is awaited.
    /// Set where a security key is among the choices: what the key is asked. It is good for one answer, right or wrong;
    /// SignInApi::sendCode() with Method::WebAuthn gives another one.
    std::optional<AssertionRequest> assertion = {};
    int triesLeft = 0;                    ///< Wrong answers allowed before the ceremony ends.
    Instant expires;                      ///< The ceremony's end.
};

struct FactorAnswer
{
    CeremonyId ceremony;
    Method method = Method::Password;
    SharedSecret answer; ///< Password or code as typed, UTF-8; of a security key: answerText() of protocol/webauthn.h.
};

/// Sign-in as a stored ceremony. Futures always end with a Result; cancelling the future aborts the call.
/// On the wire POST /api/v1/sign-ins, …/{id}/answers, …/{id}/codes, DELETE …/{id}; the same steps prove a step-up.
class SignInApi
{
public:
    virtual ~SignInApi() = default;
    virtual QFuture<Result<SignInStep>> startSignIn(const StartSignIn& start) = 0;
    /// StepUp for the signed-in person: one strong factor, which renews the time of the strong proof.
    virtual QFuture<Result<SignInStep>> startStepUp() = 0;
    /// SignInRefused, CodeRefused (details.triesLeft), CeremonyEnded, RateLimited.
    virtual QFuture<Result<SignInStep>> answerFactor(const FactorAnswer& answer) = 0;
    /// Sends a code by a method that needs one, or another one; RateLimited when too soon or too often. With
    /// Method::WebAuthn nothing is sent: the step has a fresh request for the key.
    virtual QFuture<Result<SignInStep>> sendCode(const CeremonyId& ceremony, Method method) = 0;
    virtual QFuture<Result<void>> cancelSignIn(const CeremonyId& ceremony) = 0;
    /// Revokes the access token on the service and forgets it; forgets it also when the service does not answer.
    /// Cancellations asked for before (cancelSignIn, cancelRegistration) reach the service first, as far as it answers.
    /// Cancelling the future stops the waiting alone.
    virtual QFuture<Result<void>> signOut() = 0;
};

} // namespace keydesk
