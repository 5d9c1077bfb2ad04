#include "devices/keymodels.h"

#include <QFile>
#include <QHash>
#include <QUuid>

namespace keydesk {

namespace {

QHash<QByteArray, QString> readModels()
{
    QHash<QByteArray, QString> models;
    QFile file(QStringLiteral(":/keydesk/models.txt"));
    if (!file.open(QIODevice::ReadOnly))
        return models;
    while (!file.atEnd()) {
        const QString line = QString::fromUtf8(file.readLine()).trimmed();
        const QUuid aaguid(line.section(u' ', 0, 0));
        if (!aaguid.isNull())
            models.insert(aaguid.toRfc4122(), line.section(u' ', 1));
    }
    return models;
}

} // namespace

QString modelName(const QByteArray& aaguid)
{
    static const QHash<QByteArray, QString> models = readModels();
    return models.value(aaguid);
}

} // namespace keydesk
