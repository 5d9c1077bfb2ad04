#pragma once

#include "client/enrolmentkey.h"
#include "client/installationrecord.h"
#include "client/keystore.h"
#include "protocol/service.h"

#include <QObject>
#include <QPromise>

namespace keydesk {

class ClientSession;

/// The service's description and this installation's enrolment over HTTPS. Call load() at the start, before anything
/// that needs the installation's proof.
class ServiceClient final : public QObject, public ServiceApi
{
    Q_OBJECT
public:
    /// folder: for the key of an enrolment under way, see EnrolmentKey.
    ServiceClient(ClientSession& session, KeyStore& keyStore, const QString& folder, QObject* parent = nullptr);

    /// Reads the kept identity, if any, and hands its key to the session. Does nothing once that is done.
    QFuture<Result<void>> load() override;

    /// ProtocolMismatch with details.minimumClient when this program is too old for the service.
    QFuture<Result<ServiceDescription>> describe() override;
    /// Puts a new key on disk, sends the code with it, and keeps both key and identity before it reports success.
    /// Whatever fails, also the program: the same code works again from here. Cannot be cancelled.
    QFuture<Result<InstallationIdentity>> enrol(const QString& code) override;
    std::optional<InstallationIdentity> identity() const override;

private:
    using Outcome = Result<InstallationIdentity>;
    using Promise = std::shared_ptr<QPromise<Outcome>>;
    Result<void> take(const Result<SharedSecret>& kept);
    void send(const QString& code, const Promise& promise, bool mayChangeKey);
    void keep(const InstallationRecord& record, const Promise& promise);
    void endSending();
    void useKeptKey();

    ClientSession& m_session;
    KeyStore& m_keyStore;
    EnrolmentKey m_enrolmentKey;
    std::optional<InstallationRecord> m_kept;
    QList<std::shared_ptr<QPromise<Result<void>>>> m_loads; ///< Waiting for the same answer.
    bool m_isLoaded = false;
    int m_sending = 0; ///< Codes under way: the session has the enrolment's key.
};

} // namespace keydesk
