#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "virtual/key/authenticator.h"
#include "virtual/key/faults.h"
#include "virtual/key/hidtransport.h"
#include "virtual/key/keysocket.h"

#include <QElapsedTimer>

namespace keydesk::virtualkey {

/// The system's time, moved by hand: time-outs of minutes can be tried without waiting for them.
class MovableClock final : public Clock
{
public:
    Instant now() const override { return SystemClock().now() + m_ahead; }
    void advance(std::chrono::milliseconds by) { m_ahead += by; }

private:
    std::chrono::milliseconds m_ahead{0};
};

enum class TouchMode {
    Auto,   ///< Touched whenever it asks.
    Manual, ///< By touch() and deny().
    Never,  ///< It asks until the time is over.
};

struct KeyPlan
{
    KeyModel model = {};
    QString socket;
    QString folder;
    QString manufacturerFolder = {}; ///< Empty: "manufacturer" within the folder.
    TouchMode touchMode = TouchMode::Auto;
    std::chrono::milliseconds touchTimeout{30'000};
};

/// A security key: authenticator, plug, and the place a finger touches.
class VirtualKey : public QObject
{
    Q_OBJECT
public:
    static Result<std::unique_ptr<VirtualKey>> open(const KeyPlan& plan);

    Result<void> plug();
    /// Power goes: channels, PIN tokens and whatever was going on are lost.
    void unplug();
    bool isPlugged() const { return m_socket.isPlugged(); }
    bool hasClient() const { return m_socket.hasClient(); }

    bool isTouchNeeded() const { return m_waiting.has_value() || m_u2fAsking.isActive(); }
    /// False when nothing asked for it.
    bool touch();
    bool deny();
    TouchMode touchMode() const { return m_touchMode; }
    void setTouchMode(TouchMode mode);

    void addFault(const Fault& fault);
    void clearFaults() { m_faults.clear(); }

    /// How long it has been at work since it was made, from complete requests to their answers; waiting for a touch is
    /// no work.
    std::chrono::microseconds worked() const { return std::chrono::duration_cast<std::chrono::microseconds>(m_worked); }

    Authenticator& authenticator() { return *m_authenticator; }
    const Authenticator& authenticator() const { return *m_authenticator; }
    MovableClock& clock() { return m_clock; }
    const QString& socketPath() const { return m_socket.path(); }

Q_SIGNALS:
    void pluggedChanged(bool isPlugged);
    void clientChanged(bool hasClient);
    void touchNeededChanged(bool isNeeded);
    void winked();
    /// A request came, by its name as for Fault::on.
    void requested(const QString& name);

private:
    explicit VirtualKey(const KeyPlan& plan);
    void connectParts();
    void handle(HidCommand command, const QByteArray& payload);
    void handleCbor(const QByteArray& payload);
    void finish(const Reply& reply);
    void answer(const QByteArray& payload);
    void askForTouch(const AfterTouch& waiting);
    void endTouch();
    bool takeU2fTouch();
    void send(const HidMessage& message);
    void spoil(const HidMessage& message, const Fault& fault);
    void sendReports(const QList<QByteArray>& reports);
    void pauseWork();
    std::optional<Fault> takeFault(const QString& name);

    MovableClock m_clock;
    SystemRandom m_random;
    std::unique_ptr<Authenticator> m_authenticator;
    HidTransport m_transport;
    KeySocket m_socket;
    TouchMode m_touchMode;
    std::optional<AfterTouch> m_waiting;
    QTimer m_touchTimeout;
    QTimer m_u2fAsking; ///< U2F platforms ask again and again; this notices when they stop.
    std::optional<Instant> m_u2fTouched;
    QList<Fault> m_faults;
    std::optional<Fault> m_fault; ///< For the answer of this transaction.
    QElapsedTimer m_work;         ///< Valid while it works.
    std::chrono::nanoseconds m_worked{0};
};

} // namespace keydesk::virtualkey
