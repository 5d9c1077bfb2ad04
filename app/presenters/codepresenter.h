#pragma once

#include "presenters/pagepresenter.h"
#include "presenters/panelsession.h"
#include "presenters/signinceremony.h"

#include <QDeadlineTimer>

namespace keydesk {

struct CodeView
{
    enum class Purpose { SignIn, StepUp };
    enum class State {
        Choosing, ///< Several methods, none chosen: one button each.
        Sending,  ///< A code is being sent, or the ceremony begun.
        Entering, ///< The field for the code.
    };
    enum class Problem {
        None,
        CodeMissing, ///< Fewer than six digits.
        Refused,     ///< triesLeft says how many are left.
        Expired,     ///< The sent code is too old: ask for another.
        TooSoon,     ///< Another code only after resendIn.
        NoMoreSends, ///< As many codes were sent as are allowed.
        TooOften,    ///< retryIn says when.
        NotSent,     ///< The code could not be sent.
    };
    Purpose purpose = Purpose::SignIn;
    State state = State::Entering;
    QList<MethodChoice> choices = {};
    std::optional<MethodChoice> chosen = {}; ///< The method asked for now, and where the code went or is shown.
    bool isSent = false;                     ///< A mail or SMS is on its way; the hint stands in chosen.
    bool canResend = false;
    std::chrono::seconds resendIn{0}; ///< Counts down; 0: now.
    bool canChooseAnother = false;
    Problem problem = Problem::None;
    int triesLeft = 0;
    std::chrono::seconds retryIn{0};
    QString requestId = {};
    FlowStep factor = {};
    QString authenticatorName = {};
    QString helpDesk = {};
    Activity activity = Activity::Idle;
};

/// A code by mail, by SMS or from the authenticator app: a factor of the sign-in, or the strong proof of a step-up. A
/// security key is one of the choices, with a page of its own.
class CodePresenter : public PagePresenter
{
    Q_OBJECT
public:
    CodePresenter(PanelSession& session, SignInApi& api, SignInCeremony& ceremony, QObject* parent = nullptr);

    const CodeView& view() const { return m_view; }
    static bool mayGoOn(int digits) { return digits >= 6 && digits <= 8; }
    void enter() override;
    void resume() override;
    void comeBack() override;
    void leave() override;
    /// To be called before enter(): the next visit of the page is for a step-up.
    void setPurpose(CodeView::Purpose purpose) { m_purpose = purpose; }

public Q_SLOTS:
    void choose(keydesk::Method method);
    void chooseAnother();
    void resend();
    void submit(keydesk::SharedSecret code);
    void back();

Q_SIGNALS:
    void viewChanged(const keydesk::CodeView& view);

private:
    void publish() override;
    void cancelled() override;
    void beginStepUp();
    void present();
    void use(Method method);
    void send(Method method);
    void delivered(const CodeDelivery& delivery);
    void notSent(const Error& error);
    void answer();
    void refused(const Error& error);
    void stepped();
    void failed(const Error& error);
    CodeView::State state() const;
    void fill(const SignInStep& step);

    PanelSession& m_session;
    SignInApi& m_api;
    SignInCeremony& m_ceremony;
    CodeView::Purpose m_purpose = CodeView::Purpose::SignIn;
    std::optional<Method> m_method;
    SharedSecret m_code; ///< Kept while a call or trouble is under way.
    std::function<void()> m_interrupted;
    QDeadlineTimer m_resendAt;
    QTimer m_second;
    CodeView m_view;
};

} // namespace keydesk
