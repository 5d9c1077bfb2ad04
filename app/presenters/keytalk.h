#pragma once

#include "devices/keydevices.h"
#include "presenters/keyprompt.h"

#include <QDeadlineTimer>
#include <QSet>
#include <QTimer>

namespace keydesk {

/// How long an operation may take that a ceremony of the service waits for.
std::chrono::milliseconds budgetUntil(Instant expires, Instant serviceNow);

/// What one page asks of a security key, operation after operation, and what the person is asked meanwhile: prompt().
/// PINs are held against the key's rules before they are sent to it. A key that wants to be taken out after three wrong
/// PINs is waited for. GUI thread.
class KeyTalk : public QObject
{
    Q_OBJECT
public:
    struct Terms
    {
        std::optional<KeyDeviceId> key = {}; ///< The one that was named to the operation.
        std::chrono::milliseconds budget = KeyDevices::defaultBudget;
        /// The PIN that this operation proves or sets is kept for the next one on the same plugging-in of the key, so
        /// that it is typed once for both; and one that is kept is used, for one try.
        bool keepsPin = false;
    };
    explicit KeyTalk(KeyDevices& devices, QObject* parent = nullptr);

    const KeyPrompt& prompt() const { return m_prompt; }
    /// An operation runs, or a key is waited for. How long that may take, the person's time included; 0: nothing runs.
    std::chrono::seconds running() const;

    /// Follows an operation that was just begun; one that runs is cancelled.
    void follow(const KeyOperationId& operation, const Terms& terms);
    /// The form for a first PIN.
    void askNewPin(const KeyDevice& key) { askForm(KeyPrompt::Ask::NewPin, key); }
    /// The form for another PIN; the key may demand it.
    void askChangePin(const KeyDevice& key) { askForm(KeyPrompt::Ask::ChangePin, key); }
    /// Nothing is asked, and the key's facts stay up to date.
    void watch(const KeyDevice& key);
    /// It takes no PIN now: to be taken out and put back.
    void awaitReturn(const KeyDevice& key, const KeyFailure& reason);
    /// Ends what runs without having been able to do it.
    void fail(KeyProblem problem, std::optional<KeyAbility> missing = {});
    /// Ends what runs and forgets everything.
    void stop();

    // What the person answers. Ignored unless it is asked for.
    void answerPin(const SharedSecret& pin);
    void setPin(const SharedSecret& current, const SharedSecret& pin, const SharedSecret& repeated);
    void chooseAccount(const QByteArray& credentialId);

    std::optional<KeyDevice> find(const KeyDeviceId& id) const;

Q_SIGNALS:
    void changed(); ///< The prompt.
    /// The operation is over. A failure stands in the prompt, too.
    void finished(const keydesk::KeyOutcome& outcome);
    void pinSet();                                   ///< What the form was for is done.
    void keyReturned(const keydesk::KeyDevice& key); ///< The one that had to be taken out: on with it.

private:
    void askForm(KeyPrompt::Ask ask, const KeyDevice& key);
    void acted(const KeyOperationId& operation, KeyAction action, const KeyDeviceId& key);
    void wantPin(const KeyOperationId& operation, const PinRequest& request);
    void noteTries(std::optional<int> left);
    void wantAccount(const KeyOperationId& operation, const QList<KeyCredential>& accounts);
    void end(const KeyOperationId& operation, const KeyOutcome& outcome);
    void failed(const KeyFailure& failure, bool wasForm);
    void keyChanged(const KeyDevice& key);
    void keyRemoved(const KeyDeviceId& key);
    void begin(std::chrono::milliseconds budget);
    void rest();
    void cancelOperation();
    bool isForm() const;
    void publish();

    KeyDevices& m_devices;
    std::optional<KeyOperationId> m_operation;
    Terms m_terms;
    bool m_isActive = false;
    bool m_isSettingPin = false;
    bool m_awaitsReturn = false;
    QSet<KeyDeviceId> m_others; ///< That were there when the one that is waited for was taken out.
    SharedSecret m_typed;       ///< The PIN that the operation tries or sets.
    SharedSecret m_kept;        ///< The PIN that the last operation proved or set.
    QDeadlineTimer m_deadline;
    QTimer m_second;
    KeyPrompt m_prompt;
};

} // namespace keydesk
