#pragma once

#include "protocol/account.h"

namespace keydesk {

class ClientSession;

/// The signed-in person's account over HTTPS.
class AccountClient final : public AccountApi
{
public:
    explicit AccountClient(ClientSession& session) : m_session(session) {}

    QFuture<Result<Account>> account() override;
    QFuture<Result<void>> setLocale(const QString& locale) override;

private:
    ClientSession& m_session;
};

} // namespace keydesk
