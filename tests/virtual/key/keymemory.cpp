#include "virtual/key/keymemory.h"

#include "base/secretfile.h"
#include "virtual/key/ctap.h"

#include <QDir>
#include <QFile>

using namespace Qt::Literals::StringLiterals;

namespace keydesk::virtualkey {

namespace {

enum Field { PinHash = 1, PinLength, TriesLeft, MinimumPinLength, MustChangePin, Readers, AlwaysVerifies };

QByteArray encode(const KeySettings& settings)
{
    Cbor::Array readers;
    for (const QString& reader : settings.minimumPinLengthReaders)
        readers.push_back(reader);
    return Cbor(Cbor::Map{{PinHash, settings.pinHash},
                          {PinLength, settings.pinLength},
                          {TriesLeft, settings.triesLeft},
                          {MinimumPinLength, settings.minimumPinLength},
                          {MustChangePin, settings.mustChangePin},
                          {Readers, readers},
                          {AlwaysVerifies, settings.alwaysVerifies}})
        .encode();
}

std::optional<KeySettings> decode(QByteArrayView bytes)
{
    const auto map = Cbor::decode(bytes);
    if (!map)
        return std::nullopt;
    Parameters in(*map);
    KeySettings settings{
        .pinHash = in.required<QByteArray>(PinHash),
        .pinLength = static_cast<int>(in.required<qint64>(PinLength)),
        .triesLeft = static_cast<int>(in.required<qint64>(TriesLeft)),
        .minimumPinLength = static_cast<int>(in.required<qint64>(MinimumPinLength)),
        .mustChangePin = in.required<bool>(MustChangePin),
        .alwaysVerifies = in.required<bool>(AlwaysVerifies),
    };
    for (const Cbor& reader : in.required<Cbor::Array>(Readers)) {
        if (const QString* text = reader.as<QString>())
            settings.minimumPinLengthReaders.append(*text);
    }
    return in.problem() ? std::nullopt : std::optional{settings};
}

bool write(const QString& path, const QByteArray& bytes)
{
    const auto written = writeSecretFile(path, Secret::copyOf(bytes));
    if (!written)
        qWarning("%s", qUtf8Printable(written.error().context));
    return written.isOk();
}

Error unreadable(const QString& file)
{
    return {.code = ErrorCode::Internal, .context = u"the key's memory cannot be read: "_s + file};
}

} // namespace

KeyMemory::KeyMemory(const QString& folder) : m_folder(folder), m_lock(folder + u"/lock"_s) {}

Result<std::unique_ptr<KeyMemory>> KeyMemory::open(const QString& folder)
{
    if (!QDir().mkpath(folder + u"/credentials"_s))
        return Error{.code = ErrorCode::Internal, .context = u"cannot make the folder "_s + folder};
    std::unique_ptr<KeyMemory> memory(new KeyMemory(folder));
    memory->m_lock.setStaleLockTime(0); // Only a dead owner's lock is taken over.
    if (!memory->m_lock.tryLock())
        return Error{.code = ErrorCode::Conflict, .context = u"another program uses this key's memory: "_s + folder};
    if (auto loaded = memory->load(); !loaded)
        return loaded.error();
    return memory;
}

Result<void> KeyMemory::load()
{
    if (QFile::exists(settingsFile())) {
        const auto bytes = readSecretFile(settingsFile());
        const auto settings = bytes ? decode(bytes->view()) : std::nullopt;
        if (!settings)
            return unreadable(settingsFile());
        m_settings = *settings;
    }
    const QDir folder(m_folder + u"/credentials"_s);
    for (const QString& name : folder.entryList(QDir::Files)) {
        const auto bytes = readSecretFile(folder.filePath(name));
        const auto credential = bytes ? Credential::decode(bytes->view()) : std::nullopt;
        if (!credential)
            return unreadable(folder.filePath(name));
        m_credentials.push_back(*credential);
    }
    std::sort(m_credentials.begin(), m_credentials.end(),
              [](const Credential& left, const Credential& right) { return left.order < right.order; });
    return done();
}

bool KeyMemory::save(const KeySettings& settings)
{
    if (!write(settingsFile(), encode(settings)))
        return false;
    m_settings = settings;
    return true;
}

int KeyMemory::discoverableCount() const
{
    return static_cast<int>(std::count_if(m_credentials.begin(), m_credentials.end(),
                                          [](const Credential& credential) { return credential.isDiscoverable; }));
}

const Credential* KeyMemory::find(QByteArrayView id) const
{
    const auto found = std::find_if(m_credentials.begin(), m_credentials.end(),
                                    [&](const Credential& credential) { return credential.id == id; });
    return found == m_credentials.end() ? nullptr : &*found;
}

bool KeyMemory::save(const Credential& credential)
{
    if (!write(fileOf(credential.id), credential.encode()))
        return false;
    const auto old = std::find_if(m_credentials.begin(), m_credentials.end(),
                                  [&](const Credential& other) { return other.id == credential.id; });
    if (old != m_credentials.end())
        *old = credential;
    else
        m_credentials.push_back(credential);
    return true;
}

bool KeyMemory::remove(const QByteArray& id)
{
    const bool isGone = QFile::remove(fileOf(id));
    std::erase_if(m_credentials, [&](const Credential& credential) { return credential.id == id; });
    return isGone;
}

qint64 KeyMemory::nextOrder() const
{
    return m_credentials.empty() ? 1 : m_credentials.back().order + 1;
}

bool KeyMemory::clear()
{
    while (!m_credentials.empty()) {
        if (!remove(QByteArray(m_credentials.back().id)))
            return false;
    }
    return save(KeySettings());
}

QString KeyMemory::fileOf(const QByteArray& id) const
{
    return m_folder + u"/credentials/"_s + QString::fromLatin1(id.toHex());
}

} // namespace keydesk::virtualkey
