#pragma once

#include "virtual/key/assertions.h"
#include "virtual/key/configuration.h"
#include "virtual/key/credentialmanagement.h"
#include "virtual/key/u2f.h"

namespace keydesk::virtualkey {

/// A security key without its plug: CTAP2 and U2F messages in, answers out. It asks for a touch by returning AfterTouch
/// and waits for nothing. One thread.
class Authenticator
{
public:
    /// Opens or makes the key in the folder. Clock and random must outlive it.
    static Result<std::unique_ptr<Authenticator>> open(const KeyModel& model, const QString& folder,
                                                       const QString& manufacturerFolder, const Clock& clock,
                                                       Random& random);
    Authenticator(const Authenticator&) = delete;
    Authenticator& operator=(const Authenticator&) = delete;

    void powerUp();
    /// A CTAPHID_CBOR message: command byte and parameters.
    Outcome handle(const QByteArray& message);
    /// A CTAPHID_MSG message; see U2f::handle().
    QByteArray handleU2f(QByteArrayView message, const std::function<bool()>& takeTouch);

    const KeyModel& model() const { return m_model; }
    const KeyMemory& memory() const { return *m_memory; }
    bool needsPowerCycle() const { return m_pin.needsPowerCycle(); }
    Signer& signer() { return m_signer; }

private:
    Authenticator(const KeyModel& model, std::unique_ptr<KeyMemory> memory, Signer signer, const Clock& clock,
                  Random& random);
    Outcome dispatch(quint8 command, const Cbor& parameters);
    Outcome reset();
    Cbor::Map info() const;

    KeyModel m_model;
    std::unique_ptr<KeyMemory> m_memory;
    Signer m_signer;
    const Clock& m_clock;
    ClientPin m_pin;
    Registration m_registration;
    Assertions m_assertions;
    CredentialManagement m_management;
    Configuration m_configuration;
    U2f m_u2f;
    Instant m_poweredUp;
};

/// "makeCredential", "getAssertion", …; empty for an unknown command.
QString commandName(quint8 command);

} // namespace keydesk::virtualkey
