#pragma once

#include "client/installationrecord.h"
#include "client/keystore.h"
#include "protocol/service.h"

#include <QObject>

namespace keydesk {

class ClientSession;

/// The service's description and this installation's enrolment over HTTPS. Call load() once at the start, before
/// anything that needs the installation's proof.
class ServiceClient final : public QObject, public ServiceApi
{
    Q_OBJECT
public:
    ServiceClient(ClientSession& session, KeyStore& keyStore, QObject* parent = nullptr);

    /// Reads the kept identity, if any, and hands its key to the session.
    QFuture<Result<void>> load();

    /// ProtocolMismatch with details.minimumClient when this program is too old for the service.
    QFuture<Result<ServiceDescription>> describe() override;
    /// Makes a new key, enrols it, and keeps it before it reports success. Cannot be cancelled: the code is
    /// good for one use.
    QFuture<Result<InstallationIdentity>> enrol(const QString& code) override;
    std::optional<InstallationIdentity> identity() const override { return m_identity; }

private:
    ClientSession& m_session;
    KeyStore& m_keyStore;
    std::optional<InstallationIdentity> m_identity;
};

} // namespace keydesk
