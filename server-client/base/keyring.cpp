#include "base/sealer.h"

#include "base/random.h"
#include "base/secretfile.h"

#include <QList>
#include <cstring>

// The key file, one thing a line:
//   keydesk-keys 1
//   current 0002-Xa91Qw
//   key 0001-b7Yt0e <base64url of 32 bytes>
//   key 0002-Xa91Qw <base64url of 32 bytes>

namespace keydesk {

namespace {

constexpr std::size_t keySize = 32;
constexpr QByteArrayView fileHead = "keydesk-keys 1";
constexpr auto base64Form = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

/// Ids sort by age, so that the oldest key is the map's first.
QString nextId(int number, Random& random)
{
    const QByteArray tail = random.bytes(6).toBase64(base64Form).left(6);
    return QStringLiteral("%1-").arg(number, 4, 10, QLatin1Char('0')) % QString::fromLatin1(tail);
}

QList<QByteArrayView> split(QByteArrayView text, char separator)
{
    QList<QByteArrayView> parts;
    for (qsizetype start = 0; start <= text.size();) {
        qsizetype end = text.indexOf(separator, start);
        end = end < 0 ? text.size() : end;
        parts.append(text.sliced(start, end - start));
        start = end + 1;
    }
    return parts;
}

Error malformed(const QString& path, qsizetype line)
{
    return {.code = ErrorCode::Internal,
            .context = QStringLiteral("%1:%2: not a line of a key file").arg(path).arg(line)};
}

} // namespace

Result<KeyRing> KeyRing::load(const QString& path)
{
    auto content = readSecretFile(path);
    if (!content)
        return content.error();
    KeyRing ring;
    const QList<QByteArrayView> lines = split(content->view(), '\n');
    if (lines.first() != fileHead)
        return malformed(path, 1);
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const QList<QByteArrayView> words = split(lines[i], ' ');
        if (words.size() == 1 && words[0].isEmpty())
            continue;
        if (words.size() == 2 && words[0] == "current") {
            ring.m_currentId = QString::fromLatin1(words[1]);
            continue;
        }
        if (words.size() != 3 || words[0] != "key" || words[1].isEmpty() || words[1].size() > 64)
            return malformed(path, i + 1);
        auto decoded = QByteArray::fromBase64Encoding(QByteArray::fromRawData(words[2].data(), words[2].size()),
                                                      base64Form | QByteArray::AbortOnBase64DecodingErrors);
        Secret key = Secret::take(decoded.decoded);
        if (!decoded || key.size() != keySize)
            return malformed(path, i + 1);
        ring.m_keys.insert_or_assign(QString::fromLatin1(words[1]), std::move(key));
    }
    if (ring.key(ring.m_currentId) == nullptr)
        return Error{.code = ErrorCode::Internal,
                     .context = path % QStringLiteral(": the current key is not in the file")};
    return ring;
}

KeyRing KeyRing::create(Random& random)
{
    KeyRing ring;
    ring.rotate(random);
    return ring;
}

Result<void> KeyRing::save(const QString& path) const
{
    QByteArray text;
    text.reserve(128 + 128 * static_cast<qsizetype>(m_keys.size())); // One buffer, so that one wipe is enough.
    text.append(fileHead).append("\ncurrent ").append(m_currentId.toLatin1()).append('\n');
    for (const auto& [id, key] : m_keys) {
        QByteArray encoded = QByteArray::fromRawData(key.view().data(), key.view().size()).toBase64(base64Form);
        text.append("key ").append(id.toLatin1()).append(' ').append(encoded).append('\n');
        wipe(encoded);
    }
    return writeSecretFile(path, Secret::take(text));
}

void KeyRing::rotate(Random& random)
{
    const int last = m_keys.empty() ? 0 : m_keys.rbegin()->first.section(QLatin1Char('-'), 0, 0).toInt();
    m_currentId = nextId(last + 1, random);
    m_keys.insert_or_assign(m_currentId, Secret::random(random, keySize));
}

const Secret* KeyRing::key(const QString& id) const
{
    const auto found = m_keys.find(id);
    return found == m_keys.end() ? nullptr : &found->second;
}

} // namespace keydesk
