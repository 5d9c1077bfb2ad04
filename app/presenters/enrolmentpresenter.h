#pragma once

#include "presenters/pagepresenter.h"
#include "presenters/panelsession.h"

namespace keydesk {

struct EnrolmentView
{
    enum class Problem {
        None,
        CodeMissing,
        CodeWrong, ///< Unknown, used or expired.
        TooOften,  ///< retryIn says when.
    };
    Problem problem = Problem::None;
    std::chrono::seconds retryIn{0};
    QString requestId = {};
    QString helpDesk = {};
    Activity activity = Activity::Idle;
};

/// Makes this installation known to the service by a one-time code from an administrator.
class EnrolmentPresenter : public PagePresenter
{
    Q_OBJECT
public:
    EnrolmentPresenter(PanelSession& session, ServiceApi& service, QObject* parent = nullptr);

    const EnrolmentView& view() const { return m_view; }
    static bool mayGoOn(const QString& code) { return !code.trimmed().isEmpty(); }
    void enter() override;
    void resume() override;
    void leave() override;

public Q_SLOTS:
    void submit(const QString& code);
    void back();

Q_SIGNALS:
    void viewChanged(const keydesk::EnrolmentView& view);

private:
    void publish() override;
    void failed(const Error& error);

    PanelSession& m_session;
    ServiceApi& m_service;
    QString m_code; ///< Kept while trouble is shown.
    EnrolmentView m_view;
};

} // namespace keydesk
