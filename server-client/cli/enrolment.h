#pragma once

#include "cli/adminfolder.h"
#include "cli/commands.h"
#include "cli/exitcodes.h"
#include "client/clientsession.h"
#include "client/filekeystore.h"
#include "client/serviceclient.h"

namespace keydesk {

class Console;
class Random;

/// The service as an enrolled installation sees it: address, key and connection, put together from the kept folder.
struct ServiceConnection
{
    ServiceConnection(const AdminFolder& folder, const ServiceAddress& address, const Clock& clock, Random& random)
        : keyStore(folder.path()), session(address, clock, random), service(session, keyStore, folder.path())
    {
    }

    FileKeyStore keyStore;
    ClientSession session;
    ServiceClient service;
};

/// `keydesk-admin enrol`: makes a key, proves the one-time code, keeps both.
class Enrolment : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        AdminFolder folder;
        Console& console;
        const Clock& clock;
        Random& random;
    };
    Enrolment(Parts parts, EnrolCommand command, QObject* parent = nullptr);
    void start();

Q_SIGNALS:
    void finished(keydesk::ExitCode code);

private:
    void enrol(const QString& code);
    void finish(const Result<InstallationIdentity>& outcome);
    void fail(const Error& error, ExitCode code);

    Parts m_parts;
    EnrolCommand m_command;
    QByteArray m_authorities;
    std::unique_ptr<ServiceConnection> m_connection;
};

} // namespace keydesk
