#include "devices/reportlink.h"

#include "base/logging.h"

#include <algorithm>
#include <utility>

namespace keydesk {

using namespace std::chrono_literals;

namespace {

/// The library's open function knows a path only; this says whose it is. One thread opens one key at a time.
thread_local ReportLink* linkToOpen = nullptr;

QDeadlineTimer earliest(QDeadlineTimer left, QDeadlineTimer right)
{
    return std::min(left, right);
}

void trace(const char* event, const Report& report)
{
    // Never the contents: names and credential ids of people are in there.
    if ((report[4] & 0x80) != 0)
        logEvent(LogLevel::Debug, event,
                 {{"channel", QString::number(ctaphid::channelOf(report), 16)},
                  {"command", QString::number(report[4] & 0x7f, 16)},
                  {"bytes", QString::number(report[5] << 8 | report[6])}});
}

} // namespace

ReportLink::ReportLink(std::unique_ptr<ReportPort> port, Times times) : m_port(std::move(port)), m_times(times) {}

void ReportLink::begin(QDeadlineTimer deadline)
{
    m_deadline = deadline;
    m_isCancelled = false;
    m_interruption.reset();
    m_windingDown.reset();
    m_conversation = {};
}

void ReportLink::cancel()
{
    m_isCancelled = true;
    m_port->wake();
}

int ReportLink::open(fido_dev_t* device)
{
    static const fido_dev_io_t functions{
        .open = [](const char*) -> void* {
            ReportLink* link = std::exchange(linkToOpen, nullptr);
            if (const auto problem = link->m_port->open()) {
                link->breakOff(*problem);
                return nullptr;
            }
            return link;
        },
        .close = [](void* handle) { static_cast<ReportLink*>(handle)->m_port->close(); },
        .read =
            [](void* handle, unsigned char* bytes, std::size_t size, int milliseconds) {
                Report report;
                if (size != report.size())
                    return -1;
                const int got = static_cast<ReportLink*>(handle)->read(
                    report, milliseconds < 0 ? QDeadlineTimer(QDeadlineTimer::Forever) : QDeadlineTimer(milliseconds));
                std::copy(report.begin(), report.end(), bytes);
                return got;
            },
        .write =
            [](void* handle, const unsigned char* bytes, std::size_t size) {
                Report report;
                if (size != report.size() + 1) // The first byte is the report id.
                    return -1;
                std::copy(bytes + 1, bytes + size, report.begin());
                return static_cast<ReportLink*>(handle)->write(report) < 0 ? -1 : static_cast<int>(size);
            },
    };
    // On the device itself: functions that stand in a fido_dev_info_t alone are not used when it is opened.
    if (const int code = fido_dev_set_io_functions(device, &functions); code != FIDO_OK)
        return code;
    linkToOpen = this;
    const int code = fido_dev_open(device, "key");
    linkToOpen = nullptr;
    return code;
}

/// The person said stop, or the time is over: the key is told, and may still answer that it gave up. Otherwise it would
/// go on waiting for a touch and refuse the next command.
void ReportLink::interrupt(KeyProblem problem)
{
    m_interruption = problem;
    if (!m_conversation.canCancel())
        return;
    m_windingDown = QDeadlineTimer(m_times.windingDown);
    if (m_port->send(ctaphid::cancelReport(m_conversation.channel()), *m_windingDown) != ReportPort::Status::Done)
        breakOff(KeyProblem::Removed);
}

void ReportLink::breakOff(KeyProblem problem)
{
    m_interruption = problem;
    m_windingDown.reset();
}

bool ReportLink::isOver()
{
    if (!m_interruption && m_isCancelled)
        interrupt(KeyProblem::Cancelled);
    else if (!m_interruption && m_deadline.hasExpired())
        interrupt(KeyProblem::TimedOut);
    return m_interruption && (!m_windingDown || m_windingDown->hasExpired());
}

int ReportLink::write(const Report& report)
{
    // After an interruption nothing new is begun, whatever the library would like to ask next.
    if (isOver() || m_interruption)
        return -1;
    m_conversation.sent(report);
    trace("key.sent", report);
    const auto status = m_port->send(report, earliest(m_deadline, QDeadlineTimer(1s)));
    if (status == ReportPort::Status::Done)
        return 0;
    breakOff(status == ReportPort::Status::Removed ? KeyProblem::Removed : KeyProblem::NotAnswering);
    return -1;
}

CtapHidConversation::Verdict ReportLink::judge(const Report& report)
{
    const bool wasNeeded = m_conversation.isTouchNeeded();
    const auto verdict = m_conversation.received(report);
    if (verdict != CtapHidConversation::Verdict::Drop)
        trace("key.received", report);
    const bool isNeeded = m_conversation.isTouchNeeded();
    if (isNeeded && !wasNeeded && listener().touchNeeded)
        listener().touchNeeded();
    if (!isNeeded && wasNeeded && listener().touchEnded)
        listener().touchEnded();
    return verdict;
}

int ReportLink::read(Report& report, QDeadlineTimer answer)
{
    using Verdict = CtapHidConversation::Verdict;
    QDeadlineTimer silence(m_times.silence);
    while (!isOver()) {
        if (silence.hasExpired()) {
            interrupt(KeyProblem::NotAnswering);
            m_windingDown.reset();
            break;
        }
        if (answer.hasExpired())
            break;
        const QDeadlineTimer end = m_interruption ? *m_windingDown : m_deadline;
        const auto status = m_port->receive(report, earliest(end, earliest(silence, answer)));
        if (status == ReportPort::Status::Removed) {
            breakOff(KeyProblem::Removed);
            break;
        }
        if (status != ReportPort::Status::Done)
            continue;
        const Verdict verdict = judge(report);
        if (verdict == Verdict::Pass)
            return static_cast<int>(report.size());
        if (verdict == Verdict::Refuse) {
            const int failure = m_conversation.failure().value_or(0);
            const bool isBusy = failure == ctaphid::ChannelBusy || failure == ctaphid::LockRequired;
            breakOff(m_interruption.value_or(isBusy ? KeyProblem::HeldByAnother : KeyProblem::GarbageAnswer));
            break;
        }
        if (ctaphid::channelOf(report) == m_conversation.channel())
            silence = QDeadlineTimer(m_times.silence);
    }
    return -1;
}

} // namespace keydesk
