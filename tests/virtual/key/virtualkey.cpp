#include "virtual/key/virtualkey.h"

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace keydesk::virtualkey {

namespace {

constexpr auto u2fAskingFor = 2s; ///< Clients ask again after a quarter of a second.
constexpr auto u2fTouchLasts = 10s;

bool isSpoiltAtOnce(const HidMessage& message)
{
    return message.command == HidCommand::Init || message.command == HidCommand::Ping;
}

} // namespace

VirtualKey::VirtualKey(const KeyPlan& plan)
    : m_transport(plan.model.generation != KeyModel::Generation::U2f),
      m_socket(plan.socket),
      m_touchMode(plan.touchMode)
{
    m_touchTimeout.setSingleShot(true);
    m_touchTimeout.setInterval(plan.touchTimeout);
    m_u2fAsking.setSingleShot(true);
    m_u2fAsking.setInterval(u2fAskingFor);
}

Result<std::unique_ptr<VirtualKey>> VirtualKey::open(const KeyPlan& plan)
{
    std::unique_ptr<VirtualKey> key(new VirtualKey(plan));
    const QString manufacturer =
        plan.manufacturerFolder.isEmpty() ? plan.folder + u"/manufacturer"_s : plan.manufacturerFolder;
    auto authenticator = Authenticator::open(plan.model, plan.folder, manufacturer, key->m_clock, key->m_random);
    if (!authenticator)
        return authenticator.error();
    key->m_authenticator = authenticator.take();
    key->connectParts();
    return key;
}

void VirtualKey::connectParts()
{
    connect(&m_socket, &KeySocket::received, &m_transport, &HidTransport::receive);
    connect(&m_socket, &KeySocket::disconnected, &m_transport, &HidTransport::loseClient);
    connect(&m_socket, &KeySocket::connected, this, [this] { Q_EMIT clientChanged(true); });
    connect(&m_socket, &KeySocket::disconnected, this, [this] { Q_EMIT clientChanged(false); });
    connect(&m_transport, &HidTransport::messageReady, this, &VirtualKey::send);
    connect(&m_transport, &HidTransport::requested, this, &VirtualKey::handle);
    connect(&m_transport, &HidTransport::winked, this, &VirtualKey::winked);
    connect(&m_transport, &HidTransport::abandoned, this, &VirtualKey::endTouch);
    connect(&m_transport, &HidTransport::cancelled, this, [this] {
        if (m_waiting)
            finish(CtapStatus::KeepaliveCancel);
    });
    connect(&m_touchTimeout, &QTimer::timeout, this,
            [this] { finish(m_waiting->otherwise.value_or(CtapStatus::UserActionTimeout)); });
    connect(&m_u2fAsking, &QTimer::timeout, this, [this] { Q_EMIT touchNeededChanged(isTouchNeeded()); });
}

Result<void> VirtualKey::plug()
{
    if (isPlugged())
        return done();
    m_authenticator->powerUp();
    m_transport.powerUp();
    if (auto plugged = m_socket.plug(); !plugged)
        return plugged.error();
    Q_EMIT pluggedChanged(true);
    return done();
}

void VirtualKey::unplug()
{
    if (!isPlugged())
        return;
    m_socket.unplug();
    m_transport.powerUp();
    m_fault.reset();
    m_u2fTouched.reset();
    endTouch();
    Q_EMIT pluggedChanged(false);
}

void VirtualKey::handle(HidCommand command, const QByteArray& payload)
{
    m_work.start();
    const QString name = command == HidCommand::Msg ? u"msg"_s : commandName(static_cast<quint8>(payload.front()));
    m_fault = takeFault(name);
    Q_EMIT requested(name);
    if (m_fault && m_fault->kind == Fault::Kind::Silent)
        return m_transport.drop();
    if (command == HidCommand::Msg)
        answer(m_authenticator->handleU2f(payload, [this] { return takeU2fTouch(); }));
    else
        handleCbor(payload);
}

void VirtualKey::handleCbor(const QByteArray& payload)
{
    const Outcome outcome = m_authenticator->handle(payload);
    if (const auto* reply = std::get_if<Reply>(&outcome))
        answer(reply->bytes());
    else
        askForTouch(std::get<AfterTouch>(outcome));
}

void VirtualKey::pauseWork()
{
    if (m_work.isValid())
        m_worked += std::chrono::nanoseconds(m_work.nsecsElapsed());
    m_work.invalidate();
}

void VirtualKey::askForTouch(const AfterTouch& waiting)
{
    pauseWork();
    m_waiting = waiting;
    m_touchTimeout.start();
    m_transport.setStatus(HidTransport::Status::TouchNeeded);
    Q_EMIT touchNeededChanged(true);
    if (m_touchMode == TouchMode::Auto)
        touch();
}

bool VirtualKey::touch()
{
    if (m_u2fAsking.isActive()) {
        m_u2fTouched = m_clock.now();
        m_u2fAsking.stop();
        Q_EMIT touchNeededChanged(isTouchNeeded());
        return true;
    }
    if (!m_waiting)
        return false;
    m_work.start();
    m_transport.setStatus(HidTransport::Status::Processing);
    finish(m_waiting->touched());
    return true;
}

bool VirtualKey::deny()
{
    if (!m_waiting)
        return false;
    finish(m_waiting->otherwise.value_or(CtapStatus::OperationDenied));
    return true;
}

void VirtualKey::setTouchMode(TouchMode mode)
{
    m_touchMode = mode;
    if (mode == TouchMode::Auto)
        touch();
}

void VirtualKey::finish(const Reply& reply)
{
    endTouch();
    answer(reply.bytes());
}

void VirtualKey::endTouch()
{
    const bool wasNeeded = isTouchNeeded();
    m_waiting.reset();
    m_touchTimeout.stop();
    m_u2fAsking.stop();
    if (wasNeeded)
        Q_EMIT touchNeededChanged(false);
}

/// A U2F platform is told "touch me" and asks again; the touch in between counts for its next question.
bool VirtualKey::takeU2fTouch()
{
    if (m_touchMode == TouchMode::Auto)
        return true;
    const auto touched = std::exchange(m_u2fTouched, std::nullopt);
    if (touched && m_clock.now() - *touched <= u2fTouchLasts)
        return true;
    const bool wasNeeded = isTouchNeeded();
    m_u2fAsking.start();
    if (!wasNeeded)
        Q_EMIT touchNeededChanged(true);
    return false;
}

void VirtualKey::answer(const QByteArray& payload)
{
    pauseWork();
    if (m_fault && m_fault->kind == Fault::Kind::Delay) {
        QTimer::singleShot(m_fault->delay, &m_transport, [this, payload] { m_transport.answer(payload); });
        m_fault.reset();
        return;
    }
    m_transport.answer(payload);
}

void VirtualKey::send(const HidMessage& message)
{
    std::optional<Fault> fault;
    if (message.command == HidCommand::Msg || message.command == HidCommand::Cbor)
        fault = std::exchange(m_fault, std::nullopt);
    else if (isSpoiltAtOnce(message))
        fault = takeFault(message.command == HidCommand::Init ? u"init"_s : u"ping"_s);
    if (fault)
        spoil(message, *fault);
    else
        sendReports(reportsOf(message));
}

void VirtualKey::spoil(const HidMessage& message, const Fault& fault)
{
    const QList<QByteArray> reports = spoiled(message, fault.kind, m_random);
    if (fault.kind == Fault::Kind::Delay) {
        QTimer::singleShot(fault.delay, this, [this, reports] { sendReports(reports); });
        return;
    }
    sendReports(reports);
    if (fault.kind == Fault::Kind::Drop)
        unplug();
}

void VirtualKey::sendReports(const QList<QByteArray>& reports)
{
    for (const QByteArray& report : reports)
        m_socket.send(report);
}

void VirtualKey::addFault(const Fault& fault)
{
    m_faults.append(fault);
}

std::optional<Fault> VirtualKey::takeFault(const QString& name)
{
    const bool isInternal = name == u"init" || name == u"ping";
    for (auto fault = m_faults.begin(); fault != m_faults.end(); ++fault) {
        if (fault->on != name && !(fault->on.isEmpty() && !isInternal))
            continue;
        const Fault taken = *fault;
        if (taken.times > 0 && --fault->times == 0)
            m_faults.erase(fault);
        return taken;
    }
    return std::nullopt;
}

} // namespace keydesk::virtualkey
