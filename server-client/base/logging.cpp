#include "base/logging.h"

#include <QDateTime>
#include <QMessageLogContext>
#include <algorithm>
#include <atomic>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

std::atomic<bool> debugWanted{false};

QByteArray lineStart(LogLevel level)
{
    static const bool underJournal = qEnvironmentVariableIsSet("JOURNAL_STREAM");
    const auto index = static_cast<std::size_t>(level);
    if (underJournal) {
        constexpr const char* priorities[] = {"<7>", "<6>", "<4>", "<3>"};
        return priorities[index];
    }
    constexpr const char* names[] = {" debug ", " info ", " warning ", " error "};
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1() + names[index];
}

bool isPlain(QChar character)
{
    return character.isLetterOrNumber() || u"-_.:/@+•,"_s.contains(character);
}

/// U+2028 and U+2029 count as printable for Qt.
bool isLineBreak(QChar character)
{
    return character.category() == QChar::Separator_Line || character.category() == QChar::Separator_Paragraph;
}

QByteArray quoted(const QString& value)
{
    if (std::all_of(value.begin(), value.end(), isPlain))
        return value.toUtf8();
    QString text = u"\""_s;
    for (const QChar character : value) {
        if (character == u'"' || character == u'\\')
            text += u'\\' % character;
        else if ((character.isPrint() && !isLineBreak(character)) || character.isSurrogate())
            text += character;
        else
            text += u"\\u%1"_s.arg(static_cast<uint>(character.unicode()), 4, 16, QLatin1Char('0'));
    }
    return (text % u'"').toUtf8();
}

void writeLine(LogLevel level, const char* event, std::initializer_list<LogField> fields, const Error* error)
{
    if (level == LogLevel::Debug && !debugWanted)
        return;
    QByteArray line = lineStart(level) + event;
    const auto add = [&line](const char* name, const QString& value) {
        if (!value.isEmpty())
            line += ' ' + QByteArray(name) + '=' + quoted(value);
    };
    for (const LogField& field : fields)
        add(field.name, field.value);
    if (error != nullptr) {
        add("code", codeName(error->code));
        add("context", error->context);
    }
    line += '\n';
    const char* position = line.constData();
    for (qsizetype left = line.size(); left > 0;) {
        const ssize_t written = ::write(STDERR_FILENO, position, static_cast<std::size_t>(left));
        if (written <= 0)
            return;
        position += written;
        left -= written;
    }
}

void qtMessage(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    const LogLevel level = type == QtDebugMsg     ? LogLevel::Debug
                           : type == QtInfoMsg    ? LogLevel::Info
                           : type == QtWarningMsg ? LogLevel::Warning
                                                  : LogLevel::Failure;
    logEvent(level, "qt", {{"category", QString::fromLatin1(context.category)}, {"message", message}});
}

} // namespace

void logEvent(LogLevel level, const char* event, std::initializer_list<LogField> fields)
{
    writeLine(level, event, fields, nullptr);
}

void logFailure(const char* event, const Error& error, std::initializer_list<LogField> fields)
{
    writeLine(LogLevel::Failure, event, fields, &error);
}

void startLogging(bool withDebug)
{
    debugWanted = withDebug;
    qInstallMessageHandler(qtMessage);
}

} // namespace keydesk
