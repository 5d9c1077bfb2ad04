#pragma once

#include "devices/pluggedkeys.h"

#include <QElapsedTimer>
#include <QSet>
#include <QTimer>

namespace keydesk {

/// One operation from its beginning to its end: which key, which PIN, what the person should do now. GUI thread.
class KeyOperation : public QObject
{
    Q_OBJECT
public:
    struct ChooseRequest
    {
    };
    using Request = std::variant<ChooseRequest, MakeCredentialCommand, MakeAssertionCommand, SetPinCommand,
                                 ListCredentialsCommand, RemoveCredentialsCommand, ResetCommand>;
    struct Order
    {
        Request request;
        std::optional<KeyDeviceId> key = {}; ///< None: the one that is there, or that is touched.
        std::chrono::milliseconds budget;
    };
    struct Times
    {
        /// Keys that need no touch after all are done by then: a prompt would only flash.
        std::chrono::milliseconds beforeTouchPrompt{300};
        /// For a key's thread to report the end of the time itself.
        std::chrono::milliseconds grace{700};
    };
    KeyOperation(PluggedKeys& keys, Order order, Times times, QObject* parent = nullptr);

    void begin();
    void answerPin(const SharedSecret& pin);
    void chooseAccount(const QByteArray& credentialId);
    void cancel();

Q_SIGNALS:
    void actionWanted(keydesk::KeyAction action, const keydesk::KeyDeviceId& key);
    void pinWanted(const keydesk::PinRequest& request);
    void accountWanted(const QList<keydesk::KeyCredential>& accounts);
    void finished(const keydesk::KeyOutcome& outcome);

private:
    enum class Phase {
        AwaitingKey,
        Choosing,
        Working,
        AwaitingPin,
        AwaitingAccount,
        AwaitingRemoval, ///< Of the key that is to be reset.
        AwaitingReturn,
        Over,
    };
    void watchKeys();
    void look();
    void choose(const QList<KeyDevice>& ready);
    void use(const KeyDeviceId& key);
    void work();
    void prepareReset();
    void resetReturned(const KeyDevice& key);

    void keyChanged(const KeyDevice& key);
    void keyRemoved(const KeyDeviceId& key);
    void touchNeeded(KeyJobId job);
    void touchEnded(KeyJobId job);
    void answered(KeyJobId job, const KeyAnswer& answer);
    void choiceAnswered(const KeyDeviceId& key, const KeyAnswer& answer);
    void workAnswered(const KeyAnswer& answer);
    void timeOut();

    void want(KeyAction action, const KeyDeviceId& key = {});
    void cancelJobs();
    void fail(KeyProblem problem) { finish(KeyFailure{.problem = problem}); }
    void finish(const KeyOutcome& outcome);

    PluggedKeys& m_keys;
    Order m_order;
    const Times m_times;
    Phase m_phase = Phase::AwaitingKey;
    KeyDeviceId m_key;
    QHash<KeyJobId, KeyDeviceId> m_jobs; ///< Running: one, or one for each key that blinks.
    QDeadlineTimer m_deadline;
    QTimer m_end;
    QTimer m_touchPrompt;
    std::optional<std::pair<KeyAction, KeyDeviceId>> m_wanted;
    QList<SignedAccount> m_accounts;
    KeyDevice m_resetKey;       ///< As it was before it was taken out.
    QSet<KeyDeviceId> m_others; ///< That were there when it was taken out.
};

} // namespace keydesk
