#include "devices/keyvisit.h"

#include "devices/fidocode.h"
#include "devices/pinrules.h"

#include <QThread>

namespace keydesk {

KeyVisit::KeyVisit(KeyLink& link) : m_link(link), m_device(fido_dev_new()) {}

KeyVisit::~KeyVisit()
{
    if (m_device)
        m_link.close(m_device.get());
}

KeyAnswer KeyVisit::carryOut(const KeyCommand& command)
{
    if (const int code = open(); code != FIDO_OK)
        return openingFailureOf(code, m_link.interruption());
    return std::visit([this](const auto& kind) { return answer(kind); }, command);
}

int KeyVisit::open()
{
    if (!m_device)
        return FIDO_ERR_INTERNAL;
    if (const int code = m_link.open(m_device.get()); code != FIDO_OK)
        return code;
    return readFacts();
}

KeyFailure KeyVisit::failure(int code) const
{
    return failureOf(code, m_link.interruption());
}

KeyFailure KeyVisit::cannot(KeyAbility ability) const
{
    return {.problem = KeyProblem::NotSupported, .missing = ability};
}

KeyAnswer KeyVisit::answer(const AwaitTouchCommand&)
{
    m_link.expectTouch();
    if (const int code = fido_dev_get_touch_begin(m_device.get()); code != FIDO_OK)
        return failure(code);
    for (;;) {
        int isTouched = 0;
        const int code = fido_dev_get_touch_status(m_device.get(), &isTouched, -1);
        if (isTouched != 0)
            return KeyDone{};
        // A failed read counts as "not touched yet" for the library: a key that was taken out would be asked for ever.
        if (code != FIDO_OK || m_link.interruption())
            return failure(code == FIDO_OK ? FIDO_ERR_RX : code);
        if (m_facts.isU2fOnly)
            QThread::msleep(100); // These keys answer at once and are asked again.
    }
}

KeyAnswer KeyVisit::answer(const ResetCommand&)
{
    if (m_facts.isU2fOnly || m_facts.isPlatform)
        return cannot(KeyAbility::Reset);
    m_link.expectTouch();
    const int code = fido_dev_reset(m_device.get());
    if (code == FIDO_OK)
        return KeyDone{};
    KeyFailure reason = failure(code);
    if (code == FIDO_ERR_NOT_ALLOWED)
        reason.problem = KeyProblem::ResetTooLate;
    return reason;
}

std::optional<int> KeyVisit::readTriesLeft()
{
    int tries = 0;
    if (fido_dev_get_retry_count(m_device.get(), &tries) != FIDO_OK)
        return {};
    return tries;
}

const char* KeyVisit::usablePin(const SharedSecret& pin)
{
    m_pin = m_facts.pin == PinState::Set ? terminatedPin(pin) : nullptr;
    return m_pin ? m_pin->view().data() : nullptr;
}

KeyAnswer KeyVisit::refused(int code, bool wasByItself)
{
    if (m_link.interruption())
        return failure(code);
    if (wasByItself && isVerificationFailure(code) && m_facts.pin == PinState::Set)
        return PinNeeded{PinRequest::Reason::FingerNotKnown, m_facts.triesLeft};
    if (asksForPin(code))
        return m_facts.pin == PinState::Set ? KeyAnswer(PinNeeded{PinRequest::Reason::Needed, m_facts.triesLeft})
                                            : KeyAnswer(KeyFailure{.problem = KeyProblem::PinNotSet, .code = code});
    KeyFailure reason = failure(code);
    if (code ==
        FIDO_ERR_PIN_POLICY_VIOLATION) // Of the PIN that is set: it must be changed before it is good for anything.
        reason.problem = KeyProblem::PinMustChange;
    // Wrong once or twice: again. The third in a row: take it out and put it back. Eight in all: blocked for good.
    if (reason.problem == KeyProblem::PinWrong && !m_pin)
        reason.problem = KeyProblem::Refused; // There was none: it makes no sense, and asking for one would not end it.
    if (reason.problem == KeyProblem::PinWrong || reason.problem == KeyProblem::PinPaused)
        reason.triesLeft = readTriesLeft();
    if (reason.problem == KeyProblem::PinBlocked || reason.triesLeft == 0) {
        reason.problem = KeyProblem::PinBlocked;
        reason.triesLeft = 0;
    }
    if (reason.problem == KeyProblem::PinWrong)
        return PinNeeded{PinRequest::Reason::Wrong, reason.triesLeft};
    return reason;
}

} // namespace keydesk
