#include "runbench.h"

#include "cli/administrationrun.h"
#include "cli/console.h"

#include <QBuffer>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

QJsonObject Outcome::json() const
{
    return QJsonDocument::fromJson(output.toUtf8()).object();
}

QJsonObject Outcome::errorJson() const
{
    return QJsonDocument::fromJson(errors.toUtf8()).object();
}

Outcome run(FakeAdministration& service, const AdministrationCommand& command, bool isJson, const QByteArray& typed)
{
    QBuffer input;
    QBuffer output;
    QBuffer errors;
    input.setData(typed);
    for (QBuffer* buffer : {&input, &output, &errors})
        buffer->open(QIODevice::ReadWrite);
    Console console({input, output, errors}, isJson);
    AdministrationRun run({service, console});
    std::optional<ExitCode> code;
    QObject::connect(&run, &AdministrationRun::finished, &run, [&](ExitCode end) { code = end; });
    run.start(command);
    if (!QTest::qWaitFor([&] { return code.has_value(); }))
        qFatal("the run does not end");
    return {*code, QString::fromUtf8(output.data()), QString::fromUtf8(errors.data())};
}

User person(const QString& userName, const QStringList& groups)
{
    User user;
    user.id = {userName};
    user.userName = userName;
    user.displayName = userName + u" Example"_s;
    user.locale = u"en"_s;
    user.groups = groups;
    return user;
}

Error failing(ErrorCode code, const QString& field)
{
    Error error{code, u"test"_s};
    if (!field.isEmpty())
        error.details = {{u"field"_s, field}};
    error.requestId = u"R1"_s;
    return error;
}

QString writtenTo(const QTemporaryDir& folder, const QByteArray& content)
{
    const QString name = folder.filePath(u"people.csv"_s);
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write");
    return name;
}

} // namespace keydesk
