#pragma once

#include "virtual/phone/virtualphone.h"

#include <QStringList>

class QTextStream;

namespace keydesk {

/// What the command line asks for.
struct PhoneCommand
{
    enum class Output { Window, Once, Json, Follow, Help, Version };
    Output output = Output::Window;
    QString picture; ///< --scan
    QString uri;     ///< --uri; "-": a line from the standard input, so that the secret is in no process list.
    AppHabits habits = {};
    std::optional<Instant> at = {}; ///< --at: another time than now, for tests.

    /// InvalidRequest with a context for people.
    static Result<PhoneCommand> parse(const QStringList& arguments);
    static QString help();
};

/// A phone as the command describes it; nullopt where it names no code to scan. The stream is the standard input.
Result<std::optional<VirtualPhone>> scannedPhone(const PhoneCommand& command, QTextStream& input);

/// "123456  17 s left  Example Corp: ada@example.org"
QString codeLine(const VirtualPhone& phone, Instant now);
QByteArray codeJson(const VirtualPhone& phone, Instant now);

} // namespace keydesk
