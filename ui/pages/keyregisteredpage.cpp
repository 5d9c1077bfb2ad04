#include "pages/keyregisteredpage.h"

#include "pages/words.h"
#include "widgets/button.h"
#include "widgets/captioned.h"
#include "widgets/card.h"
#include "widgets/factlist.h"
#include "widgets/field.h"

namespace keydesk {

KeyRegisteredPage::KeyRegisteredPage(QWidget* parent)
    : PageFrame(Shape::Centred, parent),
      m_name(new Field),
      m_nameRow(new Captioned(m_name)),
      m_problem(new Notice),
      m_facts(new FactList),
      m_factors(new Notice),
      m_next(new Button(Button::Kind::Secondary))
{
    setDrawing(QStringLiteral("check"), {88, 88}, Tone::Good);
    buildCard();
    addFootButton(m_next);
    primary()->show();
    connect(m_name, &QLineEdit::textChanged, this, &KeyRegisteredPage::checkReady);
    connect(m_name, &QLineEdit::returnPressed, primary(), &QPushButton::click);
    connect(m_next, &Button::chosen, this, [this] {
        if (m_view.canAddPhone)
            Q_EMIT phoneWanted();
        else
            Q_EMIT keyWanted();
    });
    connect(this, &PageFrame::primaryChosen, this, [this] { Q_EMIT finished(m_name->text()); });
    retranslate();
}

void KeyRegisteredPage::buildCard()
{
    auto* card = new Card;
    card->body()->setContentsMargins(24, 20, 24, 8);
    m_name->setMaxLength(128);
    card->body()->addLayout(m_nameRow);
    card->body()->addWidget(m_problem);
    card->body()->addWidget(m_facts);
    body()->addWidget(card);
    body()->addWidget(m_factors);
}

void KeyRegisteredPage::render(const KeyRegisteredView& view)
{
    const bool isNewKey = view.key.id != m_view.key.id;
    const bool isNewProblem = view.problem != m_view.problem && view.problem != KeyView::Problem::None;
    m_view = view;
    if (isNewKey)
        m_name->setText(view.key.name);
    retranslate();
    if (isNewKey)
        m_name->selectAll();
    if (isVisible() && (isNewKey || isNewProblem))
        m_name->setFocus(Qt::OtherFocusReason);
    if (isNewProblem)
        m_problem->reveal();
}

void KeyRegisteredPage::retranslate()
{
    setTitle(tr("Your security key is registered"));
    setSubtitle(tr("You can use it the next time you sign in."));
    primary()->setText(tr("Done"));
    // Of the ways to a second factor, another kind is the better one.
    m_next->setVisible(m_view.canAddPhone || m_view.canAddKey);
    m_next->setText(m_view.canAddPhone ? tr("Register a phone, too") : tr("Register another key"));
    QList<FactList::Fact> facts{
        {tr("Signs you in"),
         m_view.key.isDiscoverable ? tr("With and without your user name") : tr("With your user name")},
        {tr("Registered"), Format::moment(m_view.key.registered)}};
    if (!m_view.key.model.isEmpty())
        facts.prepend({tr("Model"), m_view.key.model});
    m_facts->show(facts);
    renderName();
    renderFactors();
    setHelp({{tr("Which name?"), tr("One by which you will know this key, such as “Key ring” or “Desk drawer”.")},
             {tr("How do I use it?"), tr("When you sign in, plug it in and touch it when it blinks.")},
             {tr("If the key gets lost"),
              tr("Come back here and choose <b>I lost this key</b>. It stops working at once.")},
             {tr("On a shared computer"), tr("Take the key out, and choose <b>Sign out</b> at the top.")}});
    setWaiting(m_view.activity != Activity::Idle, m_view.activity == Activity::Slow ? tr("Saving…") : QString());
    checkReady();
}

void KeyRegisteredPage::renderName()
{
    m_nameRow->setCaption(tr("Name of the key"));
    if (m_view.problem == KeyView::Problem::None)
        m_problem->clear();
    else
        m_problem->show(Notice::Kind::Harm, Words::key(m_view.problem, m_view.requestId));
    m_name->setRefused(m_view.problem != KeyView::Problem::None, m_problem->spoken());
}

void KeyRegisteredPage::renderFactors()
{
    if (!m_view.isCounted) {
        m_factors->clear();
        return;
    }
    const QString count = tr("%1 of %2 good factors.").arg(m_view.goodFactors).arg(m_view.goodFactorsWanted);
    if (m_view.goodFactors >= m_view.goodFactorsWanted)
        m_factors->show(Notice::Kind::Good, {count, tr("Losing one does not lock you out."), {}});
    else
        m_factors->show(Notice::Kind::Warning,
                        {count, tr("Add one more, so that losing this key does not lock you out."), {}});
}

void KeyRegisteredPage::checkReady()
{
    setMissing(m_name->text().trimmed().isEmpty() ? tr("Type a name first.") : QString());
}

void KeyRegisteredPage::clear()
{
    m_name->wipe();
    m_facts->show({});
    m_view = {};
}

QWidget* KeyRegisteredPage::firstField()
{
    return m_name;
}

} // namespace keydesk
