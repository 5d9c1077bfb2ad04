#include "text/localtime.h"

#include <QDateTime>
#include <QLocale>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

QString localTime(Instant instant, const QString& locale)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(toMilliseconds(instant));
    const QLocale language(locale);
    return language.toString(time.date(), QLocale::LongFormat) + u", "_s +
           language.toString(time.time(), QLocale::ShortFormat) + u" ("_s + time.timeZoneAbbreviation() + u')';
}

} // namespace keydesk
