#include "client/exchangelog.h"

#ifdef KEYDESK_WITH_EXCHANGE_LOG
#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#endif

namespace keydesk {

#ifdef KEYDESK_WITH_EXCHANGE_LOG

namespace {

QJsonValue jsonOf(const QByteArray& bytes)
{
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    return document.isObject() ? QJsonValue(document.object()) : QJsonValue();
}

} // namespace

void logExchange(const QByteArray& method, const QString& path, const QByteArray& body, int status,
                 const QByteArray& answer)
{
    const QString folder = qEnvironmentVariable("KEYDESK_EXCHANGE_LOG");
    if (folder.isEmpty())
        return;
    QFile file(QStringLiteral("%1/exchanges-%2.jsonl").arg(folder).arg(QCoreApplication::applicationPid()));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append))
        return;
    const QJsonObject line{{QStringLiteral("method"), QString::fromLatin1(method)},
                           {QStringLiteral("path"), path},
                           {QStringLiteral("body"), jsonOf(body)},
                           {QStringLiteral("status"), status},
                           {QStringLiteral("answer"), jsonOf(answer)}};
    file.write(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
}

#else

void logExchange(const QByteArray&, const QString&, const QByteArray&, int, const QByteArray&) {}

#endif

} // namespace keydesk
