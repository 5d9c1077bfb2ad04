#pragma once

#include "cli/commands.h"

#include <QCommandLineParser>
#include <functional>

namespace keydesk {

/// One command, declared once: how it is called, what its help says, how its arguments are read.
struct CommandDeclaration
{
    QStringList words;     ///< "user", "add"
    QStringList arguments; ///< Names of what must follow: "USER_NAME"
    QString summary;       ///< One line.
    QList<QCommandLineOption> options;
    QString details; ///< More help, or empty.
    std::function<Result<Command>(const QCommandLineParser&)> read;
};

const QList<CommandDeclaration>& commandDeclarations();
/// "key …" and "metadata …", a part of them.
QList<CommandDeclaration> keyDeclarations();
/// "session …", a part of them.
QList<CommandDeclaration> sessionDeclarations();

/// Of the whole program, of a group ("user"), of a command ("user", "add").
QString helpFor(const QStringList& words);

template <typename T>
Result<Command> administration(T command)
{
    return Command{AdministrationCommand{std::move(command)}};
}

/// InvalidRequest with a sentence for people.
Error misused(const QString& why);

} // namespace keydesk
