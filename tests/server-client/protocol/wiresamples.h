#pragma once

#include "protocol/wire.h"

#include <functional>

namespace keydesk {

/// A value that crosses the wire, by its writer.
struct WireSample
{
    const char* name;
    QJsonObject json;
    std::function<Result<QJsonObject>(const QJsonObject&)> again; ///< Reads and writes once more.
    bool isRequest;
};

/// One of each kind at least, with every member set.
QList<WireSample> wireSamples();

extern const SignInStep waitingStep;
extern const AssertionRequest assertionRequest;
extern const AssertionAnswer assertionAnswer;

} // namespace keydesk
