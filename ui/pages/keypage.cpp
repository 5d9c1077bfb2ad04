#include "pages/keypage.h"

#include "pages/words.h"
#include "widgets/button.h"
#include "widgets/captioned.h"
#include "widgets/card.h"
#include "widgets/factlist.h"
#include "widgets/field.h"
#include "widgets/foldlayout.h"
#include "widgets/picturecard.h"

namespace keydesk {

KeyPage::KeyPage(QWidget* parent)
    : KeyPromptPage(parent),
      m_notice(new Notice),
      m_overview(new Card),
      m_facts(new FactList),
      m_actions(new QWidget),
      m_rename(new Button(Button::Kind::Secondary)),
      m_remove(new Button(Button::Kind::HarmPlain)),
      m_lost(new Button(Button::Kind::HarmPlain)),
      m_naming(new Card),
      m_name(new Field),
      m_nameRow(new Captioned(m_name)),
      m_question(new PictureCard(QStringLiteral("remove-key"))),
      m_skip(new Button(Button::Kind::Secondary))
{
    body()->insertWidget(0, m_notice);
    buildOverview();
    m_name->setMaxLength(128);
    m_naming->body()->addLayout(m_nameRow);
    body()->addWidget(m_naming);
    body()->addWidget(m_question);
    addFootButton(m_skip);
    connectParts();
    retranslate();
}

void KeyPage::buildOverview()
{
    m_overview->body()->setContentsMargins(24, 12, 24, 12);
    m_overview->body()->addWidget(m_facts);
    body()->addWidget(m_overview);
    auto* row = new FoldLayout(FoldLayout::Shape::Row, 12, m_actions);
    row->addWidget(m_rename);
    row->addWidget(m_remove);
    row->addWidget(m_lost);
    m_actions->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_rename->setPicture(QStringLiteral("pencil"));
    m_remove->setPicture(QStringLiteral("bin"));
    m_lost->setPicture(QStringLiteral("key-off"));
    body()->addWidget(m_actions);
}

void KeyPage::connectParts()
{
    connect(m_rename, &Button::chosen, this, [this] { Q_EMIT asked(KeyQuestion::Rename); });
    connect(m_remove, &Button::chosen, this, [this] { Q_EMIT asked(KeyQuestion::Remove); });
    connect(m_lost, &Button::chosen, this, [this] { Q_EMIT asked(KeyQuestion::Lost); });
    connect(m_skip, &Button::chosen, this, &KeyPage::skipped);
    connect(m_name, &QLineEdit::textChanged, this, &KeyPage::checkReady);
    connect(m_name, &QLineEdit::returnPressed, primary(), &QPushButton::click);
    connect(this, &KeyPromptPage::wentOn, this, &KeyPage::goOn);
    connect(this, &PageFrame::backChosen, this, [this] {
        if (isClearing() || m_view.question == KeyQuestion::None)
            Q_EMIT leftFor();
        else
            Q_EMIT dismissed();
    });
}

void KeyPage::goOn()
{
    if (isClearing())
        Q_EMIT retried();
    else if (m_view.question == KeyQuestion::Rename)
        Q_EMIT renamed(m_name->text());
    else
        Q_EMIT confirmed();
}

void KeyPage::render(const KeyView& view)
{
    const bool isNewQuestion = view.question != m_view.question || view.state != m_view.state;
    const bool isNewProblem = view.problem != m_view.problem && view.problem != KeyView::Problem::None;
    m_view = view;
    const bool isNaming = isNewQuestion && isAsked(KeyQuestion::Rename);
    if (isNaming)
        m_name->setText(view.key.name);
    retranslate();
    if (isNaming)
        m_name->selectAll();
    if ((isNewQuestion || isNewProblem) && isVisible())
        focusFirst();
    followPrompt();
    if (isNewProblem)
        m_notice->reveal();
}

void KeyPage::retranslate()
{
    if (isClearing()) {
        renderClearing();
    } else {
        hidePanel();
        renderQuestion();
    }
    m_overview->setVisible(isAsked(KeyQuestion::None));
    m_actions->setVisible(isAsked(KeyQuestion::None));
    m_naming->setVisible(isAsked(KeyQuestion::Rename));
    m_question->setVisible(isAsked(KeyQuestion::Remove) || isAsked(KeyQuestion::Lost));
    m_skip->setVisible(isClearing());
    m_skip->setText(tr("Leave it on the key"));
    renderNotice();
    renderHelp();
    setWaiting(m_view.activity != Activity::Idle, m_view.activity == Activity::Slow ? tr("Saving…") : QString());
    checkReady();
}

void KeyPage::renderQuestion()
{
    primary()->setVisible(m_view.question != KeyQuestion::None);
    primary()->setKind(m_view.question == KeyQuestion::Rename ? Button::Kind::Primary : Button::Kind::Harm);
    back()->show();
    switch (m_view.question) {
    case KeyQuestion::None:
        renderOverview();
        break;
    case KeyQuestion::Rename:
        renderRename();
        break;
    case KeyQuestion::Remove:
        renderRemove();
        break;
    case KeyQuestion::Lost:
        renderLost();
        break;
    }
}

void KeyPage::renderOverview()
{
    const SecurityKey& key = m_view.key;
    setTitle(key.name);
    setSubtitle(key.isLost ? tr("You reported this key as lost. It no longer works.")
                           : tr("This security key signs you in."));
    QList<FactList::Fact> facts{{tr("Signs you in"), key.isLost           ? tr("No longer")
                                                     : key.isDiscoverable ? tr("With and without your user name")
                                                                          : tr("With your user name")},
                                {tr("Registered"), Format::moment(key.registered)},
                                {tr("Last used"), key.lastUsed ? Format::moment(*key.lastUsed) : tr("Not yet")}};
    if (!key.model.isEmpty())
        facts.prepend({tr("Model"), key.model});
    if (key.isBackedUp)
        facts.append({tr("Copies"), tr("On other devices of yours, too")});
    m_facts->show(facts);
    m_rename->setText(tr("Rename"));
    m_remove->setText(tr("Remove"));
    m_lost->setText(tr("I lost this key"));
    m_rename->setVisible(!key.isLost);
    m_lost->setVisible(!key.isLost);
}

void KeyPage::renderRename()
{
    setTitle(tr("Rename this key"));
    setSubtitle(tr("Choose a name by which you will know it."));
    m_nameRow->setCaption(tr("Name of the key"));
    primary()->setText(tr("Save"));
}

void KeyPage::renderRemove()
{
    setTitle(tr("Remove “%1”?").arg(m_view.key.name));
    setSubtitle(tr("You can register it again at any time."));
    m_question->setDrawing(QStringLiteral("remove-key"), Tone::Harm);
    m_question->setText(m_view.key.isDiscoverable
                            ? tr("It signs you in no longer. If you have it with you, we then remove your account "
                                 "from the key itself, too.")
                            : tr("It signs you in no longer. What was done with it in other places ends, too."));
    primary()->setText(tr("Remove the key"));
}

void KeyPage::renderLost()
{
    setTitle(tr("Did you lose “%1”?").arg(m_view.key.name));
    setSubtitle(tr("Better once too often than once too late."));
    m_question->setDrawing(QStringLiteral("lost-key"), Tone::Harm);
    m_question->setText(
        Format::sentences({tr("It stops working at once, and whoever is signed in with it is signed out. If you find "
                              "it again, you can register it anew."),
                           m_view.isLastFactor ? tr("It is your only good factor: register another key or a phone "
                                                    "right afterwards, before you sign out.")
                                               : QString()}));
    primary()->setText(tr("Yes, I lost it"));
}

void KeyPage::renderClearing()
{
    const auto& failure = m_view.prompt.failure;
    const bool isAnother =
        failure && (failure->problem == KeyProblem::NoCredential || failure->problem == KeyProblem::DifferentKey);
    if (isAnother)
        showScene({tr("That is another key"),
                   tr("Your account is not on it. Plug in “%1”, or leave it on the key.").arg(m_view.key.name),
                   QStringLiteral("key-trouble"), Tone::Warning});
    else
        showPrompt(m_view.prompt, m_view.helpDesk);
    back()->hide(); // It is removed already; "leave it on the key" is the way out.
    if (!failure)
        return;
    primary()->show();
    primary()->setKind(Button::Kind::Primary);
    primary()->setText(tr("Try again"));
}

void KeyPage::renderNotice()
{
    if (isClearing()) {
        m_notice->show(
            Notice::Kind::Good,
            {tr("“%1” is removed here.").arg(m_view.key.name), tr("Now your account is taken off the key, too."), {}});
    } else if (m_view.problem != KeyView::Problem::None) {
        const bool isName = m_view.question == KeyQuestion::Rename;
        m_notice->show(isName ? Notice::Kind::Harm : Notice::Kind::Warning,
                       Words::key(m_view.problem, m_view.requestId));
    } else if (m_view.wasRenamed && m_view.question == KeyQuestion::None) {
        m_notice->show(Notice::Kind::Good, {tr("The new name is saved."), {}, {}});
    } else if (!m_view.key.alerts.isEmpty() && !m_view.key.isLost && m_view.question == KeyQuestion::None) {
        m_notice->show(Notice::Kind::Warning,
                       {KeyWords::alerts(m_view.key.alerts), tr("Register another key, then remove this one."), {}});
    } else {
        m_notice->clear();
    }
    m_name->setRefused(isAsked(KeyQuestion::Rename) && m_view.problem != KeyView::Problem::None, m_notice->spoken());
}

void KeyPage::renderHelp()
{
    QList<HelpTopic> help;
    if (isClearing()) {
        help = keyHelp(m_view.prompt);
        help.append({tr("The key is not here?"), tr("Choose <b>Leave it on the key</b>. What stays there signs nobody "
                                                    "in.")});
    } else {
        help = {{tr("Lost or stolen?"),
                 tr("Choose <b>I lost this key</b>. It stops working at once, even if it is your only one.")},
                {tr("Removing"), tr("For a key that you still have and no longer want to use.")}};
    }
    help.append({tr("Can somebody help me?"), Words::helpDesk(m_view.helpDesk).toHtmlEscaped()});
    setHelp(help);
}

void KeyPage::checkReady()
{
    if (isClearing())
        return;
    setMissing(isAsked(KeyQuestion::Rename) && m_name->text().trimmed().isEmpty() ? tr("Type a name first.")
                                                                                  : QString());
}

void KeyPage::clear()
{
    KeyPromptPage::clear();
    m_name->wipe();
    m_facts->show({});
    m_view = {};
}

QWidget* KeyPage::firstField()
{
    if (isClearing())
        return KeyPromptPage::firstField();
    switch (m_view.question) {
    case KeyQuestion::Rename:
        return m_name;
    case KeyQuestion::Remove:
    case KeyQuestion::Lost:
        return back(); // Return alone destroys nothing.
    case KeyQuestion::None:
        break;
    }
    return m_view.key.isLost ? static_cast<QWidget*>(m_remove) : m_rename;
}

} // namespace keydesk
