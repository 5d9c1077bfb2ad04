#include "base/secretfile.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <fcntl.h>
#include <unistd.h>

namespace keydesk {

namespace {

Error fileError(const QString& path, const QString& why)
{
    return {.code = ErrorCode::Unavailable, .context = path % QStringLiteral(": ") % why};
}

constexpr auto othersMay =
    QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;

/// A renamed file survives a power cut only when its folder is on disk too.
void syncFolder(const QString& path)
{
    const int folder =
        ::open(QFile::encodeName(QFileInfo(path).absolutePath()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return;
    ::fsync(folder);
    ::close(folder);
}

} // namespace

Result<Secret> readSecretFile(const QString& path, std::size_t maximumSize)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fileError(path, file.errorString());
    if ((file.permissions() & othersMay) != QFile::Permissions())
        return fileError(path, QStringLiteral("others than its owner may use it; chmod 600"));
    const qint64 size = file.size();
    if (size > static_cast<qint64>(maximumSize))
        return fileError(path, QStringLiteral("larger than %1 bytes").arg(maximumSize));

    Secret content = Secret::copyOf(QByteArray(size, '\0'));
    for (qint64 done = 0; done < size;) {
        const qint64 read = file.read(reinterpret_cast<char*>(content.data()) + done, size - done);
        if (read <= 0)
            return fileError(path, file.errorString());
        done += read;
    }
    return content;
}

Result<Secret> readSecretLine(const QString& path)
{
    auto content = readSecretFile(path, 4096);
    if (!content)
        return content.error();
    QByteArrayView line = content->view();
    if (line.endsWith('\n'))
        line.chop(1);
    if (line.endsWith('\r'))
        line.chop(1);
    return Secret::copyOf(line);
}

Result<void> writeSecretFile(const QString& path, const Secret& content)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return fileError(path, file.errorString());
    // Before the first byte: the file being replaced may have had a wider mode.
    if (!file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return fileError(path, file.errorString());
    const QByteArrayView bytes = content.view();
    if (file.write(bytes.data(), bytes.size()) != bytes.size() || !file.commit())
        return fileError(path, file.errorString());
    syncFolder(path);
    return done();
}

} // namespace keydesk
