#include "base/closedmemory.h"
#include "base/random.h"
#include "base/whendone.h"
#include "cli/administrationrun.h"
#include "cli/commandline.h"
#include "cli/console.h"
#include "cli/enrolment.h"
#include "client/administrationclient.h"

#include <QCoreApplication>
#include <QFile>
#include <QTimer>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

class Program
{
public:
    explicit Program(Console& console) : m_console(console) {}

    int run(const Command& command)
    {
        return std::visit([this](const auto& one) { return run(one); }, command);
    }

private:
    int run(const HelpCommand& command)
    {
        m_console.print(command.text);
        return 0;
    }

    int run(const VersionCommand&)
    {
        m_console.print(u"keydesk-admin " KEYDESK_VERSION "\n"_s);
        return 0;
    }

    int run(const EnrolCommand& command)
    {
        Enrolment enrolment({AdminFolder(), m_console, m_clock, m_random}, command);
        QObject::connect(&enrolment, &Enrolment::finished, &enrolment, &Program::end, Qt::QueuedConnection);
        QTimer::singleShot(0, &enrolment, &Enrolment::start);
        return QCoreApplication::exec();
    }

    int run(const AdministrationCommand& command)
    {
        const AdminFolder folder;
        const auto address = folder.serviceAddress();
        if (!address)
            return fail(address.error());
        ServiceConnection connection(folder, *address, m_clock, m_random);
        AdministrationClient client(connection.session);
        AdministrationRun administration({client, m_console});
        QObject::connect(&administration, &AdministrationRun::finished, &administration, &Program::end,
                         Qt::QueuedConnection);
        whenDone(connection.service.load(), &administration, [&](const Result<void>& loaded) {
            if (!loaded)
                end(static_cast<ExitCode>(fail(loaded.error())));
            else if (!connection.service.identity())
                end(static_cast<ExitCode>(fail(Error{ErrorCode::InstallationUnknown, u"no key is kept"_s})));
            else
                administration.start(command);
        });
        return QCoreApplication::exec();
    }

    int fail(const Error& error)
    {
        m_console.complain(error);
        return static_cast<int>(exitCodeOf(error));
    }

    static void end(ExitCode code) { QCoreApplication::exit(static_cast<int>(code)); }

    Console& m_console;
    SystemClock m_clock;
    SystemRandom m_random;
};

} // namespace

int main(int argc, char** argv)
{
    closeMemory();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"keydesk-admin"_s);
    QFile input;
    QFile output;
    QFile errors;
    // A stream that was closed by the caller is one without content.
    (void)input.open(stdin, QIODevice::ReadOnly | QIODevice::Unbuffered);
    (void)output.open(stdout, QIODevice::WriteOnly | QIODevice::Unbuffered);
    (void)errors.open(stderr, QIODevice::WriteOnly | QIODevice::Unbuffered);
    const auto line = parseCommandLine(QCoreApplication::arguments());
    Console console({input, output, errors}, QCoreApplication::arguments().contains(u"--json"_s));
    if (!line) {
        console.complain(line.error());
        return static_cast<int>(ExitCode::WrongUse);
    }
    return Program(console).run(line->command);
}
