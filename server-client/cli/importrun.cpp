#include "cli/importrun.h"

#include "base/whendone.h"
#include "cli/console.h"
#include "cli/table.h"

#include <QJsonArray>
#include <QSet>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype largestTable = 16 * 1024 * 1024;

/// The service understood this line and does not want it: another line may fare better.
bool concernsOneLine(ErrorCode code)
{
    return code == ErrorCode::InvalidRequest || code == ErrorCode::Conflict || code == ErrorCode::TooLarge;
}

QString wordsFor(const QString& outcome)
{
    return outcome == u"not_tried" ? u"not tried"_s : outcome == u"would_be_added" ? u"would be added"_s : outcome;
}

} // namespace

ImportRun::ImportRun(Parts parts, ImportUsersCommand command, QObject* parent)
    : QObject(parent), m_parts(parts), m_command(std::move(command))
{
}

void ImportRun::start()
{
    auto csv = m_parts.console.readFile(m_command.file, largestTable);
    if (!csv)
        return fail(csv.error(), ExitCode::WrongUse);
    ImportTable table = readImportTable(*csv);
    wipe(*csv);
    if (!table.problems.isEmpty())
        return reportProblems(table.problems);
    for (ImportedPerson& person : table.people)
        m_lines.append({.person = std::move(person)});
    whenDone(m_parts.api.users(), this, [this](const Result<QList<User>>& users) { compare(users); });
}

void ImportRun::compare(const Result<QList<User>>& users)
{
    if (!users)
        return fail(users.error(), exitCodeOf(users.error()));
    QSet<QString> existing;
    for (const User& user : *users)
        existing.insert(comparableUserName(user.userName));

    QList<ImportProblem> problems;
    for (Line& line : m_lines) {
        line.outcome = u"not_tried"_s;
        if (!existing.contains(comparableUserName(line.person.user.user.userName)))
            continue;
        line.outcome = u"skipped"_s;
        if (!m_command.skipsExisting)
            problems.append(
                {.line = line.person.line, .column = u"user_name"_s, .problem = u"this person exists already"_s});
    }
    if (!problems.isEmpty())
        return reportProblems(problems);
    if (m_command.isDryRun) {
        for (Line& line : m_lines) {
            if (line.outcome == u"not_tried")
                line.outcome = u"would_be_added"_s;
        }
        return report(ExitCode::Done);
    }
    addNext();
}

void ImportRun::addNext()
{
    while (m_next < m_lines.size() && m_lines[m_next].outcome == u"skipped")
        ++m_next;
    if (m_next == m_lines.size())
        return report(m_worst);
    whenDone(m_parts.api.addUser(m_lines[m_next].person.user), this,
             [this](const Result<User>& added) { take(added); });
}

void ImportRun::take(const Result<User>& added)
{
    Line& line = m_lines[m_next++];
    line.person.user.password.reset();
    line.outcome = added ? u"added"_s : u"refused"_s;
    if (added)
        return addNext();

    const Error& error = added.error();
    line.problem = sentenceOf(error);
    m_worst = ExitCode::Refused;
    if (concernsOneLine(error.code) && m_command.keepsGoing)
        return addNext();
    if (!concernsOneLine(error.code)) {
        line.outcome = u"not_tried"_s;
        m_worst = exitCodeOf(error);
    }
    report(m_worst);
}

void ImportRun::report(ExitCode code)
{
    QHash<QString, int> counts;
    QJsonArray lines;
    QString text;
    for (const Line& line : m_lines) {
        const QString& userName = line.person.user.user.userName;
        ++counts[line.outcome];
        QJsonObject json{{u"line"_s, line.person.line}, {u"userName"_s, userName}, {u"outcome"_s, line.outcome}};
        if (!line.problem.isEmpty())
            json.insert(u"problem"_s, line.problem);
        lines.append(json);
        text += u"line %1: %2 %3"_s.arg(QString::number(line.person.line), shown(userName), wordsFor(line.outcome));
        text += line.problem.isEmpty() ? u"\n"_s : u": "_s + line.problem + u'\n';
    }
    QJsonObject json{{u"lines"_s, lines}};
    QStringList summary;
    for (const QString& outcome : {u"added"_s, u"would_be_added"_s, u"skipped"_s, u"refused"_s, u"not_tried"_s}) {
        json.insert(outcome == u"would_be_added" ? u"wouldBeAdded"_s
                    : outcome == u"not_tried"    ? u"notTried"_s
                                                 : outcome,
                    counts.value(outcome));
        if (counts.contains(outcome))
            summary.append(u"%1 %2"_s.arg(counts.value(outcome)).arg(wordsFor(outcome)));
    }
    m_parts.console.show(json, text + (summary.isEmpty() ? u"nobody in the file"_s : summary.join(u", "_s)) + u'\n');
    Q_EMIT finished(code);
}

void ImportRun::reportProblems(const QList<ImportProblem>& problems)
{
    QJsonArray json;
    for (const ImportProblem& problem : problems) {
        json.append(
            QJsonObject{{u"line"_s, problem.line}, {u"column"_s, problem.column}, {u"problem"_s, problem.problem}});
        const QString column = problem.column.isEmpty() ? QString() : u", "_s + problem.column;
        if (!m_parts.console.isJson())
            m_parts.console.complain(u"%1, line %2%3: %4"_s.arg(m_command.file, QString::number(problem.line),
                                                                shown(column), shown(problem.problem)));
    }
    if (m_parts.console.isJson())
        m_parts.console.complainJson({{u"problems"_s, json}});
    else
        m_parts.console.complain(u"nobody was added"_s);
    Q_EMIT finished(ExitCode::Refused);
}

void ImportRun::fail(const Error& error, ExitCode code)
{
    m_parts.console.complain(error);
    Q_EMIT finished(code);
}

} // namespace keydesk
