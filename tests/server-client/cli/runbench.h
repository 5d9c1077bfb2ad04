#pragma once

#include "cli/commands.h"
#include "cli/exitcodes.h"
#include "fakeadministration.h"

#include <QJsonObject>

class QTemporaryDir;

namespace keydesk {

/// What a run of a command left behind.
struct Outcome
{
    ExitCode code;
    QString output;
    QString errors;

    QJsonObject json() const;
    QJsonObject errorJson() const;
};

/// Runs it to its end; `typed` stands on its standard input.
Outcome run(FakeAdministration& service, const AdministrationCommand& command, bool isJson = false,
            const QByteArray& typed = {});

User person(const QString& userName, const QStringList& groups = {});
Error failing(ErrorCode code, const QString& field = {});
/// The path of a file with this content.
QString writtenTo(const QTemporaryDir& folder, const QByteArray& content);

} // namespace keydesk
