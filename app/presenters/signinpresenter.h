#pragma once

#include "presenters/pagepresenter.h"
#include "presenters/panelsession.h"
#include "presenters/signinceremony.h"

namespace keydesk {

struct SignInView
{
    enum class Problem {
        None,
        UserNameMissing,
        PasswordMissing,
        NotMatched,           ///< triesLeft says how many are left.
        Ended,                ///< Expired, or no tries left: begin again.
        TooOften,             ///< retryIn says when.
        FactorsUnsatisfiable, ///< The profile asks for a method this person does not have: help desk.
        Closed,               ///< No Registration profile.
    };
    Problem problem = Problem::None;
    int triesLeft = 0; ///< 0: not known.
    std::chrono::seconds retryIn{0};
    QString requestId = {};
    QString userName = {}; ///< To fill the field with when the page is shown; what the person types is not echoed here.
    bool isUserNameFixed = false; ///< A later factor asks for the password of a sign-in under way.
    bool isNameless = false;      ///< isUserNameFixed, and a security key said who signs in: there is no name to show.
    bool canUseKey = false;       ///< A security key may answer instead: useKey().
    QString helpDesk = {};
    Activity activity = Activity::Idle;
};

/// User name and password as one question.
class SignInPresenter : public PagePresenter
{
    Q_OBJECT
public:
    SignInPresenter(PanelSession& session, SignInApi& api, SignInCeremony& ceremony, QObject* parent = nullptr);

    const SignInView& view() const { return m_view; }
    /// What is still missing before the page's button works: None, UserNameMissing or PasswordMissing.
    static SignInView::Problem missing(const QString& userName, bool hasPassword);
    void enter() override;
    void resume() override;
    void comeBack() override;
    void leave() override;
    /// The person is gone: their user name, too.
    void forget();
    /// The ceremony ended elsewhere; the page says so when it is shown.
    void noteEnd(SignInView::Problem problem) { m_noted = problem; }

public Q_SLOTS:
    void submit(const QString& userName, keydesk::SharedSecret password);
    /// Without a user name: the key says who signs in. In a sign-in under way: the key instead of the password.
    void useKey();
    void back();

Q_SIGNALS:
    void viewChanged(const keydesk::SignInView& view);

private:
    void publish() override;
    void cancelled() override;
    void start();
    void answer();
    void stepped();
    void failed(const Error& error);
    void refuse(SignInView::Problem problem);
    void abandon();

    PanelSession& m_session;
    SignInApi& m_api;
    SignInCeremony& m_ceremony;
    QString m_userName;
    bool m_isByKey = false;  ///< The sign-in that is being begun has no user name.
    SharedSecret m_password; ///< Kept while a call or trouble is under way.
    SignInView::Problem m_noted = SignInView::Problem::None;
    SignInView m_view;
};

} // namespace keydesk
