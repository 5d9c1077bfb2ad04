#pragma once

#include "presenters/pagepresenter.h"
#include "presenters/panelsession.h"
#include "protocol/phone.h"

namespace keydesk {

/// What shall happen to one phone; a question that the phone page asks before it does it.
enum class PhoneQuestion { None, Rename, Remove, Lost };

struct PhoneListView
{
    enum class Notice {
        None,
        Removed,   ///< The phone noticeName was removed.
        Lost,      ///< The phone noticeName was reported lost.
        NotProved, ///< The strong proof was not given, so nothing was changed.
    };
    bool isLoaded = false;
    QList<Phone> phones = {}; ///< Lost ones stand last.
    int phonesAllowed = 0;
    bool canAdd = false; ///< false: as many as policy allows.
    Notice notice = Notice::None;
    QString noticeName = {};
    QString authenticatorName = {};
    QString helpDesk = {};
    Activity activity = Activity::Idle;
};

class PhoneListPresenter : public PagePresenter
{
    Q_OBJECT
public:
    PhoneListPresenter(PanelSession& session, AccountApi& account, PhoneApi& phones, QObject* parent = nullptr);

    const PhoneListView& view() const { return m_view; }
    void enter() override;
    void leave() override;
    /// Shown once, at the next visit of the page.
    void setNotice(PhoneListView::Notice notice, const QString& phoneName);

public Q_SLOTS:
    void add();
    /// Opens the phone's page, with a question already asked.
    void open(const keydesk::PhoneId& id, keydesk::PhoneQuestion question = keydesk::PhoneQuestion::None);
    void back();

Q_SIGNALS:
    void viewChanged(const keydesk::PhoneListView& view);
    void opened(const keydesk::Phone& phone, keydesk::PhoneQuestion question);

private:
    void publish() override;
    void load();
    void failed(const Error& error);
    void cancelled() override;

    PanelSession& m_session;
    AccountApi& m_account;
    PhoneApi& m_api;
    std::optional<QList<Phone>> m_phones;
    PhoneListView::Notice m_notice = PhoneListView::Notice::None;
    QString m_noticeName;
    PhoneListView m_view;
};

} // namespace keydesk
