#include "pages/phonelistpage.h"

#include "pages/words.h"
#include "widgets/button.h"
#include "widgets/door.h"
#include "widgets/notice.h"
#include "widgets/picturecard.h"

namespace keydesk {

PhoneListPage::PhoneListPage(QWidget* parent)
    : PageFrame(Shape::Form, parent),
      m_notice(new Notice),
      m_rows(new QVBoxLayout),
      m_empty(new PictureCard(QStringLiteral("no-phone")))
{
    m_rows->setSpacing(16);
    body()->addWidget(m_notice);
    body()->addWidget(m_empty);
    body()->addLayout(m_rows);
    m_empty->hide();
    back()->show();
    primary()->setPicture(QStringLiteral("plus"));
    connect(this, &PageFrame::primaryChosen, this, &PhoneListPage::addWanted);
    retranslate();
}

void PhoneListPage::render(const PhoneListView& view)
{
    const bool isNew = view.isLoaded && !m_view.isLoaded;
    m_view = view;
    retranslate();
    if (isNew && isVisible())
        focusFirst();
}

void PhoneListPage::retranslate()
{
    setTitle(m_view.authenticatorName);
    setSubtitle(tr("The phones that show codes for you."));
    const bool isFull = m_view.isLoaded && !m_view.canAdd;
    primary()->setVisible(m_view.isLoaded);
    primary()->setText(m_view.phones.isEmpty() ? tr("Register a phone") : tr("Add a phone"));
    setMissing(isFull ? tr("%n phone(s) are allowed. Remove one first.", nullptr, m_view.phonesAllowed) : QString());
    m_empty->setVisible(m_view.isLoaded && m_view.phones.isEmpty());
    m_empty->setText(tr("No phone is registered yet. It takes about three minutes."));
    renderNotice();
    renderPhones();
    setHelp(
        {{tr("Lost your phone?"), tr("Open it here and choose <b>I lost this phone</b>. It stops working at once.")},
         {tr("A new phone?"), tr("Add the new one first, try it, then remove the old one.")},
         {tr("How many?"), m_view.phonesAllowed > 0 ? tr("You can have %n phone(s).", nullptr, m_view.phonesAllowed)
                                                    : tr("As many as your organisation allows.")},
         {tr("Can somebody help me?"), Words::helpDesk(m_view.helpDesk).toHtmlEscaped()}});
    setWaiting(m_view.activity != Activity::Idle,
               m_view.activity == Activity::Slow ? tr("Fetching your phones…") : QString());
}

void PhoneListPage::renderNotice()
{
    const QString name = m_view.noticeName;
    switch (m_view.notice) {
    case PhoneListView::Notice::None:
        m_notice->clear();
        break;
    case PhoneListView::Notice::Removed:
        m_notice->show(Notice::Kind::Good,
                       {tr("“%1” was removed.").arg(name), tr("You can delete the account in its app, too."), {}});
        break;
    case PhoneListView::Notice::Lost:
        m_notice->show(Notice::Kind::Good,
                       {tr("“%1” no longer works.").arg(name),
                        tr("Nobody can use it in your name. Register another phone as soon as you can."),
                        {}});
        break;
    case PhoneListView::Notice::NotProved:
        m_notice->show(Notice::Kind::Warning,
                       {tr("Nothing was changed."), tr("It was not proved that it is you."), {}});
        break;
    }
}

void PhoneListPage::renderPhones()
{
    while (m_doors.size() > m_view.phones.size())
        delete m_doors.takeLast();
    while (m_doors.size() < m_view.phones.size()) {
        auto* door = new Door(QStringLiteral("phone"));
        const qsizetype index = m_doors.size();
        connect(door, &Door::clicked, this, [this, index] { Q_EMIT opened(m_view.phones[index].id); });
        m_rows->addWidget(door);
        m_doors.append(door);
    }
    for (qsizetype i = 0; i < m_doors.size(); ++i) {
        const Phone& phone = m_view.phones[i];
        const QString registered = tr("Registered %1.").arg(Format::moment(phone.registered));
        const QString used =
            phone.lastUsed ? tr("Last used %1.").arg(Format::moment(*phone.lastUsed)) : tr("Not used yet.");
        m_doors[i]->show(phone.name, Format::sentences({registered, phone.isLost ? QString() : used}),
                         phone.isLost ? tr("Reported lost") : tr("Works"), phone.isLost ? Tone::Harm : Tone::Good);
    }
}

QWidget* PhoneListPage::firstField()
{
    return m_doors.isEmpty() ? nullptr : m_doors.first();
}

} // namespace keydesk
