#include "client/filekeystore.h"

#include "base/random.h"
#include "base/sealer.h"
#include "base/secretfile.h"
#include "client/ready.h"

#include <QDir>
#include <QFile>
#include <QSysInfo>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

SealContext place()
{
    return {.table = u"installation"_s,
            .column = u"record"_s,
            .rowId = QString::fromLatin1(QSysInfo::machineUniqueId()),
            .userId = QString::number(::getuid())};
}

QString recordFile(const QString& folder)
{
    return folder % u"/installation"_s;
}
QString sealFile(const QString& folder)
{
    return folder % u"/installation.seal"_s;
}

} // namespace

FileKeyStore::FileKeyStore(QString folder) : m_folder(std::move(folder))
{
    m_thread.setMaxThreadCount(1);
}

QFuture<Result<SharedSecret>> FileKeyStore::load()
{
    return ready(read());
}
QFuture<Result<void>> FileKeyStore::save(const SharedSecret& record)
{
    return inBackground(m_thread, [this, record] { return write(*record); });
}
QFuture<Result<void>> FileKeyStore::forget()
{
    return inBackground(m_thread, [this] { return erase(); });
}

Result<SharedSecret> FileKeyStore::read() const
{
    if (!QFile::exists(recordFile(m_folder)))
        return share(Secret());
    auto keys = KeyRing::load(sealFile(m_folder));
    if (!keys)
        return keys.error();
    const auto sealed = readSecretFile(recordFile(m_folder));
    if (!sealed)
        return sealed.error();
    SystemRandom random;
    auto record = Sealer(keys.take(), random).open(sealed->view(), place());
    if (!record)
        return Error{.code = ErrorCode::InstallationUnknown,
                     .context = m_folder % u": this machine's identity does not open; enrol again"_s};
    return share(record.take());
}

Result<void> FileKeyStore::makeFolder(const QString& folder)
{
    if (!QDir().mkpath(folder) ||
        !QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        return Error{.code = ErrorCode::Unavailable, .context = folder % u": cannot be made"_s};
    return done();
}

Result<void> FileKeyStore::write(const Secret& record) const
{
    if (const auto made = makeFolder(m_folder); !made)
        return made;
    SystemRandom random;
    // A new key for each record; the old one stays, so that the old record opens until it is replaced.
    KeyRing keys = KeyRing::create(random);
    if (auto old = KeyRing::load(sealFile(m_folder))) {
        keys = old.take();
        keys.rotate(random);
    }
    if (const auto saved = keys.save(sealFile(m_folder)); !saved)
        return saved;
    QByteArray sealed = Sealer(std::move(keys), random).seal(record, place());
    return writeSecretFile(recordFile(m_folder), Secret::take(sealed));
}

Result<void> FileKeyStore::erase() const
{
    for (const QString& file : {recordFile(m_folder), sealFile(m_folder)})
        if (QFile::exists(file) && !QFile::remove(file))
            return Error{.code = ErrorCode::Unavailable, .context = file % u": cannot be removed"_s};
    QDir().rmdir(m_folder);
    return done();
}

} // namespace keydesk
