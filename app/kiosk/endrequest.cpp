#include "kiosk/endrequest.h"

#include <QSocketNotifier>
#include <csignal>
#include <sys/eventfd.h>
#include <unistd.h>

namespace keydesk {

namespace {

constexpr int endingSignals[] = {SIGTERM, SIGINT, SIGHUP};
volatile std::sig_atomic_t wakeDescriptor = -1; // All that a signal handler may touch.

void wake(int)
{
    const eventfd_t one = 1;
    [[maybe_unused]] const auto written = ::write(wakeDescriptor, &one, sizeof one);
}

} // namespace

EndRequest::EndRequest(QObject* parent) : QObject(parent)
{
    wakeDescriptor = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    auto* notifier = new QSocketNotifier(wakeDescriptor, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        eventfd_t count = 0;
        if (::eventfd_read(wakeDescriptor, &count) == 0)
            Q_EMIT requested();
    });
    for (const int number : endingSignals)
        std::signal(number, wake);
}

EndRequest::~EndRequest()
{
    for (const int number : endingSignals)
        std::signal(number, SIG_DFL);
    ::close(wakeDescriptor);
}

} // namespace keydesk
