#include "pages/keylistpage.h"

#include "pages/keywords.h"
#include "pages/words.h"
#include "widgets/button.h"
#include "widgets/door.h"
#include "widgets/foldlayout.h"
#include "widgets/label.h"
#include "widgets/picturecard.h"

namespace keydesk {

KeyListPage::KeyListPage(QWidget* parent)
    : PageFrame(Shape::Form, parent),
      m_notice(new Notice),
      m_rows(new QVBoxLayout),
      m_empty(new PictureCard(QStringLiteral("no-key"))),
      m_pluggedRow(new QWidget),
      m_plugged(new Label(TextRole::Help)),
      m_care(new Button(Button::Kind::Secondary))
{
    m_rows->setSpacing(16);
    body()->addWidget(m_notice);
    body()->addWidget(m_empty);
    body()->addLayout(m_rows);
    buildPlugged();
    m_empty->hide();
    back()->show();
    primary()->setPicture(QStringLiteral("plus"));
    connect(m_care, &Button::chosen, this, &KeyListPage::careWanted);
    connect(this, &PageFrame::primaryChosen, this, &KeyListPage::addWanted);
    retranslate();
}

void KeyListPage::buildPlugged()
{
    auto* row = new FoldLayout(FoldLayout::Shape::Row, 16, m_pluggedRow);
    m_plugged->setMinimumWidth(200);
    row->setFilling(false);
    row->addWidget(m_plugged);
    row->setStretch(m_plugged, 1);
    row->addWidget(m_care);
    m_pluggedRow->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    body()->addWidget(m_pluggedRow);
}

void KeyListPage::render(const KeyListView& view)
{
    const bool isNew = view.isLoaded && !m_view.isLoaded;
    m_view = view;
    retranslate();
    if (isNew && isVisible())
        focusFirst();
}

void KeyListPage::retranslate()
{
    setTitle(tr("WebAuthn"));
    setSubtitle(tr("The security keys that sign you in."));
    const bool isFull = m_view.isLoaded && !m_view.canAdd;
    primary()->setVisible(m_view.isLoaded);
    primary()->setText(tr("Register security key"));
    setMissing(isFull ? tr("%n security key(s) are allowed. Remove one first.", nullptr, m_view.keysAllowed)
                      : QString());
    m_empty->setVisible(m_view.isLoaded && m_view.keys.isEmpty());
    m_empty->setText(tr("No security key is registered yet. It takes about a minute."));
    renderNotice();
    renderKeys();
    renderPlugged();
    setHelp({{tr("What is a security key?"),
              tr("A small device for the USB port. A touch of it proves that it is you, and no code can be stolen.")},
             {tr("Lost your key?"), tr("Open it here and choose <b>I lost this key</b>. It stops working at once.")},
             {tr("How many?"), m_view.keysAllowed > 0 ? tr("You can have %n security key(s). A second one in a drawer "
                                                           "helps when the first one is lost.",
                                                           nullptr, m_view.keysAllowed)
                                                      : tr("As many as your organisation allows.")},
             {tr("Can somebody help me?"), Words::helpDesk(m_view.helpDesk).toHtmlEscaped()}});
    setWaiting(m_view.activity != Activity::Idle,
               m_view.activity == Activity::Slow ? tr("Fetching your security keys…") : QString());
}

void KeyListPage::renderNotice()
{
    using Event = KeyListView::Notice;
    const QString name = m_view.noticeName;
    switch (m_view.notice) {
    case Event::None:
        m_notice->clear();
        break;
    case Event::Removed:
        m_notice->show(Notice::Kind::Good,
                       {tr("“%1” was removed.").arg(name), tr("Nothing of yours is left on the key."), {}});
        break;
    case Event::RemovedHere:
        m_notice->show(Notice::Kind::Good, {tr("“%1” was removed.").arg(name),
                                            tr("Your account is still kept on the key, but it signs nobody in."),
                                            {}});
        break;
    case Event::Lost:
        m_notice->show(Notice::Kind::Good,
                       {tr("“%1” no longer works.").arg(name),
                        tr("Nobody can use it in your name. Register another key as soon as you can."),
                        {}});
        break;
    case Event::NotProved:
        m_notice->show(Notice::Kind::Warning,
                       {tr("Nothing was changed."), tr("It was not proved that it is you."), {}});
        break;
    }
}

void KeyListPage::renderKeys()
{
    while (m_doors.size() > m_view.keys.size())
        delete m_doors.takeLast();
    while (m_doors.size() < m_view.keys.size()) {
        auto* door = new Door(QStringLiteral("key"));
        const qsizetype index = m_doors.size();
        connect(door, &Door::clicked, this, [this, index] { Q_EMIT opened(m_view.keys[index].id); });
        m_rows->addWidget(door);
        m_doors.append(door);
    }
    for (qsizetype i = 0; i < m_doors.size(); ++i)
        renderKey(m_doors[i], m_view.keys[i]);
}

void KeyListPage::renderKey(Door* door, const SecurityKey& key)
{
    const bool isNamedOtherwise = !key.model.isEmpty() && key.model != key.name;
    QStringList sentences{isNamedOtherwise ? QString(key.model + QLatin1Char('.')) : QString(),
                          tr("Registered %1.").arg(Format::moment(key.registered))};
    if (!key.isLost)
        sentences.append(key.lastUsed ? tr("Last used %1.").arg(Format::moment(*key.lastUsed)) : tr("Not used yet."));
    const bool isSuspect = !key.alerts.isEmpty() && !key.isLost;
    if (isSuspect)
        sentences.append(KeyWords::alerts(key.alerts));
    const QString state = key.isLost ? tr("Reported lost") : isSuspect ? tr("Look at this") : tr("Works");
    door->show(key.name, Format::sentences(sentences), state,
               key.isLost  ? Tone::Harm
               : isSuspect ? Tone::Warning
                           : Tone::Good);
}

void KeyListPage::renderPlugged()
{
    m_pluggedRow->setVisible(m_view.isLoaded);
    if (m_view.keysPluggedIn == 0)
        m_plugged->setText(tr("No key is plugged in now."));
    else if (m_view.keysPluggedIn == 1 && !m_view.pluggedModel.isEmpty())
        m_plugged->setText(tr("Plugged in now: %1").arg(m_view.pluggedModel));
    else
        m_plugged->setText(tr("%n key(s) are plugged in now.", nullptr, m_view.keysPluggedIn));
    m_care->setText(tr("Manage a plugged-in key"));
    m_care->setAccessibleDescription(tr("Its PIN, what is kept on it, and erasing it."));
}

QWidget* KeyListPage::firstField()
{
    return m_doors.isEmpty() ? nullptr : m_doors.first();
}

} // namespace keydesk
