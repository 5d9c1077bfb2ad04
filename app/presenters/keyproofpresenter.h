#pragma once

#include "presenters/keylistpresenter.h"
#include "presenters/keytalk.h"
#include "presenters/signinceremony.h"

namespace keydesk {

struct KeyProofView
{
    enum class Purpose { SignIn, StepUp };
    enum class State {
        Preparing, ///< The service makes the challenge.
        Talking,   ///< With the key: prompt.
        Checking,  ///< The service checks what the key signed.
        Ended,     ///< problem says why; another try is one button away.
    };
    enum class Problem {
        None,
        Key,      ///< prompt.failure.
        Refused,  ///< The service does not take this key for this account; triesLeft.
        TooOften, ///< retryIn says when.
    };
    Purpose purpose = Purpose::SignIn;
    State state = State::Preparing;
    Problem problem = Problem::None;
    KeyPrompt prompt = {};
    bool isNameless = false;       ///< The key says who signs in.
    bool canChooseAnother = false; ///< Other methods answer this factor, too.
    int triesLeft = 0;             ///< 0: not known.
    std::chrono::seconds retryIn{0};
    QString requestId = {};
    FlowStep factor = {};
    QString helpDesk = {};
    Activity activity = Activity::Idle;
};

/// A security key as a factor of the sign-in, as the sign-in without a user name, or as the strong proof of a step-up.
class KeyProofPresenter : public PagePresenter
{
    Q_OBJECT
public:
    KeyProofPresenter(PanelSession& session, SignInApi& api, KeyDevices& devices, SignInCeremony& ceremony,
                      QObject* parent = nullptr);

    const KeyProofView& view() const { return m_view; }
    void enter() override;
    void resume() override;
    void comeBack() override;
    void giveUp() override;
    std::chrono::seconds running() const override { return m_talk.running(); }
    void leave() override;

public Q_SLOTS:
    void enterPin(keydesk::SharedSecret pin);
    void chooseAccount(const QByteArray& credentialId);
    void retry();
    void chooseAnother();
    void back();

Q_SIGNALS:
    void viewChanged(const keydesk::KeyProofView& view);

private:
    void publish() override;
    void cancelled() override;
    void talk(const std::optional<KeyDeviceId>& key = {});
    void renew();
    void ended(const KeyOutcome& outcome);
    void answer();
    void stepped();
    void refused(const Error& error);
    void failed(const Error& error);
    void end(KeyProofView::Problem problem);

    PanelSession& m_session;
    SignInApi& m_api;
    KeyDevices& m_devices;
    SignInCeremony& m_ceremony;
    KeyTalk m_talk;
    SharedSecret m_answer;     ///< What the key signed; kept while a call or trouble is under way.
    bool m_isRenewing = false; ///< A fresh request is being fetched.
    KeyProofView m_view;
};

} // namespace keydesk
