#pragma once

#include "presenters/phonelistpresenter.h"

namespace keydesk {

struct PhoneView
{
    enum class Problem {
        None,
        NameMissing,
        NameTooLong,
        NameRefused, ///< The service does not take this name.
        LastFactor,  ///< The last good factor is not removed; lost or broken phones can be reported.
        Gone,        ///< Somebody else removed it meanwhile.
    };
    Phone phone = {};
    PhoneQuestion question = PhoneQuestion::None;
    Problem problem = Problem::None;
    bool isLastFactor = false; ///< Losing it leaves no good factor: say so before.
    bool wasRenamed = false;   ///< Just now.
    QString requestId = {};
    QString helpDesk = {};
    Activity activity = Activity::Idle;
};

/// One phone: rename, remove, lost; the confirmation is part of the page.
class PhonePresenter : public PagePresenter
{
    Q_OBJECT
public:
    PhonePresenter(PanelSession& session, PhoneApi& phones, QObject* parent = nullptr);

    const PhoneView& view() const { return m_view; }
    /// None, NameMissing or NameTooLong (more than 64 characters).
    static PhoneView::Problem checkName(const QString& name);
    void setPhone(const Phone& phone, PhoneQuestion question);
    void enter() override;
    void resume() override;
    void comeBack() override;
    void leave() override;

public Q_SLOTS:
    void ask(keydesk::PhoneQuestion question);
    void dismiss(); ///< The question: no.
    void rename(const QString& name);
    void confirm(); ///< Remove or Lost: yes.
    void back();

Q_SIGNALS:
    void viewChanged(const keydesk::PhoneView& view);
    void removed(const keydesk::Phone& phone);
    void reportedLost(const keydesk::Phone& phone);

private:
    void publish() override;
    void cancelled() override;
    void failed(const Error& error);

    PanelSession& m_session;
    PhoneApi& m_api;
    std::function<void()> m_interrupted; ///< Done again after trouble or a step-up.
    PhoneView m_view;
};

} // namespace keydesk
