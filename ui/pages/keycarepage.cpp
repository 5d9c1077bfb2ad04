#include "pages/keycarepage.h"

#include "pages/words.h"
#include "widgets/button.h"
#include "widgets/card.h"
#include "widgets/checkrow.h"
#include "widgets/factlist.h"
#include "widgets/foldlayout.h"
#include "widgets/picturecard.h"

#include <algorithm>

namespace keydesk {

using State = KeyCareView::State;
using Kind = KeyContent::Kind;

namespace {

/// What works is removed on its own page; what is somebody else's, by them.
bool isChoosable(const KeyContent& content)
{
    return content.kind == Kind::OnKeyOnly || content.kind == Kind::HereOnly;
}

} // namespace

KeyCarePage::KeyCarePage(QWidget* parent)
    : KeyPromptPage(parent),
      m_notice(new Notice),
      m_overview(new Card),
      m_facts(new FactList),
      m_actions(new QWidget),
      m_pin(new Button(Button::Kind::Secondary)),
      m_contents(new Button(Button::Kind::Secondary)),
      m_reset(new Button(Button::Kind::HarmPlain)),
      m_question(new PictureCard(QStringLiteral("erase-key"))),
      m_empty(new PictureCard(QStringLiteral("key-done"))),
      m_list(new QVBoxLayout)
{
    body()->insertWidget(0, m_notice);
    buildOverview();
    body()->addWidget(m_question);
    body()->addWidget(m_empty);
    m_list->setSpacing(12);
    body()->addLayout(m_list);
    connect(m_pin, &Button::chosen, this, &KeyCarePage::pinWanted);
    connect(m_contents, &Button::chosen, this, &KeyCarePage::contentsWanted);
    connect(m_reset, &Button::chosen, this, &KeyCarePage::resetWanted);
    connect(this, &KeyPromptPage::wentOn, this, &KeyCarePage::goOn);
    retranslate();
}

void KeyCarePage::buildOverview()
{
    m_overview->body()->setContentsMargins(24, 12, 24, 12);
    m_overview->body()->addWidget(m_facts);
    body()->addWidget(m_overview);
    auto* row = new FoldLayout(FoldLayout::Shape::Row, 12, m_actions);
    row->addWidget(m_pin);
    row->addWidget(m_contents);
    row->addWidget(m_reset);
    m_actions->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_pin->setPicture(QStringLiteral("pin"));
    m_contents->setPicture(QStringLiteral("list"));
    m_reset->setPicture(QStringLiteral("eraser"));
    body()->addWidget(m_actions);
}

void KeyCarePage::goOn()
{
    if (shows(State::AskReset))
        Q_EMIT resetConfirmed();
    else if (shows(State::Contents))
        Q_EMIT cleanUpWanted();
    else
        Q_EMIT retried();
}

bool KeyCarePage::isTalking() const
{
    if (m_view.prompt.failure)
        return m_view.state != State::Overview && m_view.state != State::AskReset;
    switch (m_view.state) {
    case State::Overview:
    case State::AskReset:
        return false;
    case State::Contents:
        return !m_view.isListed || m_view.prompt.ask != KeyPrompt::Ask::Nothing;
    default:
        return true;
    }
}

bool KeyCarePage::shows(State state) const
{
    return m_view.state == state && !isTalking();
}

void KeyCarePage::render(const KeyCareView& view)
{
    const State before = m_view.state;
    const bool wasTalking = isTalking();
    const bool isNews = view.notice != m_view.notice || view.problem != m_view.problem;
    m_view = view;
    retranslate();
    if ((view.state != before || isTalking() != wasTalking) && isVisible())
        focusFirst();
    followPrompt();
    if (isNews && !m_notice->isHidden())
        m_notice->reveal();
}

void KeyCarePage::retranslate()
{
    m_overview->setVisible(shows(State::Overview));
    m_actions->setVisible(shows(State::Overview));
    m_question->setVisible(shows(State::AskReset));
    if (isTalking()) {
        renderTalk();
    } else {
        hidePanel();
        primary()->hide();
        setCancelling(false);
    }
    if (shows(State::Overview))
        renderOverview();
    if (shows(State::AskReset))
        renderReset();
    renderContents();
    renderNotice();
    renderHelp();
    setWaiting(m_view.activity != Activity::Idle, m_view.activity == Activity::Slow ? tr("One moment…") : QString());
    checkReady();
}

void KeyCarePage::renderTalk()
{
    showPrompt(m_view.prompt, m_view.helpDesk);
    setCancelling(m_view.state != State::Waiting && !m_view.prompt.failure);
    if (!m_view.prompt.failure)
        return;
    primary()->show();
    primary()->setText(tr("Try again"));
}

void KeyCarePage::renderOverview()
{
    const KeyDevice key = m_view.prompt.key.value_or(KeyDevice{});
    setTitle(KeyWords::model(key));
    setSubtitle(tr("This key is plugged in."));
    QList<FactList::Fact> facts;
    if (!key.isU2fOnly)
        facts.append({tr("PIN"), KeyWords::pinState(key)});
    if (key.verifiesByItself)
        facts.append({tr("Finger"), tr("It knows your finger.")});
    if (key.freeSlots)
        facts.append({tr("Room"), tr("%n more account(s) fit on it.", nullptr, *key.freeSlots)});
    if (const QString lacks = KeyWords::lacks(key); !lacks.isEmpty())
        facts.append({tr("Good to know"), lacks});
    m_facts->show(facts);
    const bool hasNone = key.pin == PinState::NotSet;
    m_pin->setText(hasNone ? tr("Set a PIN") : tr("Change the PIN"));
    m_contents->setText(tr("See what is on it"));
    m_reset->setText(tr("Erase this key"));
    const bool takesPin = key.pin == PinState::NotSet || key.pin == PinState::Set || key.pin == PinState::MustChange;
    m_pin->setVisible(key.can(KeyAbility::Pin) && takesPin);
    m_contents->setVisible(key.can(KeyAbility::CredentialList) && takesPin);
    m_reset->setVisible(key.can(KeyAbility::Reset));
}

void KeyCarePage::renderContents()
{
    const bool isShown = shows(State::Contents);
    m_empty->setVisible(isShown && m_view.contents.isEmpty());
    m_empty->setText(tr("No account of this service is kept on this key."));
    renderRows();
    if (!isShown)
        return;
    setTitle(tr("What is on this key"));
    const bool canClean = std::any_of(m_view.contents.begin(), m_view.contents.end(), isChoosable);
    setSubtitle(canClean ? tr("Check what you no longer need. It is removed on the key and here.")
                         : tr("There is nothing to clean up."));
    primary()->setVisible(canClean);
    primary()->setKind(Button::Kind::Harm);
    primary()->setPicture(QStringLiteral("bin"));
    primary()->setText(m_view.chosen > 0 ? tr("Clean up (%1)").arg(m_view.chosen) : tr("Clean up"));
}

void KeyCarePage::renderRows()
{
    const qsizetype count = shows(State::Contents) ? m_view.contents.size() : 0;
    while (m_rows.size() > count)
        delete m_rows.takeLast();
    while (m_rows.size() < count) {
        auto* row = new CheckRow;
        const int index = static_cast<int>(m_rows.size());
        connect(row, &CheckRow::clicked, this, [this, index](bool isChecked) { Q_EMIT chosen(index, isChecked); });
        m_list->addWidget(row);
        m_rows.append(row);
    }
    for (qsizetype i = 0; i < count; ++i)
        renderRow(m_rows[i], m_view.contents[i]);
}

void KeyCarePage::renderRow(CheckRow* row, const KeyContent& content)
{
    row->setChoosable(isChoosable(content));
    row->setChecked(content.isChosen);
    const QString name = content.key ? content.key->name : content.userName;
    switch (content.kind) {
    case Kind::Registered:
        row->show(name, tr("On the key and registered here: it signs you in."), tr("Works"), Tone::Good);
        break;
    case Kind::OnKeyOnly:
        if (content.key && content.key->isLost)
            row->show(name, tr("On the key, but reported as lost: it signs nobody in."), tr("Reported lost"),
                      Tone::Warning);
        else
            row->show(name.isEmpty() ? tr("Without a name") : name,
                      tr("On the key, but no longer registered here: it signs nobody in."), tr("Left over"),
                      Tone::Warning);
        break;
    case Kind::OnKeyForOther:
        row->show(name, tr("On the key for another account. Whoever signs in with it can clean it up."),
                  tr("Another account"), Tone::Accent);
        break;
    case Kind::HereOnly:
        row->show(name, tr("Registered here, but not on this key. It may be on another one of the same model."),
                  tr("Not on this key"), Tone::Warning);
        break;
    }
}

void KeyCarePage::renderReset()
{
    setTitle(tr("Erase this key?"));
    setSubtitle(tr("This cannot be undone."));
    m_question->setDrawing(QStringLiteral("erase-key"), Tone::Harm);
    m_question->setText(Format::sentences(
        {tr("Everything on it is erased: its PIN, and what it keeps for other services, too. You take it out, put it "
            "back and touch it. Then register it anew."),
         m_view.isLastFactor ? tr("It is your only good factor: register it, or something else, right afterwards.")
                             : QString()}));
    primary()->show();
    primary()->setKind(Button::Kind::Harm);
    primary()->setPicture(QStringLiteral("eraser"));
    primary()->setText(tr("Erase the key"));
}

void KeyCarePage::renderNotice()
{
    using Event = KeyCareView::Notice;
    m_notice->clear();
    if (m_view.problem == KeyCareView::Problem::NotCleaned) {
        m_notice->show(Notice::Kind::Warning,
                       {tr("Not everything was removed."),
                        m_view.isLastFactor ? tr("Your last good factor stays. Register another one first.")
                                            : tr("Please try again."),
                        Words::requestId(m_view.requestId)});
        return;
    }
    if (isTalking() || m_view.state == State::AskReset)
        return;
    if (m_view.notice == Event::PinSet)
        m_notice->show(Notice::Kind::Good, {tr("The PIN is set."), tr("Keep it in mind; nobody can look it up."), {}});
    else if (m_view.notice == Event::PinChanged)
        m_notice->show(Notice::Kind::Good, {tr("The PIN is changed."), tr("The old one no longer works."), {}});
    else if (m_view.notice == Event::CleanedUp)
        m_notice->show(Notice::Kind::Good, {tr("Cleaned up."), tr("On the key and here."), {}});
    else if (m_view.notice == Event::WasReset)
        m_notice->show(Notice::Kind::Good,
                       {tr("The key is erased."), tr("It is like new. Register it again to use it."), {}});
}

void KeyCarePage::renderHelp()
{
    QList<HelpTopic> help;
    if (isTalking())
        help = keyHelp(m_view.prompt);
    switch (m_view.state) {
    case State::Contents:
        help.append({tr("What is kept on a key?"), tr("The accounts that it signs in without a user name. Each takes "
                                                      "one place.")});
        help.append({tr("Left over"), tr("Nothing is lost if you remove those: they sign nobody in.")});
        break;
    case State::AskReset:
    case State::Reset:
        help.append(
            {tr("When does it help?"), tr("When its PIN is forgotten or blocked, or when you pass the key on.")});
        help.append({tr("Be quick"), tr("Put it back and touch it within ten seconds; later it refuses.")});
        break;
    default:
        help.append({tr("The PIN"), tr("It protects the key if somebody finds it.")});
        help.append({tr("Erasing"), tr("Only when nothing else helps: it takes everything off the key.")});
    }
    help.append({tr("Can somebody help me?"), Words::helpDesk(m_view.helpDesk).toHtmlEscaped()});
    setHelp(help);
}

void KeyCarePage::checkReady()
{
    if (hasForm())
        return;
    setMissing(shows(State::Contents) && m_view.chosen == 0 ? tr("Check what shall be removed first.") : QString());
}

void KeyCarePage::clear()
{
    KeyPromptPage::clear();
    m_facts->show({});
    m_view = {};
    renderRows();
}

QWidget* KeyCarePage::firstRow()
{
    const auto row = std::find_if(m_rows.begin(), m_rows.end(), [](const CheckRow* each) { return each->isEnabled(); });
    return row == m_rows.end() ? nullptr : *row;
}

QWidget* KeyCarePage::firstField()
{
    if (isTalking())
        return KeyPromptPage::firstField();
    if (shows(State::AskReset))
        return back(); // Return alone destroys nothing.
    if (shows(State::Contents))
        return firstRow();
    for (Button* button : {m_pin, m_contents, m_reset}) {
        if (!button->isHidden())
            return button;
    }
    return nullptr;
}

} // namespace keydesk
