#include "cli/commanddeclaration.h"

#include <algorithm>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

using Lines = QList<std::pair<QString, QString>>;

/// Two columns; the second begins where the longest of the first ends.
QString columns(const Lines& lines)
{
    qsizetype width = 0;
    for (const auto& [left, right] : lines)
        width = std::max(width, left.size());
    QString text;
    for (const auto& [left, right] : lines)
        text += u"  "_s + left.leftJustified(width) + u"  "_s + right + u'\n';
    return text;
}

QString call(const CommandDeclaration& command)
{
    return (command.words + command.arguments).join(u' ');
}

const Lines globalOptions{{u"--json"_s, u"Print JSON, for programs."_s},
                          {u"-h, --help"_s, u"Show the help of what stands before it."_s}};

QString programHelp()
{
    Lines commands;
    for (const CommandDeclaration& command : commandDeclarations())
        commands.append({call(command), command.summary});
    return u"Usage: keydesk-admin COMMAND [OPTIONS]\n\nAdministers a Keydesk registration service.\n\nCommands:\n"_s +
           columns(commands) + u"\nOptions:\n"_s +
           columns(globalOptions + Lines{{u"-v, --version"_s, u"Show the version."_s}}) + u"\nExit codes:\n"_s +
           columns({{u"0"_s, u"done"_s},
                    {u"1"_s, u"refused by the service, or mistakes in a file"_s},
                    {u"2"_s, u"wrong use, or a file that cannot be read"_s},
                    {u"3"_s, u"the service does not answer, or cannot be trusted"_s},
                    {u"4"_s, u"this installation is not enrolled, was revoked, or is not for administration"_s},
                    {u"5"_s, u"the audit log was changed"_s}});
}

QString commandHelp(const CommandDeclaration& command)
{
    Lines options;
    for (const QCommandLineOption& option : command.options) {
        const QString value = option.valueName().isEmpty() ? QString() : u' ' + option.valueName();
        options.append({u"--"_s + option.names().constFirst() + value, option.description()});
    }
    return u"Usage: keydesk-admin "_s + call(command) + (options.isEmpty() ? QString() : u" [OPTIONS]"_s) + u"\n\n"_s +
           command.summary + u"\n\nOptions:\n"_s + columns(options + globalOptions) +
           (command.details.isEmpty() ? QString() : u'\n' + command.details + u'\n');
}

QString groupHelp(const QStringList& words)
{
    Lines commands;
    for (const CommandDeclaration& command : commandDeclarations()) {
        if (command.words.mid(0, words.size()) == words)
            commands.append({call(command), command.summary});
    }
    return u"Usage: keydesk-admin "_s + words.join(u' ') + u" COMMAND [OPTIONS]\n\nCommands:\n"_s + columns(commands);
}

} // namespace

QString helpFor(const QStringList& words)
{
    if (words.isEmpty())
        return programHelp();
    for (const CommandDeclaration& command : commandDeclarations()) {
        if (command.words == words)
            return commandHelp(command);
    }
    return groupHelp(words);
}

} // namespace keydesk
