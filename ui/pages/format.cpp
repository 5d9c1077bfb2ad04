#include "pages/words.h"

#include <QDateTime>
#include <QLocale>

namespace keydesk {

using namespace std::chrono_literals;

QString Format::duration(std::chrono::seconds time)
{
    const auto hours = time / 1h;
    const auto minutes = time % 1h / 1min;
    const auto seconds = (time % 1min).count();
    if (hours > 0)
        return minutes > 0 ? tr("%1 h %2 min").arg(hours).arg(minutes) : tr("%1 h").arg(hours);
    if (minutes > 0)
        return seconds > 0 ? tr("%1 min %2 s").arg(minutes).arg(seconds) : tr("%1 min").arg(minutes);
    return tr("%1 s").arg(seconds);
}

QString Format::moment(Instant instant)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(toMilliseconds(instant));
    const QLocale locale;
    return locale.toString(time.date(), QStringLiteral("d MMMM yyyy")) + QStringLiteral(", ") +
           locale.toString(time.time(), QStringLiteral("HH:mm"));
}

QString Format::capabilities(const QStringList& names)
{
    QStringList words;
    for (const QString& name : names) {
        if (name == QStringLiteral("soft_otp"))
            words.append(tr("One-time codes (soft OTP)"));
        else if (name == QStringLiteral("push"))
            words.append(tr("Approvals (push)"));
        else if (name == QStringLiteral("qr_login"))
            words.append(tr("QR login"));
    }
    return words.join(QStringLiteral(" · "));
}

QString Format::sentences(const QStringList& parts)
{
    QStringList said = parts;
    said.removeAll(QString());
    return said.join(QLatin1Char(' '));
}

} // namespace keydesk
