#include "presenters/keycarepresenter.h"

#include "presenters/keycontents.h"

#include <algorithm>

namespace keydesk {

using namespace std::chrono_literals;
using Kind = KeyContent::Kind;
using Notice = KeyCareView::Notice;
using Problem = KeyCareView::Problem;
using State = KeyCareView::State;

KeyCarePresenter::KeyCarePresenter(PanelSession& session, WebAuthnApi& keys, KeyDevices& devices, QObject* parent)
    : PagePresenter(parent), m_session(session), m_api(keys), m_devices(devices), m_talk(devices)
{
    connect(&m_talk, &KeyTalk::changed, this, &KeyCarePresenter::follow);
    connect(&m_talk, &KeyTalk::finished, this, &KeyCarePresenter::ended);
    connect(&m_talk, &KeyTalk::pinSet, this, &KeyCarePresenter::pinSet);
    connect(&m_talk, &KeyTalk::keyReturned, this, &KeyCarePresenter::returned);
}

void KeyCarePresenter::enter()
{
    awaitKey();
}

void KeyCarePresenter::resume()
{
    if (m_interrupted)
        m_interrupted();
    else
        publish();
}

void KeyCarePresenter::comeBack()
{
    cancelled();
    publish();
}

void KeyCarePresenter::giveUp()
{
    m_talk.stop();
    m_interrupted = nullptr;
    m_isCleaning = false;
}

void KeyCarePresenter::leave()
{
    giveUp();
    m_key = {};
    m_registered.clear();
    m_view = {};
    PagePresenter::leave();
}

void KeyCarePresenter::turnTo(State state)
{
    m_interrupted = nullptr;
    m_isCleaning = false;
    m_view = {.state = state};
}

void KeyCarePresenter::awaitKey()
{
    turnTo(State::Waiting);
    m_key = {};
    m_talk.follow(m_devices.chooseKey(), {});
}

void KeyCarePresenter::care(const KeyDevice& device)
{
    const Notice notice = m_view.notice;
    turnTo(State::Overview);
    m_view.notice = notice;
    m_key = device.id;
    m_talk.watch(device);
}

void KeyCarePresenter::careOrAwait()
{
    if (const auto device = key())
        care(*device);
    else
        awaitKey();
}

/// The prompt has changed. A key that nothing is done with at the moment may be gone.
void KeyCarePresenter::follow()
{
    const bool needsKey = m_view.state == State::Overview || m_view.state == State::AskReset ||
                          (m_view.state == State::Contents && m_view.isListed);
    if (needsKey && !isBusy() && m_view.problem == Problem::None && m_talk.running() == 0s && !key())
        awaitKey();
    else
        publish();
}

void KeyCarePresenter::ended(const KeyOutcome& outcome)
{
    const auto device = m_talk.prompt().key;
    if (device)
        m_key = device->id;
    if (std::holds_alternative<KeyFailure>(outcome)) {
        m_view.problem = Problem::Key;
        m_isCleaning = false;
        publish();
    } else if (const auto* credentials = std::get_if<QList<KeyCredential>>(&outcome)) {
        m_view.contents =
            compareContents(*credentials, m_registered,
                            {.aaguid = device ? device->aaguid : QByteArray(),
                             .userName = m_session.account() ? m_session.account()->userName : QString()});
        m_view.isListed = true;
        follow();
    } else if (m_view.state == State::Contents) {
        m_view.contents.removeIf(
            [](const KeyContent& content) { return content.isChosen && content.kind == Kind::OnKeyOnly; });
        cleaned();
    } else {
        if (m_view.state == State::Reset)
            m_view.notice = Notice::WasReset;
        careOrAwait();
    }
}

void KeyCarePresenter::pinSet()
{
    m_view.notice = m_isFirstPin ? Notice::PinSet : Notice::PinChanged;
    careOrAwait();
}

/// A key that took no PIN any more is back: what was wanted of it, again.
void KeyCarePresenter::returned(const KeyDevice& device)
{
    m_key = device.id;
    if (m_view.state == State::Pin)
        startPin();
    else if (m_view.state == State::Contents && m_view.isListed)
        removeOnKey();
    else if (m_view.state == State::Contents)
        list();
    else
        care(device);
}

void KeyCarePresenter::startPin()
{
    const auto device = key();
    if (isBusy() || !device)
        return;
    turnTo(State::Pin);
    m_isFirstPin = device->pin == PinState::NotSet;
    switch (device->pin) {
    case PinState::NotSet:
        return m_talk.askNewPin(*device);
    case PinState::Set:
    case PinState::MustChange:
        return m_talk.askChangePin(*device);
    case PinState::Paused:
        return m_talk.awaitReturn(*device, {.problem = KeyProblem::PinPaused, .triesLeft = device->triesLeft});
    case PinState::Blocked:
        return m_talk.fail(KeyProblem::PinBlocked);
    case PinState::Unsupported:
        return m_talk.fail(KeyProblem::NotSupported, KeyAbility::Pin);
    }
}

QString KeyCarePresenter::relyingPartyId() const
{
    return m_session.service() ? m_session.service()->relyingPartyId : QString();
}

void KeyCarePresenter::startContents()
{
    const auto device = key();
    if (isBusy() || !device)
        return;
    turnTo(State::Contents);
    m_talk.watch(*device);
    if (relyingPartyId().isEmpty() || !device->can(KeyAbility::CredentialList))
        return m_talk.fail(KeyProblem::NotSupported, KeyAbility::CredentialList);
    m_interrupted = [this] { startContents(); };
    await(m_api.securityKeys(), [this](const Result<QList<SecurityKey>>& result) {
        if (!result)
            return failed(result.error());
        m_interrupted = nullptr;
        m_registered = *result;
        list();
    });
}

void KeyCarePresenter::list()
{
    m_talk.follow(m_devices.listCredentials(m_key, relyingPartyId()), {.key = m_key, .keepsPin = true});
}

void KeyCarePresenter::choose(int content, bool isChosen)
{
    if (isBusy() || m_isCleaning || !m_view.isListed || content < 0 || content >= m_view.contents.size() ||
        !mayBeChosen(m_view.contents[content]))
        return;
    m_view.contents[content].isChosen = isChosen;
    m_view.notice = Notice::None;
    publish();
}

void KeyCarePresenter::cleanUp()
{
    if (isBusy() || m_isCleaning || !m_view.isListed || m_view.chosen == 0)
        return;
    m_view.notice = Notice::None;
    m_view.problem = Problem::None;
    m_view.isLastFactor = false;
    m_isCleaning = true;
    removeHere();
}

/// First the registrations, one after the other: here it may be refused, and a strong proof be asked for.
void KeyCarePresenter::removeHere()
{
    const auto& contents = m_view.contents;
    const auto next = std::find_if(contents.begin(), contents.end(), [](const KeyContent& content) {
        return content.isChosen && content.kind == Kind::HereOnly;
    });
    if (next == contents.end())
        return removeOnKey();
    m_interrupted = [this] { removeHere(); };
    await(m_api.removeKey(next->key->id), [this, content = static_cast<int>(next - contents.begin())](
                                              const Result<void>& result) { removedHere(content, result); });
}

void KeyCarePresenter::removedHere(int content, const Result<void>& result)
{
    const ErrorCode code = result ? ErrorCode::NotFound : result.error().code; // Gone is gone.
    switch (code) {
    case ErrorCode::NotFound:
        m_view.contents.removeAt(content);
        break;
    case ErrorCode::LastFactor:
    case ErrorCode::Conflict:
    case ErrorCode::InvalidRequest:
        m_view.contents[content].isChosen = false;
        m_view.problem = Problem::NotCleaned;
        m_view.isLastFactor = m_view.isLastFactor || code == ErrorCode::LastFactor;
        m_view.requestId = result.error().requestId;
        break;
    default:
        return failed(result.error());
    }
    removeHere();
}

void KeyCarePresenter::removeOnKey()
{
    m_interrupted = nullptr;
    QList<QByteArray> ids;
    for (const KeyContent& content : std::as_const(m_view.contents))
        if (content.isChosen && content.kind == Kind::OnKeyOnly)
            ids.append(content.credentialId);
    if (ids.isEmpty())
        return cleaned();
    m_talk.follow(m_devices.removeCredentials(m_key, ids), {.key = m_key, .keepsPin = true});
}

void KeyCarePresenter::cleaned()
{
    m_isCleaning = false;
    if (m_view.problem == Problem::None)
        m_view.notice = Notice::CleanedUp;
    publish();
}

void KeyCarePresenter::failed(const Error& error)
{
    m_view.requestId = error.requestId;
    if (error.code == ErrorCode::StepUpRequired)
        Q_EMIT happened(FlowEvent::StepUpNeeded); // m_interrupted goes on after it.
    else if (error.code == ErrorCode::Cancelled)
        cancelled();
    else
        Q_EMIT troubled(troubleFrom(error, m_session.now()));
}

void KeyCarePresenter::askReset()
{
    const auto device = key();
    if (isBusy() || !device || m_view.state != State::Overview)
        return;
    const bool isKnown = device->state == KeyDevice::State::Ready;
    turnTo(isKnown && !device->can(KeyAbility::Reset) ? State::Reset : State::AskReset);
    if (m_view.state == State::Reset)
        m_talk.fail(KeyProblem::NotSupported, KeyAbility::Reset);
    else
        publish();
}

void KeyCarePresenter::confirmReset()
{
    if (m_view.state != State::AskReset && m_view.state != State::Reset)
        return;
    turnTo(State::Reset);
    m_talk.follow(m_devices.reset(m_key), {.key = m_key});
}

void KeyCarePresenter::enterPin(SharedSecret pin)
{
    m_talk.answerPin(pin);
}

void KeyCarePresenter::setPin(SharedSecret current, SharedSecret pin, SharedSecret repeated)
{
    m_talk.setPin(current, pin, repeated);
}

void KeyCarePresenter::retry()
{
    if (isBusy() || m_view.problem == Problem::None || m_talk.running() > 0s)
        return;
    m_isCleaning = false;
    if (!key())
        return awaitKey();
    switch (m_view.state) {
    case State::Pin:
        return startPin();
    case State::Contents:
        return m_view.isListed && m_view.chosen > 0 ? cleanUp() : startContents();
    case State::Reset:
        return confirmReset();
    default:
        return awaitKey();
    }
}

/// What the service was asked for is not waited for any more.
void KeyCarePresenter::cancelled()
{
    m_interrupted = nullptr;
    m_isCleaning = false;
    if (m_view.state == State::Contents && !m_view.isListed)
        careOrAwait();
}

void KeyCarePresenter::back()
{
    if (m_view.state == State::Waiting || m_view.state == State::Overview) {
        Q_EMIT happened(FlowEvent::WentBack);
        return;
    }
    cancel();
    m_view.notice = Notice::None;
    careOrAwait();
}

void KeyCarePresenter::publish()
{
    m_view.prompt = m_talk.prompt();
    m_view.chosen = static_cast<int>(std::count_if(m_view.contents.begin(), m_view.contents.end(),
                                                   [](const KeyContent& content) { return content.isChosen; }));
    m_view.helpDesk = m_session.branding().helpDesk;
    m_view.activity = activity();
    Q_EMIT viewChanged(m_view);
}

} // namespace keydesk
