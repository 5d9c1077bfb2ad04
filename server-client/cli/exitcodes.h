#pragma once

#include "base/error.h"

namespace keydesk {

/// What keydesk-admin's exit code says to a script. `keydesk-admin --help` lists them.
enum class ExitCode {
    Done = 0,
    Refused = 1,    ///< The service understood and refused, or a file holds mistakes.
    WrongUse = 2,   ///< The command line cannot be understood, or a file cannot be read.
    NoService = 3,  ///< The service does not answer, or cannot be trusted.
    NotAllowed = 4, ///< This installation is not enrolled, was revoked, or is not for administration.
    NotIntact = 5,  ///< The audit log was changed.
};

ExitCode exitCodeOf(const Error& error);

/// One sentence for a person; the request id, where there is one, is part of it.
QString sentenceOf(const Error& error);

} // namespace keydesk
