#include "pages/registeredpage.h"

#include "pages/words.h"
#include "widgets/button.h"
#include "widgets/captioned.h"
#include "widgets/card.h"
#include "widgets/factlist.h"
#include "widgets/field.h"
#include "widgets/foldlayout.h"

namespace keydesk {

RegisteredPage::RegisteredPage(QWidget* parent)
    : PageFrame(Shape::Centred, parent),
      m_facts(new FactList),
      m_rename(new Button(Button::Kind::Quiet)),
      m_naming(new QWidget),
      m_name(new Field),
      m_nameRow(new Captioned(m_name)),
      m_save(new Button(Button::Kind::Secondary)),
      m_keep(new Button(Button::Kind::Quiet)),
      m_problem(new Notice),
      m_factors(new Notice),
      m_another(new Button(Button::Kind::Secondary))
{
    setDrawing(QStringLiteral("check"), {88, 88}, Tone::Good);
    auto* card = new Card;
    card->body()->setContentsMargins(24, 12, 24, 12);
    card->body()->setSpacing(0);
    buildNaming();
    card->body()->addWidget(m_naming);
    m_facts->setFirstAction(m_rename);
    card->body()->addWidget(m_facts);
    body()->addWidget(card);
    body()->addWidget(m_factors);
    addFootButton(m_another);
    primary()->show();
    connect(m_rename, &Button::chosen, this, &RegisteredPage::renamingStarted);
    connect(m_keep, &Button::chosen, this, &RegisteredPage::renamingStopped);
    connect(m_save, &Button::chosen, this, [this] { Q_EMIT renamed(m_name->text()); });
    connect(m_name, &QLineEdit::returnPressed, m_save, &QPushButton::click);
    connect(m_another, &Button::chosen, this, &RegisteredPage::anotherWanted);
    connect(this, &PageFrame::primaryChosen, this, &RegisteredPage::finished);
    retranslate();
}

void RegisteredPage::buildNaming()
{
    auto* column = new QVBoxLayout(m_naming);
    column->setContentsMargins(0, 12, 0, 12);
    column->setSpacing(12);
    m_name->setMaxLength(128);
    column->addLayout(m_nameRow);
    column->addWidget(m_problem);
    auto* buttons = new FoldLayout(FoldLayout::Shape::Row, 24);
    buttons->setFilling(false);
    buttons->addWidget(m_save);
    buttons->addWidget(m_keep);
    column->addLayout(buttons);
}

void RegisteredPage::render(const RegisteredView& view)
{
    const bool isNewNaming = view.isRenaming && !m_view.isRenaming;
    const bool isNamed = !view.isRenaming && m_view.isRenaming;
    const bool isNewProblem = view.problem != m_view.problem && view.problem != PhoneView::Problem::None;
    m_view = view;
    if (isNewNaming)
        m_name->setText(view.phone.name);
    retranslate();
    if (isNewNaming)
        m_name->selectAll();
    if (isNewNaming || isNewProblem)
        m_name->setFocus(Qt::OtherFocusReason);
    if (isNewProblem)
        m_problem->reveal();
    if (isNamed)
        m_rename->setFocus(Qt::OtherFocusReason);
}

void RegisteredPage::retranslate()
{
    setTitle(tr("Your phone is registered"));
    setSubtitle(tr("You can use it the next time you sign in."));
    primary()->setText(tr("Done"));
    m_another->setText(tr("Add another phone"));
    m_another->setVisible(m_view.canAddAnother);
    m_rename->setText(tr("Rename"));
    m_rename->setAccessibleDescription(tr("Gives this phone another name."));
    m_facts->show({{tr("Name"), m_view.phone.name, true},
                   {tr("Account"), m_view.phone.account},
                   {tr("Works for"), Format::capabilities(m_view.phone.capabilities)},
                   {tr("Registered"), Format::moment(m_view.phone.registered)}});
    m_facts->setVisible(!m_view.isRenaming); // One question at a time.
    renderNaming();
    renderFactors();
    setHelp({{tr("How do I use it?"), tr("When you sign in, open %1 and type the six digits it shows.")
                                          .arg(m_view.authenticatorName.toHtmlEscaped())},
             {tr("If the phone gets lost"),
              tr("Come back here and choose <b>I lost this phone</b>. It stops working at once.")},
             {tr("On a shared computer"), tr("Choose <b>Sign out</b> at the top when you are done.")}});
}

void RegisteredPage::renderNaming()
{
    m_naming->setVisible(m_view.isRenaming);
    m_nameRow->setCaption(tr("Name of the phone"));
    m_save->setText(tr("Save"));
    m_keep->setText(tr("Keep the name"));
    m_save->setMissing(m_view.activity != Activity::Idle ? tr("Just a moment, please.") : QString());
    if (m_view.problem == PhoneView::Problem::None)
        m_problem->clear();
    else
        m_problem->show(Notice::Kind::Harm, Words::phone(m_view.problem, m_view.requestId));
    m_name->setRefused(m_view.problem != PhoneView::Problem::None, m_problem->spoken());
}

void RegisteredPage::renderFactors()
{
    if (!m_view.isCounted || m_view.isRenaming) {
        m_factors->clear();
        return;
    }
    const QString count = tr("%1 of %2 good factors.").arg(m_view.goodFactors).arg(m_view.goodFactorsWanted);
    if (m_view.goodFactors >= m_view.goodFactorsWanted)
        m_factors->show(Notice::Kind::Good, {count, tr("Losing one does not lock you out."), {}});
    else
        m_factors->show(Notice::Kind::Warning,
                        {count, tr("Add one more, so that losing your phone does not lock you out."), {}});
}

void RegisteredPage::clear()
{
    m_name->wipe();
    m_facts->show({});
    m_view = {};
}

QWidget* RegisteredPage::firstField()
{
    return m_view.isRenaming ? m_name : nullptr;
}

} // namespace keydesk
