#include "cli/adminfolder.h"

#include "base/secretfile.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 largestAddress = 64 * 1024;

Error unusable(const QString& file)
{
    return {.code = ErrorCode::InvalidRequest, .context = file + u" is damaged; run: keydesk-admin enrol --replace"_s};
}

} // namespace

QString AdminFolder::defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/keydesk-admin"_s;
}

Result<ServiceAddress> AdminFolder::serviceAddress() const
{
    QFile kept(file(u"service.json"_s));
    if (!kept.exists())
        return Error{.code = ErrorCode::InstallationUnknown, .context = u"not enrolled"_s};
    if (!kept.open(QIODevice::ReadOnly))
        return unusable(kept.fileName());
    const QJsonObject json = QJsonDocument::fromJson(kept.read(largestAddress)).object();
    const QUrl url(json[u"url"].toString(), QUrl::StrictMode);
    if (!url.isValid() || url.scheme() != u"https")
        return unusable(kept.fileName());
    return ServiceAddress{.url = url, .caFile = json[u"hasAuthorities"].toBool() ? file(u"ca.pem"_s) : QString()};
}

Result<void> AdminFolder::keep(const QUrl& url, const QByteArray& authorities) const
{
    if (!authorities.isEmpty()) {
        if (auto written = writeSecretFile(file(u"ca.pem"_s), Secret::copyOf(authorities)); !written)
            return written;
    }
    const QJsonObject json{{u"url"_s, url.toString(QUrl::FullyEncoded)}, {u"hasAuthorities"_s, !authorities.isEmpty()}};
    return writeSecretFile(file(u"service.json"_s), Secret::copyOf(QJsonDocument(json).toJson()));
}

} // namespace keydesk
