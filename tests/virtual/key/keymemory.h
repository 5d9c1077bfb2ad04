#pragma once

#include "base/result.h"
#include "virtual/key/credential.h"

#include <QLockFile>
#include <QStringList>

namespace keydesk::virtualkey {

/// What a key keeps without power, apart from its credentials. The defaults are those after a reset.
struct KeySettings
{
    static constexpr int mostTries = 8;

    QByteArray pinHash = {}; ///< The first 16 bytes of SHA-256; empty: no PIN.
    int pinLength = 0;       ///< In code points.
    int triesLeft = mostTries;
    int minimumPinLength = 4;
    bool mustChangePin = false;
    QStringList minimumPinLengthReaders = {}; ///< Relying party ids, section 12.4.
    bool alwaysVerifies = false;

    bool hasPin() const { return !pinHash.isEmpty(); }
};

/// A key's durable memory: a folder with a file for the settings and one for each credential. One process at a time.
/// What is written is on disk when the call returns.
class KeyMemory
{
public:
    static Result<std::unique_ptr<KeyMemory>> open(const QString& folder);

    const KeySettings& settings() const { return m_settings; }
    [[nodiscard]] bool save(const KeySettings& settings);

    /// In the order in which they were made.
    const std::vector<Credential>& credentials() const { return m_credentials; }
    int discoverableCount() const;
    const Credential* find(QByteArrayView id) const;
    /// Adds the credential, or replaces the one with its id.
    [[nodiscard]] bool save(const Credential& credential);
    [[nodiscard]] bool remove(const QByteArray& id);
    /// For a new credential.
    qint64 nextOrder() const;

    /// Forgets everything.
    [[nodiscard]] bool clear();

private:
    explicit KeyMemory(const QString& folder);
    Result<void> load();
    QString fileOf(const QByteArray& id) const;
    QString settingsFile() const { return m_folder + QStringLiteral("/settings"); }

    QString m_folder;
    QLockFile m_lock;
    KeySettings m_settings;
    std::vector<Credential> m_credentials;
};

} // namespace keydesk::virtualkey
