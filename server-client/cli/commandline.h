#pragma once

#include "cli/commands.h"

namespace keydesk {

struct CommandLine
{
    Command command;
    bool isJson = false; ///< --json, anywhere before "--": output for programs.
};

/// Reads the arguments (the first is the program's name) without doing anything. InvalidRequest with a context for
/// people; it names --help of the command that was meant.
Result<CommandLine> parseCommandLine(const QStringList& arguments);

} // namespace keydesk
