#pragma once

#include "devices/keylink.h"
#include "devices/reportport.h"

#include <atomic>
#include <memory>

namespace keydesk {

/// libfido2's own reading and writing replaced by ours, report by report. That gives what the library (1.12) does not:
/// when a touch is needed, an end at once for every kind of key, unplugging noticed, and one time for a whole command.
class ReportLink final : public KeyLink
{
public:
    struct Times
    {
        /// CTAP 2.1, section 11.2.9.1.7: a key that works says so every 100 ms.
        std::chrono::milliseconds silence{3000};
        /// How long a key may take to answer that it gave up.
        std::chrono::milliseconds windingDown{400};
    };
    explicit ReportLink(std::unique_ptr<ReportPort> port) : ReportLink(std::move(port), Times()) {}
    ReportLink(std::unique_ptr<ReportPort> port, Times times);

    void begin(QDeadlineTimer deadline) override;
    int open(fido_dev_t* device) override;
    void cancel() override;
    std::optional<KeyProblem> interruption() const override { return m_interruption; }
    int idleDescriptor() const override { return m_port->idleDescriptor(); }
    bool drain() override { return m_port->drain(); }

private:
    int read(Report& report, QDeadlineTimer answer);
    int write(const Report& report);
    bool isOver();
    void interrupt(KeyProblem problem);
    void breakOff(KeyProblem problem);
    CtapHidConversation::Verdict judge(const Report& report);

    const std::unique_ptr<ReportPort> m_port;
    const Times m_times;
    std::atomic<bool> m_isCancelled = false;
    QDeadlineTimer m_deadline;
    CtapHidConversation m_conversation;
    std::optional<KeyProblem> m_interruption;
    /// Set while the key may still answer to a cancel report.
    std::optional<QDeadlineTimer> m_windingDown;
};

} // namespace keydesk
