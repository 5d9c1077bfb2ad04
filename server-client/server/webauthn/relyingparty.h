#pragma once

#include <QString>
#include <QStringList>

namespace keydesk {

/// Who wrote the client data. A browser's origin is proved by the browser; the native app writes what it likes, so its
/// ceremonies are bound to an installation as well, and its origins are its own.
enum class ClientKind { Browser, NativeApp };

/// From where a ceremony may come (section 13.4.9): exact origins ("https://register.example.org"), no patterns.
struct AllowedOrigins
{
    QStringList browser = {};
    QStringList nativeApp = {};
    /// Pages of other origins may hold ours in a frame. Only together with topOrigins where the browser names the page.
    bool mayBeFramed = false;
    QStringList topOrigins = {};

    const QStringList& of(ClientKind kind) const { return kind == ClientKind::Browser ? browser : nativeApp; }
};

struct RelyingParty
{
    QString id; ///< rpId, a domain.
    AllowedOrigins origins = {};
};

/// What is wanted of passkeys that a provider synchronises (section 6.1.3).
enum class BackupPolicy {
    Any,
    NotBackedUp, ///< They may be eligible, but not backed up at the moment.
    DeviceBound, ///< They can never be.
};

} // namespace keydesk
