#include "privatekeychain.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTest>
#include <csignal>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

const QString keychainName = u"org.freedesktop.secrets"_s;

bool write(const QString& path, const QString& text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text.toUtf8()) > 0;
}

/// Asks the bus itself.
QByteArray askBus(const QString& method, const QStringList& arguments)
{
    QProcess ask;
    ask.start(u"dbus-send"_s, QStringList{u"--session"_s, u"--print-reply"_s, u"--dest=org.freedesktop.DBus"_s, u"/"_s,
                                          u"org.freedesktop.DBus."_s + method} +
                                  arguments);
    ask.waitForFinished();
    return ask.readAllStandardOutput();
}

bool isOnBus(const QString& name)
{
    return askBus(u"NameHasOwner"_s, {u"string:"_s + name}).contains("true");
}

} // namespace

PrivateKeychain::PrivateKeychain()
{
    m_keychain.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    for (const char* name : {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"})
        qputenv(name, m_home.path().toUtf8());
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"})
        qunsetenv(name);
}

PrivateKeychain::~PrivateKeychain()
{
    stopKeychain();
    std::signal(SIGTERM, SIG_IGN); // GLib ends a program whose session bus goes away.
    m_bus.terminate();
    m_bus.waitForFinished();
}

bool PrivateKeychain::startBus()
{
    const QString services = m_home.filePath(u"services"_s);
    const QString configuration = m_home.filePath(u"bus.conf"_s);
    if (!QDir().mkpath(services) ||
        !write(configuration, u"<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>"
                              "<servicedir>%1</servicedir>"
                              "<policy context='default'><allow send_destination='*' eavesdrop='true'/>"
                              "<allow eavesdrop='true'/><allow own='*'/></policy></busconfig>"_s.arg(services)))
        return false;
    m_bus.start(u"dbus-daemon"_s,
                {u"--config-file="_s + configuration, u"--nofork"_s, u"--nopidfile"_s, u"--print-address"_s});
    if (!m_bus.waitForReadyRead())
        return false;
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.readLine().trimmed());
    return true;
}

bool PrivateKeychain::startGnomeKeyring(State state, const QString& folder)
{
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_DATA_HOME"_s, folder);
    m_keychain.setProcessEnvironment(environment);
    QStringList arguments{u"--foreground"_s, u"--components=secrets"_s};
    if (state == State::Unlocked)
        arguments.prepend(u"--unlock"_s);
    m_keychain.start(u"gnome-keyring-daemon"_s, arguments);
    if (state == State::Unlocked)
        m_keychain.write("password of the keychain");
    m_keychain.closeWriteChannel();
    return waitForName();
}

bool PrivateKeychain::startStandIn()
{
    m_keychain.start(QStringLiteral(KEYDESK_SECRET_SERVICE), QStringList());
    return hears("ready\n");
}

bool PrivateKeychain::tell(const QByteArray& line)
{
    m_keychain.write(line + '\n');
    return hears("done\n");
}

bool PrivateKeychain::hears(const QByteArray& line)
{
    return QTest::qWaitFor([this] { return m_keychain.canReadLine(); }) && m_keychain.readLine() == line;
}

bool PrivateKeychain::waitForName()
{
    return QTest::qWaitFor([] { return isOnBus(keychainName); }, 20'000);
}

void PrivateKeychain::stopKeychain()
{
    if (m_keychain.state() == QProcess::NotRunning)
        return;
    m_keychain.closeWriteChannel();
    m_keychain.terminate();
    m_keychain.waitForFinished();
    const bool isGone = QTest::qWaitFor([] { return !isOnBus(keychainName); });
    QVERIFY2(isGone, "the keychain's name stays on the bus");
}

bool PrivateKeychain::setActivation(const QString& name, const QString& command)
{
    const QString file = m_home.filePath(u"services/"_s + name + u".service"_s);
    if (command.isEmpty())
        QFile::remove(file);
    else if (!write(file, u"[D-BUS Service]\nName=%1\nExec=%2\n"_s.arg(name, command)))
        return false;
    return askBus(u"ReloadConfig"_s, {}).contains("method return");
}

QString PrivateKeychain::endlessCommand()
{
    return u"/usr/bin/tail --pid=%1 -f /dev/null"_s.arg(QCoreApplication::applicationPid());
}

} // namespace keydesk
