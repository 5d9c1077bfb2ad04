#pragma once

#include "base/clock.h"

#include <QString>

namespace keydesk {

/// A moment for people, in the service's time zone and the form of their language: "5 January 2026, 10:00 (UTC)".
QString localTime(Instant instant, const QString& locale);

} // namespace keydesk
