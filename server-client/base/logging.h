#pragma once

#include "base/error.h"

#include <initializer_list>

namespace keydesk {

enum class LogLevel { Debug, Info, Warning, Failure };

struct LogField
{
    const char* name; ///< Lower case, for example "request", "user", "phone".
    QString value;    ///< Empty values are left out.
};

/// Writes one line for one event to stderr, in one write; any thread. Values are quoted and escaped, so that nothing a
/// stranger sends can make a second line. Never hand in a secret. The request id is the field "request".
///     logEvent(LogLevel::Info, "phone.registered", {{"request", requestId}, {"user", userName}});
/// gives  2024-05-01T10:00:00.123Z info phone.registered request=… user=ada
/// Under systemd the time is left to the journal and the level becomes its priority ("<6>phone.registered …").
void logEvent(LogLevel level, const char* event, std::initializer_list<LogField> fields = {});

/// The same for a failure: its code and context are added.
void logFailure(const char* event, const Error& error, std::initializer_list<LogField> fields = {});

/// Sends Qt's own messages the same way (event "qt"). Debug lines are dropped unless wanted.
void startLogging(bool withDebug = false);

} // namespace keydesk
