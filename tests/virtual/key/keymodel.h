#pragma once

#include "virtual/key/pinprotocol.h"

namespace keydesk::virtualkey {

/// What kind of key this is: fixed when it is made.
struct KeyModel
{
    enum class Generation { U2f, Ctap20, Ctap21 };
    enum class AttestationForm { Packed, Self, None };

    Generation generation = Generation::Ctap21;
    AttestationForm attestation = AttestationForm::Packed;
    QByteArray aaguid = QByteArrayLiteral("KEYDESK-VIRTUAL1"); ///< 4b455944-4553-4b2d-5649-525455414c31
    std::vector<Algorithm> algorithms{Algorithm::Es256, Algorithm::EdDsa, Algorithm::Es384};
    std::vector<PinProtocol> pinProtocols{PinProtocol::Two, PinProtocol::One}; ///< The preferred one first.
    bool makesUnverified = true; ///< makeCredUvNotRqd: credentials that are not discoverable need no PIN.
    int slots = 25;              ///< For discoverable credentials.

    bool isNewest() const { return generation == Generation::Ctap21; }
    bool knows(PinProtocol protocol) const
    {
        return std::find(pinProtocols.begin(), pinProtocols.end(), protocol) != pinProtocols.end();
    }
};

constexpr int longestIdList = 8;
constexpr int longestCredentialId = 64;
constexpr int longestMessage = 2048; ///< libfido2 reads no longer one.
constexpr int mostPinLengthReaders = 4;
constexpr int firmwareVersion = 10000; ///< 1.0.0

} // namespace keydesk::virtualkey
