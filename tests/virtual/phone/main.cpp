#include "virtual/phone/phonecommand.h"
#include "virtual/phone/phonewindow.h"

#include <QApplication>
#include <QTextStream>
#include <QTimer>
#include <cstdio>
#include <functional>

using namespace keydesk;

namespace {

constexpr int nothingFound = 1;
constexpr int wrongUse = 2;

/// The true time: the system's, or another one that keeps running from where --at put it.
class ShiftedClock final : public Clock
{
public:
    explicit ShiftedClock(std::optional<Instant> at)
        : m_shift(at ? *at - SystemClock().now() : std::chrono::milliseconds{0})
    {
    }
    Instant now() const override { return SystemClock().now() + m_shift; }

private:
    std::chrono::milliseconds m_shift;
};

int complain(const Error& error)
{
    QTextStream(stderr) << "keydesk-phone: " << error.context << Qt::endl;
    return error.code == ErrorCode::NotFound ? nothingFound : wrongUse;
}

int printOnce(const PhoneCommand& command, const VirtualPhone& phone)
{
    const Instant now = command.at.value_or(SystemClock().now());
    QTextStream out(stdout);
    if (command.output == PhoneCommand::Output::Json)
        out << codeJson(phone, now) << Qt::endl;
    else
        out << codeLine(phone, now) << Qt::endl;
    return 0;
}

int follow(QCoreApplication& application, const Clock& clock, const VirtualPhone& phone)
{
    const std::function<void()> print = [&] {
        const Instant now = clock.now();
        QTextStream(stdout) << codeLine(phone, now) << Qt::endl;
        QTimer::singleShot(phone.at(now).left + std::chrono::milliseconds{1}, Qt::PreciseTimer, &application, print);
    };
    print();
    return application.exec();
}

} // namespace

int main(int argc, char** argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const auto command = PhoneCommand::parse(arguments);
    if (!command)
        return complain(command.error());

    using Output = PhoneCommand::Output;
    if (command->output != Output::Window) // Pictures need no display.
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("keydesk-phone"));
    QApplication::setApplicationVersion(QStringLiteral(KEYDESK_VERSION));
    if (command->output == Output::Help || command->output == Output::Version) {
        QTextStream(stdout) << (command->output == Output::Help
                                    ? PhoneCommand::help()
                                    : QStringLiteral("keydesk-phone " KEYDESK_VERSION "\n"));
        return 0;
    }

    QTextStream input(stdin);
    const auto phone = scannedPhone(*command, input);
    if (!phone)
        return complain(phone.error());
    const ShiftedClock clock(command->at);
    if (command->output == Output::Follow)
        return follow(application, clock, **phone);
    if (command->output != Output::Window)
        return printOnce(*command, **phone);

    PhoneWindow window(clock, command->habits);
    if (*phone)
        window.show(**phone);
    window.show();
    return QApplication::exec();
}
