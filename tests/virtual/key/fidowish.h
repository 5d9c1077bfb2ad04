#pragma once

#include "virtual/key/fidoclient.h"

#include <QJsonObject>
#include <future>

namespace keydesk::virtualkey {

inline const unsigned char* bytes(const QByteArray& array)
{
    return reinterpret_cast<const unsigned char*>(array.constData());
}

inline std::size_t size(const QByteArray& array)
{
    return static_cast<std::size_t>(array.size());
}

inline QByteArray copied(const unsigned char* pointer, std::size_t count)
{
    return {reinterpret_cast<const char*>(pointer), static_cast<qsizetype>(count)};
}

/// What is asked of a key for example.org; the client data are always the same.
struct CredentialWish
{
    int algorithm = COSE_ES256;
    bool isResident = false;
    QByteArray user = "ada-handle";
    const char* relyingParty = "example.org";
    QByteArray excluded = {};
    int extensions = 0;
};

FidoCredential ordered(const CredentialWish& wish = {});
FidoAssertion question(const QByteArray& allowed = {});
QByteArray idOf(const FidoCredential& credential);
/// What fido_assert_verify() says with the public key that libfido2 read from the credential.
int verified(const FidoAssertion& assertion, const FidoCredential& credential);

/// Runs in a thread of its own what waits for a finger.
template <typename Function>
std::future<int> inBackground(Function function)
{
    return std::async(std::launch::async, [function] {
        fido_init(0);
        return function();
    });
}

/// The order for a fault (faults.h).
QJsonObject fault(const char* kind, const char* on = "");

} // namespace keydesk::virtualkey
