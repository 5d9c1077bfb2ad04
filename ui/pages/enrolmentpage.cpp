#include "pages/enrolmentpage.h"

#include "pages/words.h"
#include "widgets/button.h"
#include "widgets/captioned.h"
#include "widgets/card.h"
#include "widgets/field.h"

namespace keydesk {

EnrolmentPage::EnrolmentPage(QWidget* parent)
    : PageFrame(Shape::Form, parent), m_code(new Field), m_captioned(new Captioned(m_code)), m_notice(new Notice)
{
    auto* card = new Card;
    card->body()->addLayout(m_captioned);
    card->body()->addSpacing(4);
    card->body()->addWidget(m_notice);
    body()->addWidget(card);
    back()->show();
    primary()->show();
    m_code->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    connect(m_code, &QLineEdit::textChanged, this, &EnrolmentPage::checkReady);
    connect(m_code, &QLineEdit::returnPressed, primary(), &QPushButton::click);
    connect(this, &PageFrame::primaryChosen, this, [this] { Q_EMIT submitted(m_code->text()); });
    retranslate();
}

void EnrolmentPage::render(const EnrolmentView& view)
{
    const bool isNewProblem = view.problem != EnrolmentView::Problem::None &&
                              (view.problem != m_view.problem || m_view.activity != Activity::Idle);
    m_view = view;
    retranslate();
    if (isNewProblem && view.activity == Activity::Idle) {
        m_notice->reveal();
        m_code->selectAll();
        m_code->setFocus(Qt::OtherFocusReason);
    }
}

void EnrolmentPage::retranslate()
{
    setTitle(tr("Set up this computer"));
    setSubtitle(tr("Type the one-time code that an administrator made for it."));
    m_captioned->setCaption(tr("One-time code"));
    primary()->setText(tr("Continue"));
    setHelp({{tr("Where does the code come from?"), tr("An administrator makes it with <b>keydesk-admin installation "
                                                       "enrol</b>. It works once, and only for a while.")},
             {tr("Why is it needed?"),
              tr("The service talks only to computers it knows. It can take the permission back at any time.")}});
    const bool hasProblem = m_view.problem != EnrolmentView::Problem::None;
    if (hasProblem)
        m_notice->show(Notice::Kind::Harm, Words::enrolment(m_view));
    else
        m_notice->clear();
    m_code->setRefused(hasProblem, m_notice->spoken());
    setWaiting(m_view.activity != Activity::Idle, m_view.activity == Activity::Slow ? tr("Setting up…") : QString());
    checkReady();
}

void EnrolmentPage::checkReady()
{
    setMissing(EnrolmentPresenter::mayGoOn(m_code->text()) ? QString() : tr("Type the one-time code first."));
}

void EnrolmentPage::clear()
{
    m_code->wipe();
}
QWidget* EnrolmentPage::firstField()
{
    return m_code;
}

} // namespace keydesk
