#include "http/terminationsignal.h"

#include <QSocketNotifier>
#include <csignal>
#include <sys/signalfd.h>

namespace keydesk {

TerminationSignal::TerminationSignal(QObject* parent) : QObject(parent)
{
    sigset_t signalSet;
    sigemptyset(&signalSet);
    sigaddset(&signalSet, SIGTERM);
    sigaddset(&signalSet, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signalSet, nullptr);
    m_descriptor = Descriptor(::signalfd(-1, &signalSet, SFD_CLOEXEC | SFD_NONBLOCK));
    auto* notifier = new QSocketNotifier(m_descriptor.value(), QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, &TerminationSignal::readOne);
}

void TerminationSignal::readOne()
{
    signalfd_siginfo received;
    if (::read(m_descriptor.value(), &received, sizeof received) == sizeof received)
        Q_EMIT requested();
}

} // namespace keydesk
