#include "judge.h"

#include <QDeadlineTimer>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

constexpr int patience = 30'000; ///< Milliseconds.

} // namespace

Judge::Judge(const QString& program, const QStringList& arguments)
{
    const bool isPython = program.endsWith(u".py");
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"NODE_PATH"_s, qEnvironmentVariable("KEYDESK_NPM_MODULES"));
    environment.insert(u"PYTHONDONTWRITEBYTECODE"_s, u"1"_s);
    environment.insert(u"PYTHONPATH"_s, QStringLiteral(KEYDESK_JUDGES "/../virtual/key"));
    m_process.setProcessEnvironment(environment);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    // Node 18 has no crypto of the web's by itself; later ones take the option and need it not.
    const QStringList options = isPython ? QStringList() : QStringList{u"--experimental-global-webcrypto"_s};
    m_process.start(isPython ? u"/usr/bin/python3"_s : u"node"_s,
                    options + QStringList{QStringLiteral(KEYDESK_JUDGES "/") + program} + arguments);
    if (!m_process.waitForStarted(patience))
        qFatal("%s does not start", qPrintable(program));
}

Judge::~Judge()
{
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(patience))
        m_process.kill();
    m_process.waitForFinished();
}

QJsonObject Judge::ask(const QJsonObject& question)
{
    m_process.write(QJsonDocument(question).toJson(QJsonDocument::Compact) + '\n');
    const QDeadlineTimer deadline(patience);
    while (!m_process.canReadLine() && !deadline.hasExpired() && m_process.state() == QProcess::Running)
        m_process.waitForReadyRead(static_cast<int>(deadline.remainingTime()));
    return QJsonDocument::fromJson(m_process.readLine()).object();
}

} // namespace keydesk
