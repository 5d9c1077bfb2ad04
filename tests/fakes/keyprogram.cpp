#include "fakes/keyprogram.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFile>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

constexpr int patience = 10'000; ///< Milliseconds; sanitizers are slow.

} // namespace

KeyProgram::KeyProgram(const QStringList& options)
{
    const QString control = m_folder.filePath(u"control"_s);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QStringLiteral(KEYDESK_KEY_PROGRAM),
                    QStringList{u"--headless"_s, u"--touch"_s, u"manual"_s, u"--socket"_s, socket(), u"--control"_s,
                                control, u"--data"_s, m_folder.filePath(u"data"_s)} +
                        options);
    if (!m_process.waitForStarted(patience) || !m_process.waitForReadyRead(patience))
        qFatal("keydesk-key does not start");
    m_control.connectToServer(control);
    if (!m_control.waitForConnected(patience))
        qFatal("keydesk-key takes no orders");
}

KeyProgram::~KeyProgram()
{
    m_control.abort();
    m_process.terminate();
    if (!m_process.waitForFinished(patience))
        m_process.kill();
    m_process.waitForFinished();
}

QByteArray KeyProgram::manufacturerRoot() const
{
    QFile file(m_folder.filePath(u"data/manufacturer/root.pem"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject KeyProgram::tell(const QJsonObject& order)
{
    m_control.write(QJsonDocument(order).toJson(QJsonDocument::Compact) + '\n');
    const QDeadlineTimer deadline(patience);
    while (!m_control.canReadLine() && !deadline.hasExpired())
        m_control.waitForReadyRead(static_cast<int>(deadline.remainingTime()));
    return QJsonDocument::fromJson(m_control.readLine()).object();
}

bool KeyProgram::touchWhenNeeded()
{
    const QDeadlineTimer deadline(5000);
    while (!deadline.hasExpired()) {
        if (tell(u"touch"_s)[u"taken"_s].toBool())
            return true;
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
    }
    return false;
}

void KeyProgram::addFault(const QString& kind, const QString& on, int times, int milliseconds)
{
    tell(QJsonObject{{u"command"_s, u"fault"_s},
                     {u"kind"_s, kind},
                     {u"on"_s, on},
                     {u"times"_s, times},
                     {u"milliseconds"_s, milliseconds}});
}

} // namespace keydesk
