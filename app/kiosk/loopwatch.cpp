#include "kiosk/loopwatch.h"

#include <QEvent>
#include <QFile>
#include <QSaveFile>
#include <ctime>
#include <unistd.h>

namespace keydesk {

using namespace std::chrono_literals;
using Milliseconds = std::chrono::duration<double, std::milli>;

namespace {

/// Since the kernel made this process; proc(5), field 22, in clock ticks since boot.
Milliseconds processAge()
{
    QFile file(QStringLiteral("/proc/self/stat"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray line = file.readAll();
    const auto fields = line.mid(line.lastIndexOf(')') + 2).split(' '); // The name may hold spaces; field 3 follows it.
    if (fields.size() < 20)
        return {};
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    const double begun = fields[19].toDouble() / static_cast<double>(sysconf(_SC_CLK_TCK));
    return std::chrono::duration<double>{static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9 -
                                         begun};
}

/// How long a thread has been ready to run while the processor was somebody else's; proc(5), second field.
std::chrono::nanoseconds waitedForProcessor(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return {};
    return std::chrono::nanoseconds{file.readAll().split(' ').value(1).toLongLong()};
}

} // namespace

LoopWatch::LoopWatch(QString file, QObject* parent) : QObject(parent), m_file(std::move(file)) {}

LoopWatch::~LoopWatch()
{
    m_thread.request_stop();
    m_answer.release();
}

void LoopWatch::watch(QObject* window)
{
    window->installEventFilter(this);
}

bool LoopWatch::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Paint) {
        watched->removeEventFilter(this);
        // Queued: the frame is on the screen when the loop comes round again.
        QMetaObject::invokeMethod(this, &LoopWatch::begin, Qt::QueuedConnection);
    }
    return false;
}

void LoopWatch::begin()
{
    m_firstPage = processAge().count();
    m_scheduling = QStringLiteral("/proc/self/task/%1/schedstat").arg(::gettid());
    write();
    m_thread = std::jthread([this](const std::stop_token& stop) { beat(stop); });
}

void LoopWatch::beat(const std::stop_token& stop)
{
    double written = 0;
    while (!stop.stop_requested()) {
        const auto asked = std::chrono::steady_clock::now();
        const auto waited = waitedForProcessor(m_scheduling);
        QMetaObject::invokeMethod(
            this, [this, asked, waited] { answer(asked, waited); }, Qt::QueuedConnection);
        m_answer.acquire();
        if (m_longest > written && !stop.stop_requested()) {
            written = m_longest;
            write();
        }
        std::this_thread::sleep_for(1ms); // What begins meanwhile is seen that much shorter than it was.
    }
}

void LoopWatch::answer(Moment asked, std::chrono::nanoseconds waitedBefore)
{
    const auto elsewhere = waitedForProcessor(m_scheduling) - waitedBefore;
    const Milliseconds blocked = std::chrono::steady_clock::now() - asked - elsewhere;
    m_longest = std::max(m_longest.load(), blocked.count());
    m_answer.release();
}

void LoopWatch::write() const
{
    QSaveFile file(m_file);
    if (!file.open(QIODevice::WriteOnly))
        return;
    file.write("first_page_ms " + QByteArray::number(m_firstPage, 'f', 1) + '\n');
    file.write("gui_block_max_ms " + QByteArray::number(m_longest, 'f', 1) + '\n');
    file.commit();
}

} // namespace keydesk
