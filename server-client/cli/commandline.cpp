#include "cli/commandline.h"

#include "cli/commanddeclaration.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Takes a flag out of the arguments, wherever it stands before "--".
bool takeFlag(QStringList& arguments, const QStringList& spellings)
{
    const qsizetype end = arguments.indexOf(u"--"_s);
    for (qsizetype i = 0; i < (end < 0 ? arguments.size() : end); ++i) {
        if (spellings.contains(arguments[i])) {
            arguments.removeAt(i);
            return true;
        }
    }
    return false;
}

/// The words at the beginning that name a group or a command.
QStringList takeWords(QStringList& arguments)
{
    QStringList words;
    const auto begins = [&](const QStringList& beginning) {
        const auto& all = commandDeclarations();
        return std::any_of(all.begin(), all.end(), [&](const CommandDeclaration& command) {
            return command.words.mid(0, beginning.size()) == beginning;
        });
    };
    while (!arguments.isEmpty() && begins(words + QStringList{arguments.constFirst()}))
        words.append(arguments.takeFirst());
    return words;
}

const CommandDeclaration* declarationOf(const QStringList& words)
{
    for (const CommandDeclaration& command : commandDeclarations()) {
        if (command.words == words)
            return &command;
    }
    return nullptr;
}

Error misusedCommand(const QStringList& words, const QString& why)
{
    const QString command = (QStringList{u"keydesk-admin"_s} + words).join(u' ');
    return misused(why + u". See: "_s + command + u" --help"_s);
}

Result<Command> readCommand(const CommandDeclaration& declaration, const QStringList& rest)
{
    QCommandLineParser parser;
    parser.addOptions(declaration.options);
    if (!parser.parse(QStringList{u"keydesk-admin"_s} + rest))
        return misusedCommand(declaration.words, parser.errorText().chopped(parser.errorText().endsWith(u'.') ? 1 : 0));
    const QStringList given = parser.positionalArguments();
    if (given.size() < declaration.arguments.size())
        return misusedCommand(declaration.words, declaration.arguments[given.size()] + u" is missing"_s);
    if (given.size() > declaration.arguments.size())
        return misusedCommand(declaration.words,
                              u"\"%1\" is one argument too many"_s.arg(given[declaration.arguments.size()]));
    if (given.contains(QString()))
        return misusedCommand(declaration.words, u"an argument is empty"_s);
    auto command = declaration.read(parser);
    return command ? command : misusedCommand(declaration.words, command.error().context);
}

} // namespace

Result<CommandLine> parseCommandLine(const QStringList& arguments)
{
    QStringList rest = arguments.mid(1);
    CommandLine line{.command = HelpCommand{}, .isJson = takeFlag(rest, {u"--json"_s})};
    const bool wantsHelp = takeFlag(rest, {u"--help"_s, u"-h"_s});
    const QStringList words = takeWords(rest);
    if (words.isEmpty() && takeFlag(rest, {u"--version"_s, u"-v"_s})) {
        line.command = VersionCommand{};
        return line;
    }
    if (wantsHelp || (words.isEmpty() && rest.isEmpty())) {
        line.command = HelpCommand{helpFor(words)};
        return line;
    }
    const CommandDeclaration* declaration = declarationOf(words);
    if (!declaration)
        return misusedCommand(words, rest.isEmpty() ? u"a command is missing"_s
                                                    : u"\"%1\" is no command"_s.arg(rest.constFirst()));
    auto command = readCommand(*declaration, rest);
    if (!command)
        return command.error();
    line.command = command.take();
    return line;
}

} // namespace keydesk
