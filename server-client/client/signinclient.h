#pragma once

#include "protocol/signin.h"

namespace keydesk {

class ClientSession;

/// Sign-in over HTTPS. The access token stays in the session; callers see the steps only.
class SignInClient final : public SignInApi
{
public:
    explicit SignInClient(ClientSession& session) : m_session(session) {}

    QFuture<Result<SignInStep>> startSignIn(const StartSignIn& start) override;
    QFuture<Result<SignInStep>> startStepUp() override;
    QFuture<Result<SignInStep>> answerFactor(const FactorAnswer& answer) override;
    QFuture<Result<SignInStep>> sendCode(const CeremonyId& ceremony, Method method) override;
    QFuture<Result<void>> cancelSignIn(const CeremonyId& ceremony) override;
    QFuture<Result<void>> signOut() override;

private:
    ClientSession& m_session;
};

} // namespace keydesk
