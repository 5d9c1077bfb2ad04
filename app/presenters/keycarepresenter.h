#pragma once

#include "presenters/keylistpresenter.h"
#include "presenters/keytalk.h"

namespace keydesk {

/// One line of what is on the key for this service, or should be.
struct KeyContent
{
    enum class Kind {
        Registered,    ///< On the key and here.
        OnKeyOnly,     ///< On the key; here not, or reported as lost (key): it signs nobody in.
        OnKeyForOther, ///< On the key, for another account of this service.
        HereOnly,      ///< Registered here as kept on a key of this model, and not on this one.
    };
    Kind kind = Kind::Registered;
    QByteArray credentialId = {};
    QString userName = {};               ///< As the key keeps it.
    std::optional<SecurityKey> key = {}; ///< As registered here.
    bool isChosen = false;               ///< Shall be cleaned up.
};

struct KeyCareView
{
    enum class State {
        Waiting,  ///< For a key: prompt.
        Overview, ///< prompt.key's facts, and what can be done.
        Pin,      ///< Setting or changing its PIN: prompt.
        Contents, ///< contents, once isListed; before: prompt.
        AskReset, ///< "Everything on it will be erased": yes or no.
        Reset,    ///< Under way: prompt.
    };
    enum class Notice { None, PinSet, PinChanged, CleanedUp, WasReset };
    enum class Problem {
        None,
        Key,        ///< prompt.failure.
        NotCleaned, ///< The service refused to remove some; lastFactor says whether for being the last.
    };
    State state = State::Waiting;
    Notice notice = Notice::None;
    Problem problem = Problem::None;
    KeyPrompt prompt = {};
    bool isListed = false;
    QList<KeyContent> contents = {};
    int chosen = 0; ///< Of contents.
    bool isLastFactor = false;
    QString requestId = {};
    QString helpDesk = {};
    Activity activity = Activity::Idle;
};

/// A plugged-in key itself: its PIN, what is on it for this service, and erasing it.
class KeyCarePresenter : public PagePresenter
{
    Q_OBJECT
public:
    KeyCarePresenter(PanelSession& session, WebAuthnApi& keys, KeyDevices& devices, QObject* parent = nullptr);

    const KeyCareView& view() const { return m_view; }
    void enter() override;
    void resume() override;
    void comeBack() override;
    void giveUp() override;
    std::chrono::seconds running() const override { return m_talk.running(); }
    void leave() override;

public Q_SLOTS:
    void startPin(); ///< Set or change, whichever it needs.
    void startContents();
    void askReset();
    void confirmReset();
    void enterPin(keydesk::SharedSecret pin);
    void setPin(keydesk::SharedSecret current, keydesk::SharedSecret pin, keydesk::SharedSecret repeated);
    void choose(int content, bool isChosen);
    void cleanUp(); ///< What is chosen, on the key and here, in one action.
    void retry();
    void back(); ///< Out of Pin, Contents, AskReset and Reset to the overview; from there to the list.

Q_SIGNALS:
    void viewChanged(const keydesk::KeyCareView& view);

private:
    void publish() override;
    void cancelled() override;
    void awaitKey();
    void care(const KeyDevice& key);
    void careOrAwait();
    void follow();
    void ended(const KeyOutcome& outcome);
    void pinSet();
    void returned(const KeyDevice& key);
    void turnTo(KeyCareView::State state);
    void list();
    void removeHere();
    void removedHere(int content, const Result<void>& result);
    void removeOnKey();
    void cleaned();
    void failed(const Error& error);
    std::optional<KeyDevice> key() const { return m_talk.find(m_key); }
    QString relyingPartyId() const;

    PanelSession& m_session;
    WebAuthnApi& m_api;
    KeyDevices& m_devices;
    KeyTalk m_talk;
    KeyDeviceId m_key;
    QList<SecurityKey> m_registered;
    bool m_isFirstPin = false;
    bool m_isCleaning = false;
    std::function<void()> m_interrupted;
    KeyCareView m_view;
};

} // namespace keydesk
