#include "pages/troublepage.h"

#include "pages/words.h"
#include "widgets/button.h"
#include "widgets/label.h"

namespace keydesk {

TroublePage::TroublePage(QWidget* parent)
    : PageFrame(Shape::Centred, parent),
      m_advice(new Label(TextRole::Body)),
      m_wait(new Label(TextRole::Help)),
      m_detail(new Label(TextRole::Detail)),
      m_startOver(new Button(Button::Kind::Secondary))
{
    setColumnWidth(660);
    setDrawing(QStringLiteral("unreachable"), {150, 112}, Tone::Warning);
    for (Label* label : {m_advice, m_wait, m_detail}) {
        label->setAlignment(Qt::AlignHCenter);
        body()->addWidget(label);
    }
    addFootButton(m_startOver);
    connect(m_startOver, &Button::chosen, this, &TroublePage::startedOver);
    connect(this, &PageFrame::primaryChosen, this, [this] {
        if (m_view.canRetry)
            Q_EMIT retried();
        else if (m_view.canSignInAgain)
            Q_EMIT signInWanted();
        else if (m_view.canEnrol)
            Q_EMIT enrolmentWanted();
        else
            Q_EMIT startedOver();
    });
    retranslate();
}

void TroublePage::render(const TroubleView& view)
{
    m_view = view;
    retranslate();
}

void TroublePage::retranslate()
{
    const auto words = Words::trouble(m_view.trouble, m_view.helpDesk);
    setDrawing(words.drawing, {150, 112},
               m_view.trouble.kind == Trouble::Kind::CertificateWrong ? Tone::Harm : Tone::Warning);
    setTitle(words.title);
    setSubtitle(words.text.toHtmlEscaped());
    m_advice->setTextOrHide(words.advice);
    const bool isWaiting = m_view.retryIn.count() > 0;
    m_wait->setTextOrHide(isWaiting ? tr("Best in %1.").arg(Format::duration(m_view.retryIn)) : QString());
    m_detail->setTextOrHide(words.detail);
    const bool hasOwnWay = m_view.canRetry || m_view.canSignInAgain || m_view.canEnrol;
    back()->setVisible(m_view.canGoBack);
    m_startOver->setText(tr("Start over"));
    m_startOver->setVisible(hasOwnWay && !m_view.canGoBack);
    primary()->show();
    primary()->setText(m_view.canRetry         ? tr("Try again")
                       : m_view.canSignInAgain ? tr("Sign in again")
                       : m_view.canEnrol       ? tr("Set up this computer")
                                               : tr("Start over"));
    QList<HelpTopic> help{
        {tr("Is my typing lost?"), tr("What you typed is kept where that is safe. “Try again” sends it once more.")},
        {tr("Can somebody help me?"), Words::helpDesk(m_view.helpDesk).toHtmlEscaped()}};
    if (!m_view.trouble.requestId.isEmpty())
        help.append({tr("What is the reference for?"), tr("With it, the help desk finds in the log what happened.")});
    if (!m_view.canRetry)
        help.removeFirst();
    setHelp(help);
}

} // namespace keydesk
