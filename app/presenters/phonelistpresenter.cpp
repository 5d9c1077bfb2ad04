#include "presenters/phonelistpresenter.h"

#include <algorithm>

namespace keydesk {

PhoneListPresenter::PhoneListPresenter(PanelSession& session, AccountApi& account, PhoneApi& phones, QObject* parent)
    : PagePresenter(parent), m_session(session), m_account(account), m_api(phones)
{
}

void PhoneListPresenter::enter()
{
    publish();
    // The account first: it knows the limit, and how many good factors a change has left.
    await(m_account.account(), [this](const Result<Account>& result) {
        if (!result)
            return failed(result.error());
        m_session.setAccount(*result);
        load();
    });
}

void PhoneListPresenter::load()
{
    await(m_api.phones(), [this](const Result<QList<Phone>>& result) {
        if (!result)
            return failed(result.error());
        m_phones = *result;
        std::stable_partition(m_phones->begin(), m_phones->end(), [](const Phone& phone) { return !phone.isLost; });
    });
}

void PhoneListPresenter::failed(const Error& error)
{
    if (error.code == ErrorCode::Cancelled)
        cancelled();
    else
        Q_EMIT troubled(troubleFrom(error, m_session.now()));
}

void PhoneListPresenter::cancelled()
{
    if (!m_phones)
        Q_EMIT happened(FlowEvent::WentBack);
}

void PhoneListPresenter::leave()
{
    m_phones.reset();
    setNotice(PhoneListView::Notice::None, {});
    PagePresenter::leave();
}

void PhoneListPresenter::setNotice(PhoneListView::Notice notice, const QString& phoneName)
{
    m_notice = notice;
    m_noticeName = phoneName;
}

void PhoneListPresenter::add()
{
    if (m_view.canAdd)
        Q_EMIT happened(FlowEvent::PhoneAddWanted);
}

void PhoneListPresenter::open(const PhoneId& id, PhoneQuestion question)
{
    const auto phones = m_phones.value_or(QList<Phone>{});
    const auto found = std::find_if(phones.begin(), phones.end(), [&](const Phone& phone) { return phone.id == id; });
    if (found == phones.end())
        return;
    Q_EMIT opened(*found, question);
    Q_EMIT happened(FlowEvent::PhoneOpened);
}

void PhoneListPresenter::back()
{
    Q_EMIT happened(FlowEvent::WentBack);
}

void PhoneListPresenter::publish()
{
    m_view = {.isLoaded = m_phones.has_value(),
              .phones = m_phones.value_or(QList<Phone>{}),
              .phonesAllowed = m_session.account() ? m_session.account()->phonesAllowed : 0,
              .canAdd = m_phones.has_value() && m_session.canAddPhone(),
              .notice = m_notice,
              .noticeName = m_noticeName,
              .authenticatorName = m_session.authenticatorName(),
              .helpDesk = m_session.branding().helpDesk,
              .activity = activity()};
    Q_EMIT viewChanged(m_view);
}

} // namespace keydesk
