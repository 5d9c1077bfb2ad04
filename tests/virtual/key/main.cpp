#include "virtual/key/keycommand.h"
#include "virtual/key/keycontrol.h"
#include "virtual/key/keywindow.h"

#include <QApplication>
#include <QTextStream>
#include <cstdio>

using namespace keydesk;
using namespace keydesk::virtualkey;

namespace {

constexpr int failed = 1;
constexpr int wrongUse = 2;

int complain(const Error& error)
{
    QTextStream(stderr) << "keydesk-key: " << error.context << Qt::endl;
    return error.code == ErrorCode::InvalidRequest ? wrongUse : failed;
}

int print(const QString& text)
{
    QTextStream(stdout) << text;
    return 0;
}

int tellKey(const KeyCommand& command)
{
    const auto answer = tell(command.control, command.order);
    if (!answer)
        return complain(answer.error());
    print(QString::fromUtf8(*answer) + QChar::LineFeed);
    return answer->contains("\"ok\":true") ? 0 : failed;
}

int run(const KeyCommand& command)
{
    auto opened = VirtualKey::open(command.plan);
    if (!opened)
        return complain(opened.error());
    VirtualKey& key = **opened;
    KeyControl control(key);
    if (!command.control.isEmpty()) {
        if (auto listening = control.listen(command.control); !listening)
            return complain(listening.error());
    }
    if (!command.isUnplugged) {
        if (auto plugged = key.plug(); !plugged)
            return complain(plugged.error());
    }
    QTextStream(stdout) << "keydesk-key is ready: " << command.plan.socket << Qt::endl;
    if (command.action == KeyCommand::Action::Headless)
        return QCoreApplication::exec();
    KeyWindow window(key);
    window.show();
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const auto command = KeyCommand::parse(arguments);
    if (!command)
        return complain(command.error());

    const bool hasWindow = command->action == KeyCommand::Action::Window;
    const std::unique_ptr<QCoreApplication> application(hasWindow ? new QApplication(argc, argv)
                                                                  : new QCoreApplication(argc, argv));
    QCoreApplication::setApplicationName(QStringLiteral("keydesk-key"));
    QCoreApplication::setApplicationVersion(QStringLiteral(KEYDESK_VERSION));
    switch (command->action) {
    case KeyCommand::Action::Help:
        return print(KeyCommand::help());
    case KeyCommand::Action::Version:
        return print(QStringLiteral("keydesk-key " KEYDESK_VERSION "\n"));
    case KeyCommand::Action::Tell:
        return tellKey(*command);
    case KeyCommand::Action::Headless:
    case KeyCommand::Action::Window:
        return run(*command);
    }
    Q_UNREACHABLE();
}
