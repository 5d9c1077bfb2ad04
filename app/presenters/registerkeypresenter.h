#pragma once

#include "presenters/keylistpresenter.h"
#include "presenters/keytalk.h"

namespace keydesk {

struct RegisterKeyView
{
    enum class State {
        Preparing, ///< The service makes the challenge.
        Talking,   ///< With the key: prompt.
        Storing,   ///< The service checks what the key made.
        Ended,     ///< problem says why; a new try is one button away where canRetry.
    };
    enum class Problem {
        None,
        Key,          ///< prompt.failure.
        Refused,      ///< By a rule of the service: refusedStep.
        Expired,      ///< Waited too long.
        LimitReached, ///< As many keys as policy allows.
    };
    State state = State::Preparing;
    Problem problem = Problem::None;
    KeyPrompt prompt = {};
    bool canSkipPin = false; ///< NewPin: the organisation does not insist.
    bool canRetry = false;
    QString refusedStep = {}; ///< The step's name as the service tells it; "" unless Refused.
    QString requestId = {};
    int keysAllowed = 0;
    bool isKiosk = false;
    QString helpDesk = {};
    Activity activity = Activity::Idle;
};

/// Registers a security key: insert, PIN, touch. The order of the key's questions is the key's own.
class RegisterKeyPresenter : public PagePresenter
{
    Q_OBJECT
public:
    RegisterKeyPresenter(PanelSession& session, WebAuthnApi& keys, KeyDevices& devices, QObject* parent = nullptr);

    const RegisterKeyView& view() const { return m_view; }
    void enter() override;
    void resume() override;
    void giveUp() override;
    std::chrono::seconds running() const override { return m_talk.running(); }
    void leave() override;
    /// For the bar over the title: 1 insert, 2 its PIN, 3 touch.
    int step() const { return m_step; }

public Q_SLOTS:
    void enterPin(keydesk::SharedSecret pin);
    /// NewPin and ChangePin (current is null for NewPin).
    void setPin(keydesk::SharedSecret current, keydesk::SharedSecret pin, keydesk::SharedSecret repeated);
    void skipPin();
    void retry();
    void care(); ///< The key is in the way of itself (blocked, full): to its page.
    void back();

Q_SIGNALS:
    void viewChanged(const keydesk::RegisterKeyView& view);
    void registered(const keydesk::SecurityKey& key);

private:
    void publish() override;
    void cancelled() override;
    void start();
    void learnNames();
    void chooseKey();
    void ended(const KeyOutcome& outcome);
    void weigh(const KeyDevice& key);
    void make(const KeyDevice& key);
    void store();
    void stored(const SecurityKey& key);
    void refused(const Error& error);
    void findStored();
    void end(RegisterKeyView::Problem problem);
    QString defaultName() const;
    bool isExpired() const;

    PanelSession& m_session;
    WebAuthnApi& m_api;
    KeyDevices& m_devices;
    KeyTalk m_talk;
    std::optional<CredentialCreation> m_creation;
    std::optional<CreatedCredential> m_created; ///< Kept while a call or trouble is under way.
    bool m_mayBeStored = false;                 ///< It was sent, and no answer came.
    std::optional<QStringList> m_names;         ///< Of the person's other keys.
    bool m_isPinNeeded = false;
    int m_step = 1;
    QTimer m_expiry;
    RegisterKeyView m_view;
};

} // namespace keydesk
