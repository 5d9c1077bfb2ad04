#pragma once

#include "presenters/keylistpresenter.h"
#include "presenters/keytalk.h"

namespace keydesk {

struct KeyView
{
    enum class State {
        Overview, ///< The facts, and the question if there is one.
        Clearing, ///< Removed here; now its credential on the key: prompt. It may be skipped.
    };
    enum class Problem {
        None,
        NameMissing,
        NameTooLong,
        NameRefused, ///< The service does not take this name.
        LastFactor,  ///< The last good factor is not removed; lost or broken keys can be reported.
        Gone,        ///< Somebody else removed it meanwhile.
    };
    State state = State::Overview;
    SecurityKey key = {};
    KeyQuestion question = KeyQuestion::None;
    Problem problem = Problem::None;
    KeyPrompt prompt = {};     ///< Of Clearing.
    bool isLastFactor = false; ///< Losing it leaves no good factor: say so before.
    bool wasRenamed = false;   ///< Just now.
    QString requestId = {};
    QString helpDesk = {};
    Activity activity = Activity::Idle;
};

/// One registered key: rename, remove (here and on the key), lost.
class KeyPresenter : public PagePresenter
{
    Q_OBJECT
public:
    KeyPresenter(PanelSession& session, WebAuthnApi& keys, KeyDevices& devices, QObject* parent = nullptr);

    const KeyView& view() const { return m_view; }
    /// None, NameMissing or NameTooLong (more than 64 characters).
    static KeyView::Problem checkName(const QString& name);
    void setKey(const SecurityKey& key, KeyQuestion question);
    void enter() override;
    void resume() override;
    void comeBack() override;
    void giveUp() override;
    std::chrono::seconds running() const override { return m_talk.running(); }
    void leave() override;

public Q_SLOTS:
    void ask(keydesk::KeyQuestion question);
    void dismiss(); ///< The question: no.
    void rename(const QString& name);
    void confirm(); ///< Remove or Lost: yes.
    void enterPin(keydesk::SharedSecret pin);
    void retryClearing();
    void skipClearing(); ///< The key is not at hand: its credential stays on it.
    void back();

Q_SIGNALS:
    void viewChanged(const keydesk::KeyView& view);
    void removed(const keydesk::SecurityKey& key, bool isClearedOnKey);
    void reportedLost(const keydesk::SecurityKey& key);

private:
    void publish() override;
    void cancelled() override;
    void failed(const Error& error);
    void clear();
    void clearingEnded(const KeyOutcome& outcome);
    void look(const KeyDevice& device);
    void endRemoval(bool isClearedOnKey);

    PanelSession& m_session;
    WebAuthnApi& m_api;
    KeyDevices& m_devices;
    KeyTalk m_talk;
    std::function<void()> m_interrupted;
    KeyView m_view;
};

} // namespace keydesk
