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

QFuture<Result<SharedSecret>> FileKeyStore::load()
{
    return ready(read());
}
QFuture<Result<void>> FileKeyStore::save(const SharedSecret& record)
{
    return ready(write(*record));
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

} // namespace keydesk
