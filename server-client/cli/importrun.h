#pragma once

#include "cli/commands.h"
#include "cli/exitcodes.h"
#include "cli/userimport.h"

#include <QObject>

namespace keydesk {

class Console;

/// Adds the people of a table one after the other and says for each line what became of it. Nobody is added when
/// anything is wrong with the table itself, or when somebody of it exists already.
class ImportRun : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        AdministrationApi& api;
        Console& console;
    };
    ImportRun(Parts parts, ImportUsersCommand command, QObject* parent = nullptr);
    void start();

Q_SIGNALS:
    void finished(keydesk::ExitCode code);

private:
    struct Line
    {
        ImportedPerson person;
        QString outcome = {}; ///< "added", "skipped", "refused", "not_tried", "would_be_added"
        QString problem = {};
    };

    void compare(const Result<QList<User>>& users);
    void addNext();
    void take(const Result<User>& added);
    void report(ExitCode code);
    void reportProblems(const QList<ImportProblem>& problems);
    void fail(const Error& error, ExitCode code);

    Parts m_parts;
    ImportUsersCommand m_command;
    QList<Line> m_lines;
    qsizetype m_next = 0;
    ExitCode m_worst = ExitCode::Done;
};

} // namespace keydesk
