#pragma once

#include "virtual/key/virtualkey.h"

#include <QStringList>

namespace keydesk::virtualkey {

/// What the command line asks for.
struct KeyCommand
{
    enum class Action { Window, Headless, Tell, Help, Version };
    Action action = Action::Window;
    KeyPlan plan = {};
    QString control = {};     ///< --control
    bool isUnplugged = false; ///< --unplugged
    QString order = {};       ///< --tell: a command's name or a JSON object.

    /// InvalidRequest with a context for people.
    static Result<KeyCommand> parse(const QStringList& arguments);
    static QString help();
};

std::optional<TouchMode> touchModeFrom(const QString& name);
QString touchModeName(TouchMode mode);

/// Sends one order to a running key's control socket and returns its answer, a line of JSON. Waits as long as the key
/// does.
Result<QByteArray> tell(const QString& control, const QString& order);

} // namespace keydesk::virtualkey
