#pragma once

#include "devices/fidohandles.h"
#include "devices/keycommand.h"
#include "devices/keylink.h"

namespace keydesk {

/// One visit to a key: opens it, carries out one command, closes it. In the key's own thread; blocks until the command
/// is done, cancelled or out of time.
///
/// Everything begins with a fresh opening: the library remembers from it whether the key has a PIN, and a key that was
/// left waiting for a touch listens again only on a new channel.
class KeyVisit
{
public:
    explicit KeyVisit(KeyLink& link);
    KeyVisit(const KeyVisit&) = delete;
    KeyVisit& operator=(const KeyVisit&) = delete;
    ~KeyVisit();

    KeyAnswer carryOut(const KeyCommand& command);

private:
    KeyAnswer answer(const InspectCommand&) { return m_facts; }
    KeyAnswer answer(const AwaitTouchCommand& command);
    KeyAnswer answer(const ResetCommand& command);
    KeyAnswer answer(const MakeCredentialCommand& command);
    KeyAnswer answer(const MakeAssertionCommand& command);
    KeyAnswer answer(const SetPinCommand& command);
    KeyAnswer answer(const ListCredentialsCommand& command);
    KeyAnswer answer(const RemoveCredentialsCommand& command);

    int open();
    int readFacts();
    void readOptions(const fido_cbor_info_t* info);
    void readPinState(const fido_cbor_info_t* info);
    KeyFailure failure(int code) const;
    KeyFailure cannot(KeyAbility ability) const;

    /// What a refused command with user verification in it means; asks for the PIN where that leads on.
    KeyAnswer refused(int code, bool wasByItself);
    std::optional<int> readTriesLeft();
    /// None: there is one, or none is needed.
    std::optional<KeyAnswer> missingForUpkeep(const SharedSecret& pin) const;
    const char* usablePin(const SharedSecret& pin);

    QList<CredentialDescriptor> narrowed(const QString& relyingPartyId, const QList<CredentialDescriptor>& credentials);
    std::optional<CredentialDescriptor> findOnKey(const QString& relyingPartyId,
                                                  const QList<CredentialDescriptor>& credentials);

    KeyLink& m_link;
    FidoDevice m_device;
    KeyFacts m_facts;
    SharedSecret m_pin; ///< As a C string, for as long as the visit lasts.
};

} // namespace keydesk
