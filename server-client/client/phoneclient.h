#pragma once

#include "protocol/phone.h"

namespace keydesk {

class ClientSession;

/// The signed-in person's phones over HTTPS.
class PhoneClient final : public PhoneApi
{
public:
    explicit PhoneClient(ClientSession& session) : m_session(session) {}

    QFuture<Result<QList<Phone>>> phones() override;
    QFuture<Result<PhoneRegistration>> startRegistration() override;
    QFuture<Result<Phone>> verifyRegistration(const PhoneId& id, const SharedSecret& code) override;
    QFuture<Result<void>> cancelRegistration(const PhoneId& id) override;
    QFuture<Result<Phone>> renamePhone(const PhoneId& id, const QString& name) override;
    QFuture<Result<void>> removePhone(const PhoneId& id) override;
    QFuture<Result<void>> reportLost(const PhoneId& id) override;

private:
    ClientSession& m_session;
};

} // namespace keydesk
