#pragma once

#include "client/keystore.h"
#include "client/pendingenrolment.h"
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
    /// folder: for an enrolment until the key store has its record.
    ServiceClient(ClientSession& session, KeyStore& keyStore, const QString& folder, QObject* parent = nullptr);

    /// Reads the kept identity, if any, and hands its key to the session. Does nothing once that is done.
    QFuture<Result<void>> load() override;

    /// ProtocolMismatch with details.minimumClient when this program is too old for the service.
    QFuture<Result<ServiceDescription>> describe() override;
    /// Puts a new key on disk, sends the code with it, and has key and identity on disk before it reports success; the
    /// key store, which may ask the person first, gets them after that, or at the next start. Whatever fails, also the
    /// program: the same code works again from here. Cannot be cancelled.
    QFuture<Result<InstallationIdentity>> enrol(const QString& code) override;
    std::optional<InstallationIdentity> identity() const override;

private:
    using Outcome = Result<InstallationIdentity>;
    using Promise = std::shared_ptr<QPromise<Outcome>>;
    Result<void> take(const Result<SharedSecret>& kept);
    struct Enrolment
    {
        QString code;
        SigningKey key;
        bool isNewKey;
        Promise promise;
    };
    void begin(const QString& code, const Promise& promise);
    void send(const Enrolment& enrolment);
    void accept(const InstallationRecord& record, const Promise& promise);
    void end(const Outcome& outcome, const Promise& promise);
    QFuture<Result<void>> settle(const InstallationRecord& record);
    void adopt(const InstallationRecord& record);
    void useKeptKey();

    ClientSession& m_session;
    KeyStore& m_keyStore;
    PendingEnrolment m_pending;
    std::optional<InstallationRecord> m_kept;
    QList<std::shared_ptr<QPromise<Result<void>>>> m_loads; ///< Waiting for the same answer.
    bool m_isLoaded = false;
    int m_enrolments = 0; ///< Under way: the session has their key.
};

} // namespace keydesk
