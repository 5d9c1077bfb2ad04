#include "presenters/keypresenter.h"

#include "presenters/owncopy.h"

#include <algorithm>

namespace keydesk {

using Problem = KeyView::Problem;
using State = KeyView::State;

namespace {

/// A key that is plugged in may be the one that was registered: of the same model, as far as both tell.
bool mayBe(const KeyDevice& device, const SecurityKey& key)
{
    const bool isTold = key.aaguid.count('\0') < key.aaguid.size();
    return !isTold || device.aaguid == key.aaguid;
}

} // namespace

KeyPresenter::KeyPresenter(PanelSession& session, WebAuthnApi& keys, KeyDevices& devices, QObject* parent)
    : PagePresenter(parent), m_session(session), m_api(keys), m_devices(devices), m_talk(devices)
{
    connect(&m_talk, &KeyTalk::changed, this, &KeyPresenter::publish);
    connect(&m_talk, &KeyTalk::finished, this, &KeyPresenter::clearingEnded);
    connect(&m_talk, &KeyTalk::keyReturned, this, &KeyPresenter::look);
}

Problem KeyPresenter::checkName(const QString& name)
{
    const QString trimmed = ownCopy(name);
    if (trimmed.isEmpty())
        return Problem::NameMissing;
    return trimmed.toUcs4().size() > 64 ? Problem::NameTooLong : Problem::None;
}

void KeyPresenter::setKey(const SecurityKey& key, KeyQuestion question)
{
    m_view = {.key = key, .question = question};
}

void KeyPresenter::enter()
{
    publish();
}

void KeyPresenter::resume()
{
    if (m_interrupted)
        m_interrupted();
    else
        publish();
}

void KeyPresenter::comeBack()
{
    m_interrupted = nullptr;
    publish();
}

void KeyPresenter::giveUp()
{
    m_talk.stop();
}

void KeyPresenter::leave()
{
    giveUp();
    m_interrupted = nullptr;
    m_view = {};
    PagePresenter::leave();
}

void KeyPresenter::ask(KeyQuestion question)
{
    if (isBusy() || m_view.state != State::Overview)
        return;
    m_view.question = question;
    m_view.problem = Problem::None;
    m_view.wasRenamed = false;
    publish();
}

void KeyPresenter::dismiss()
{
    ask(KeyQuestion::None);
}

void KeyPresenter::rename(const QString& name)
{
    if (isBusy() || m_view.state != State::Overview)
        return;
    m_view.problem = checkName(name);
    if (m_view.problem != Problem::None)
        return publish();
    m_interrupted = [this, trimmed = ownCopy(name)] {
        await(m_api.renameKey(m_view.key.id, trimmed), [this](const Result<SecurityKey>& result) {
            if (!result)
                return failed(result.error());
            m_interrupted = nullptr;
            m_view.key = *result;
            m_view.question = KeyQuestion::None;
            m_view.wasRenamed = true;
        });
    };
    m_interrupted();
}

void KeyPresenter::confirm()
{
    const bool isLost = m_view.question == KeyQuestion::Lost;
    if (isBusy() || m_view.state != State::Overview || (!isLost && m_view.question != KeyQuestion::Remove))
        return;
    m_view.problem = Problem::None;
    m_interrupted = [this, isLost] {
        const SecurityKeyId& id = m_view.key.id;
        await(isLost ? m_api.reportKeyLost(id) : m_api.removeKey(id), [this, isLost](const Result<void>& result) {
            if (!result)
                return failed(result.error());
            m_interrupted = nullptr;
            m_view.question = KeyQuestion::None;
            if (isLost) {
                Q_EMIT reportedLost(m_view.key);
                Q_EMIT happened(FlowEvent::Done);
            } else if (m_view.key.isDiscoverable && !m_view.key.isLost) {
                clear();
            } else {
                endRemoval(!m_view.key.isDiscoverable); // What is not kept on the key is gone with its registration.
            }
        });
    };
    m_interrupted();
}

void KeyPresenter::failed(const Error& error)
{
    m_view.requestId = error.requestId;
    switch (error.code) {
    case ErrorCode::StepUpRequired:
        Q_EMIT happened(FlowEvent::StepUpNeeded); // m_interrupted is done again after it.
        return;
    case ErrorCode::LastFactor:
        m_view.problem = Problem::LastFactor;
        m_view.question = KeyQuestion::None;
        break;
    case ErrorCode::NotFound:
        m_view.problem = Problem::Gone;
        m_view.question = KeyQuestion::None;
        break;
    case ErrorCode::InvalidRequest:
    case ErrorCode::TooLarge:
    case ErrorCode::Conflict:
        m_view.problem = Problem::NameRefused;
        break;
    case ErrorCode::Cancelled:
        break;
    default:
        Q_EMIT troubled(troubleFrom(error, m_session.now()));
        return;
    }
    m_interrupted = nullptr;
}

/// The service forgot the credential; now the key itself.
void KeyPresenter::clear()
{
    m_view.state = State::Clearing;
    m_talk.follow(m_devices.chooseKey(), {});
}

void KeyPresenter::clearingEnded(const KeyOutcome& outcome)
{
    const auto device = m_talk.prompt().key;
    if (std::holds_alternative<KeyDone>(outcome)) {
        endRemoval(true);
    } else if (std::holds_alternative<KeyFailure>(outcome)) {
        publish();
    } else if (!device) {
        m_talk.fail(KeyProblem::Removed);
    } else if (const auto* credentials = std::get_if<QList<KeyCredential>>(&outcome)) {
        const QByteArray& id = m_view.key.credentialId;
        const bool isThere = std::any_of(credentials->begin(), credentials->end(),
                                         [&](const KeyCredential& credential) { return credential.id == id; });
        if (isThere)
            m_talk.follow(m_devices.removeCredentials(device->id, {id}), {.key = device->id, .keepsPin = true});
        else
            m_talk.fail(KeyProblem::NoCredential);
    } else {
        look(*device);
    }
}

/// Removing what is not there would succeed: only the list tells whether this is the right key.
void KeyPresenter::look(const KeyDevice& device)
{
    const QString relyingPartyId = m_session.service() ? m_session.service()->relyingPartyId : QString();
    if (!mayBe(device, m_view.key))
        m_talk.fail(KeyProblem::DifferentKey);
    else if (relyingPartyId.isEmpty() || !device.can(KeyAbility::CredentialList))
        m_talk.fail(KeyProblem::NotSupported, KeyAbility::CredentialList);
    else
        m_talk.follow(m_devices.listCredentials(device.id, relyingPartyId), {.key = device.id, .keepsPin = true});
}

void KeyPresenter::endRemoval(bool isClearedOnKey)
{
    m_talk.stop();
    Q_EMIT removed(m_view.key, isClearedOnKey);
    Q_EMIT happened(FlowEvent::Done);
}

void KeyPresenter::enterPin(SharedSecret pin)
{
    m_talk.answerPin(pin);
}

void KeyPresenter::retryClearing()
{
    if (m_view.state == State::Clearing && m_view.prompt.failure)
        clear();
}

void KeyPresenter::skipClearing()
{
    if (m_view.state == State::Clearing)
        endRemoval(false);
}

void KeyPresenter::cancelled()
{
    m_interrupted = nullptr;
}

void KeyPresenter::back()
{
    if (m_view.state == State::Clearing)
        endRemoval(false);
    else
        Q_EMIT happened(FlowEvent::WentBack);
}

void KeyPresenter::publish()
{
    m_view.prompt = m_talk.prompt();
    m_view.isLastFactor = m_session.account() && m_session.account()->goodFactors <= 1 && !m_view.key.isLost;
    m_view.helpDesk = m_session.branding().helpDesk;
    m_view.activity = activity();
    Q_EMIT viewChanged(m_view);
}

} // namespace keydesk
