#pragma once

#include "base/clock.h"

#include <QByteArray>
#include <QProcess>
#include <QString>

namespace keydesk {

/// What the independent tool oathtool shows; the secret is base32 and goes to it by its standard input.
struct Oathtool
{
    QByteArray secret;
    const char* hash = "sha1";
    int digits = 6;
    int period = 30;

    QByteArray at(Instant time) const
    {
        QProcess process;
        process.start(QStringLiteral("oathtool"),
                      {QStringLiteral("--totp=") + QString::fromLatin1(hash), QStringLiteral("-b"),
                       QStringLiteral("-d"), QString::number(digits), QStringLiteral("-s"),
                       QString::number(period) + u's', QStringLiteral("-N"),
                       u'@' + QString::number(toMilliseconds(time) / 1000), QStringLiteral("-")});
        process.write(secret + '\n');
        process.closeWriteChannel();
        if (!process.waitForFinished() || process.exitCode() != 0)
            qFatal("oathtool: %s", process.readAllStandardError().constData());
        return process.readAllStandardOutput().trimmed();
    }
};

} // namespace keydesk
