#include "devices/pluggedkeys.h"

#include "base/logging.h"
#include "devices/keymodels.h"
#include "devices/keytext.h"

#include <algorithm>

namespace keydesk {

using namespace std::chrono_literals;

namespace {

QList<KeyAbility> missingOf(const KeyFacts& facts)
{
    QList<KeyAbility> missing;
    const auto note = [&missing](bool isThere, KeyAbility ability) {
        if (!isThere)
            missing.append(ability);
    };
    note(facts.pin != PinState::Unsupported, KeyAbility::Pin);
    note(facts.pin != PinState::Unsupported || facts.verifiesByItself, KeyAbility::UserVerification);
    note(facts.hasDiscoverable, KeyAbility::Discoverable);
    note(facts.managesCredentials, KeyAbility::CredentialList);
    note(!facts.isU2fOnly && !facts.isPlatform, KeyAbility::Reset);
    return missing;
}

void describe(KeyDevice& device, const KeyFacts& facts, const FoundKey& found)
{
    const QString model = modelName(facts.aaguid);
    device.state = KeyDevice::State::Ready;
    device.problem.reset();
    device.model = model.isEmpty() ? plainKeyText(found.product.toUtf8()) : model;
    device.maker = plainKeyText(found.maker.toUtf8());
    device.aaguid = facts.aaguid;
    device.isU2fOnly = facts.isU2fOnly;
    device.isPlatform = facts.isPlatform;
    device.verifiesByItself = facts.verifiesByItself;
    device.pin = facts.pin;
    device.triesLeft = facts.triesLeft;
    device.minimumPinLength = facts.minimumPinLength;
    device.freeSlots = facts.freeSlots;
    device.missing = missingOf(facts);
}

/// What may be over by itself.
bool isPassing(std::optional<KeyProblem> problem)
{
    return problem == KeyProblem::HeldByAnother || problem == KeyProblem::NoAccess;
}

} // namespace

PluggedKeys::PluggedKeys(std::vector<std::unique_ptr<KeySource>> sources, QObject* parent)
    : QObject(parent), m_sources(std::move(sources))
{
    for (const auto& source : m_sources) {
        connect(source.get(), &KeySource::found, this,
                [this, from = source.get()](const FoundKey& found) { add(from, found); });
        connect(source.get(), &KeySource::lost, this, &PluggedKeys::removePlace);
    }
    m_again.setInterval(1s);
    connect(&m_again, &QTimer::timeout, this, &PluggedKeys::inspectUnusable);
}

PluggedKeys::~PluggedKeys()
{
    for (const auto& thread : m_threads) // All at once, so that they end side by side.
        thread->end();
}

void PluggedKeys::start()
{
    for (const auto& source : m_sources)
        source->start();
}

QList<KeyDevice> PluggedKeys::keys() const
{
    QList<KeyDevice> devices;
    for (const Plugged& plugged : m_plugged)
        devices.append(plugged.device);
    return devices;
}

std::optional<KeyDevice> PluggedKeys::find(const KeyDeviceId& id) const
{
    for (const Plugged& plugged : m_plugged)
        if (plugged.device.id == id)
            return plugged.device;
    return {};
}

PluggedKeys::Plugged* PluggedKeys::entry(const KeyDeviceId& id)
{
    const auto found = std::find_if(m_plugged.begin(), m_plugged.end(),
                                    [&id](const Plugged& plugged) { return plugged.device.id == id; });
    return found == m_plugged.end() ? nullptr : &*found;
}

void PluggedKeys::add(KeySource* source, const FoundKey& found)
{
    for (const Plugged& plugged : m_plugged)
        if (plugged.found.place == found.place)
            return;
    const KeyDeviceId id{QString::number(++m_lastKey)};
    auto thread = std::make_unique<KeyThread>(found.link);
    connect(&thread->worker(), &KeyWorker::touchNeeded, this, &PluggedKeys::touchNeeded);
    connect(&thread->worker(), &KeyWorker::touchEnded, this, &PluggedKeys::touchEnded);
    connect(&thread->worker(), &KeyWorker::answered, this,
            [this, id](KeyJobId job, const KeyAnswer& answer) { take(id, job, answer); });
    connect(&thread->worker(), &KeyWorker::gone, this, [this, id] { remove(id); });
    m_plugged.push_back({.device = {.id = id,
                                    .model = plainKeyText(found.product.toUtf8()),
                                    .maker = plainKeyText(found.maker.toUtf8())},
                         .found = found,
                         .source = source,
                         .thread = thread.get()});
    m_threads.push_back(std::move(thread));
    logEvent(LogLevel::Info, "key.appeared", {{"key", id.value}, {"place", found.place}, {"product", found.product}});
    inspect(m_plugged.back());
    Q_EMIT appeared(KeyDevice(m_plugged.back().device));
}

void PluggedKeys::removePlace(const QString& place)
{
    const auto found = std::find_if(m_plugged.begin(), m_plugged.end(),
                                    [&place](const Plugged& plugged) { return plugged.found.place == place; });
    if (found != m_plugged.end())
        remove(KeyDeviceId(found->device.id));
}

void PluggedKeys::remove(const KeyDeviceId& id)
{
    Plugged* plugged = entry(id);
    if (plugged == nullptr)
        return;
    logEvent(LogLevel::Info, "key.removed", {{"key", id.value}});
    KeySource* source = plugged->source;
    const QString place = plugged->found.place;
    retire(plugged->thread);
    std::erase_if(m_plugged, [&id](const Plugged& other) { return other.device.id == id; });
    QList<KeyJobId> open;
    for (auto job = m_jobs.cbegin(); job != m_jobs.cend(); ++job)
        if (job->key == id)
            open.append(job.key());
    for (const KeyJobId job : open)
        m_jobs.remove(job);
    for (const KeyJobId job : open)
        Q_EMIT answered(job, KeyFailure{.problem = KeyProblem::Removed});
    Q_EMIT removed(id);
    source->forget(place);
}

/// Its thread may need a moment to notice; nobody waits for it.
void PluggedKeys::retire(KeyThread* thread)
{
    connect(
        thread, &KeyThread::ended, this,
        [this, thread] { std::erase_if(m_threads, [thread](const auto& other) { return other.get() == thread; }); },
        Qt::QueuedConnection);
    thread->end();
}

KeyJobId PluggedKeys::submit(const KeyDeviceId& key, KeyCommand command, QDeadlineTimer deadline)
{
    const KeyJobId job{++m_lastJob};
    if (Plugged* plugged = entry(key)) {
        bool mayChange = !std::holds_alternative<AwaitTouchCommand>(command);
        if (plugged->inspection) { // Nobody waits for one; it is made up for later.
            plugged->thread->cancel(*plugged->inspection);
            mayChange = true;
        }
        m_jobs.insert(
            job, {.key = key, .mayChange = mayChange, .setsPin = std::holds_alternative<SetPinCommand>(command)});
        plugged->thread->submit({.id = job, .command = std::move(command), .deadline = deadline});
    } else {
        QMetaObject::invokeMethod(
            this, [this, job] { Q_EMIT answered(job, KeyFailure{.problem = KeyProblem::Removed}); },
            Qt::QueuedConnection);
    }
    return job;
}

void PluggedKeys::cancel(KeyJobId job)
{
    if (const Plugged* plugged = entry(m_jobs.value(job).key))
        plugged->thread->cancel(job);
}

void PluggedKeys::take(const KeyDeviceId& key, KeyJobId job, const KeyAnswer& answer)
{
    Plugged* plugged = entry(key);
    if (plugged == nullptr || !m_jobs.contains(job))
        return;
    const OpenJob taken = m_jobs.take(job);
    if (plugged->inspection == job) {
        inspected(*plugged, answer);
        return;
    }
    if (const auto* failure = std::get_if<KeyFailure>(&answer); failure && failure->problem == KeyProblem::PinPaused)
        plugged->isPinPaused = true;
    if (taken.setsPin && std::holds_alternative<KeyDone>(answer))
        pinIsSet(*plugged);
    Q_EMIT answered(job, answer);
    // Tries, slots or the PIN may be others now. Whoever listened has put his next command before this one.
    if (Plugged* still = entry(key); still != nullptr && taken.mayChange)
        inspect(*still);
}

/// Known at once: an inspection comes only after what is done next.
void PluggedKeys::pinIsSet(Plugged& plugged)
{
    KeyDevice device = plugged.device;
    device.pin = PinState::Set;
    if (device == plugged.device)
        return;
    plugged.device = device;
    Q_EMIT changed(device);
}

void PluggedKeys::inspect(Plugged& plugged)
{
    if (!plugged.inspection)
        plugged.inspection = submit(plugged.device.id, InspectCommand(), QDeadlineTimer(QDeadlineTimer::Forever));
}

void PluggedKeys::inspected(Plugged& plugged, const KeyAnswer& answer)
{
    plugged.inspection.reset();
    KeyDevice device = plugged.device;
    if (const auto* facts = std::get_if<KeyFacts>(&answer)) {
        describe(device, *facts, plugged.found);
        if (plugged.isPinPaused && device.pin == PinState::Set)
            device.pin = PinState::Paused;
    } else if (const auto* failure = std::get_if<KeyFailure>(&answer)) {
        if (failure->problem == KeyProblem::Removed)
            return; // The worker says so, too.
        if (failure->problem == KeyProblem::Cancelled)
            return;
        device.state = KeyDevice::State::Unusable;
        device.problem = failure->problem;
        logEvent(LogLevel::Warning, "key.unusable",
                 {{"key", device.id.value},
                  {"problem", QString::number(static_cast<int>(failure->problem))},
                  {"code", QString::number(failure->code)}});
    }
    if (isPassing(device.problem))
        m_again.start();
    if (device == plugged.device)
        return;
    plugged.device = device;
    Q_EMIT changed(device);
}

void PluggedKeys::inspectUnusable()
{
    m_again.stop();
    for (Plugged& plugged : m_plugged)
        if (isPassing(plugged.device.problem))
            inspect(plugged);
}

} // namespace keydesk
