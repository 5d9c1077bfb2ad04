#include "pages/phonepage.h"

#include "pages/words.h"
#include "widgets/button.h"
#include "widgets/captioned.h"
#include "widgets/card.h"
#include "widgets/factlist.h"
#include "widgets/field.h"
#include "widgets/foldlayout.h"
#include "widgets/picturecard.h"

namespace keydesk {

PhonePage::PhonePage(QWidget* parent)
    : PageFrame(Shape::Form, parent),
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
      m_question(new PictureCard(QStringLiteral("remove-phone")))
{
    body()->addWidget(m_notice);
    buildOverview();
    m_name->setMaxLength(128);
    m_naming->body()->addLayout(m_nameRow);
    body()->addWidget(m_naming);
    body()->addWidget(m_question);
    back()->show();
    connect(m_rename, &Button::chosen, this, [this] { Q_EMIT asked(PhoneQuestion::Rename); });
    connect(m_remove, &Button::chosen, this, [this] { Q_EMIT asked(PhoneQuestion::Remove); });
    connect(m_lost, &Button::chosen, this, [this] { Q_EMIT asked(PhoneQuestion::Lost); });
    connect(m_name, &QLineEdit::textChanged, this, &PhonePage::checkReady);
    connect(m_name, &QLineEdit::returnPressed, primary(), &QPushButton::click);
    connect(this, &PageFrame::primaryChosen, this, [this] {
        if (m_view.question == PhoneQuestion::Rename)
            Q_EMIT renamed(m_name->text());
        else
            Q_EMIT confirmed();
    });
    connect(this, &PageFrame::backChosen, this, [this] {
        if (m_view.question == PhoneQuestion::None)
            Q_EMIT leftFor();
        else
            Q_EMIT dismissed();
    });
    retranslate();
}

void PhonePage::buildOverview()
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
    m_lost->setPicture(QStringLiteral("lost"));
    body()->addWidget(m_actions);
}

void PhonePage::render(const PhoneView& view)
{
    const bool isNewQuestion = view.question != m_view.question;
    const bool isNewProblem = view.problem != m_view.problem && view.problem != PhoneView::Problem::None;
    m_view = view;
    if (isNewQuestion && view.question == PhoneQuestion::Rename)
        m_name->setText(view.phone.name);
    retranslate();
    if (isNewQuestion && view.question == PhoneQuestion::Rename)
        m_name->selectAll();
    if ((isNewQuestion || isNewProblem) && isVisible())
        focusFirst();
    if (isNewProblem)
        m_notice->reveal();
}

void PhonePage::retranslate()
{
    const PhoneQuestion question = m_view.question;
    m_overview->setVisible(question == PhoneQuestion::None);
    m_actions->setVisible(question == PhoneQuestion::None);
    m_naming->setVisible(question == PhoneQuestion::Rename);
    m_question->setVisible(question == PhoneQuestion::Remove || question == PhoneQuestion::Lost);
    primary()->setVisible(question != PhoneQuestion::None);
    primary()->setKind(question == PhoneQuestion::Rename ? Button::Kind::Primary : Button::Kind::Harm);
    switch (question) {
    case PhoneQuestion::None:
        renderOverview();
        break;
    case PhoneQuestion::Rename:
        renderRename();
        break;
    case PhoneQuestion::Remove:
        renderRemove();
        break;
    case PhoneQuestion::Lost:
        renderLost();
        break;
    }
    renderProblem();
    setHelp({{tr("Lost or stolen?"),
              tr("Choose <b>I lost this phone</b>. Its codes stop working at once, even if it is your only phone.")},
             {tr("Removing"), tr("For a phone that you still have and no longer want to use.")},
             {tr("Can somebody help me?"), Words::helpDesk(m_view.helpDesk).toHtmlEscaped()}});
    setWaiting(m_view.activity != Activity::Idle, m_view.activity == Activity::Slow ? tr("Saving…") : QString());
    checkReady();
}

void PhonePage::renderOverview()
{
    const Phone& phone = m_view.phone;
    setTitle(phone.name);
    setSubtitle(phone.isLost ? tr("You reported this phone as lost. It no longer works.")
                             : tr("This phone shows codes for you."));
    QList<FactList::Fact> facts{
        {tr("Account"), phone.account},
        {tr("Works for"), phone.isLost ? tr("Nothing any more") : Format::capabilities(phone.capabilities)},
        {tr("Registered"), Format::moment(phone.registered)},
        {tr("Last used"), phone.lastUsed ? Format::moment(*phone.lastUsed) : tr("Not yet")}};
    if (phone.clockOffset.count() != 0) {
        const QString offset = Format::duration(std::chrono::abs(phone.clockOffset));
        facts.append({tr("Its clock"), phone.clockOffset.count() < 0 ? tr("%1 slow; we allow for it").arg(offset)
                                                                     : tr("%1 fast; we allow for it").arg(offset)});
    }
    m_facts->show(facts);
    m_rename->setText(tr("Rename"));
    m_remove->setText(tr("Remove"));
    m_lost->setText(tr("I lost this phone"));
    m_rename->setVisible(!phone.isLost);
    m_lost->setVisible(!phone.isLost);
}

void PhonePage::renderRename()
{
    setTitle(tr("Rename this phone"));
    setSubtitle(tr("Choose a name by which you will know it."));
    m_nameRow->setCaption(tr("Name of the phone"));
    primary()->setText(tr("Save"));
}

void PhonePage::renderRemove()
{
    setTitle(tr("Remove “%1”?").arg(m_view.phone.name));
    setSubtitle(tr("You can register it again at any time."));
    m_question->setDrawing(QStringLiteral("remove-phone"), Tone::Harm);
    m_question->setText(tr("Its codes stop working. Afterwards, delete the account in the app on the phone, too."));
    primary()->setText(tr("Remove the phone"));
}

void PhonePage::renderLost()
{
    setTitle(tr("Did you lose “%1”?").arg(m_view.phone.name));
    setSubtitle(tr("Better once too often than once too late."));
    m_question->setDrawing(QStringLiteral("lost-phone"), Tone::Harm);
    m_question->setText(Format::sentences(
        {tr("Everything this phone can do for you stops working at once. If you find it again, you can register it "
            "anew."),
         m_view.isLastFactor
             ? tr("It is your only good factor: register another phone right afterwards, before you sign out.")
             : QString()}));
    primary()->setText(tr("Yes, I lost it"));
}

void PhonePage::renderProblem()
{
    if (m_view.problem != PhoneView::Problem::None) {
        const bool isName = m_view.question == PhoneQuestion::Rename;
        m_notice->show(isName ? Notice::Kind::Harm : Notice::Kind::Warning,
                       Words::phone(m_view.problem, m_view.requestId));
    } else if (m_view.wasRenamed && m_view.question == PhoneQuestion::None) {
        m_notice->show(Notice::Kind::Good, {tr("The new name is saved."), {}, {}});
    } else {
        m_notice->clear();
    }
    m_name->setRefused(m_view.problem != PhoneView::Problem::None, m_notice->spoken());
}

void PhonePage::checkReady()
{
    const bool isNaming = m_view.question == PhoneQuestion::Rename;
    const bool isNameMissing = PhonePresenter::checkName(m_name->text()) == PhoneView::Problem::NameMissing;
    setMissing(isNaming && isNameMissing ? tr("Type a name first.") : QString());
}

void PhonePage::clear()
{
    m_name->wipe();
    m_facts->show({});
    m_view = {};
}

QWidget* PhonePage::firstField()
{
    switch (m_view.question) {
    case PhoneQuestion::Rename:
        return m_name;
    case PhoneQuestion::Remove:
    case PhoneQuestion::Lost:
        return back(); // Return alone destroys nothing.
    case PhoneQuestion::None:
        break;
    }
    return m_view.phone.isLost ? static_cast<QWidget*>(m_remove) : m_rename;
}

} // namespace keydesk
