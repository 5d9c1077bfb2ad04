#pragma once

#include <QByteArray>
#include <QString>

namespace keydesk {

/// For tests: where KEYDESK_EXCHANGE_LOG names a folder, appends each exchange as one line of JSON to a file there, so
/// that a validator can hold it against docs/openapi.yaml. It writes secrets in clear; a release build holds none of
/// it.
void logExchange(const QByteArray& method, const QString& path, const QByteArray& body, int status,
                 const QByteArray& answer);

} // namespace keydesk
