#include "pages/signedoutpage.h"

#include "widgets/button.h"
#include "widgets/notice.h"

namespace keydesk {

SignedOutPage::SignedOutPage(QWidget* parent) : PageFrame(Shape::Centred, parent), m_notice(new Notice)
{
    setDrawing(QStringLiteral("goodbye"), {150, 112}, Tone::Accent);
    body()->addWidget(m_notice);
    primary()->show();
    connect(this, &PageFrame::primaryChosen, this, &SignedOutPage::startedAgain);
    retranslate();
}

void SignedOutPage::render(const SignedOutView& view)
{
    m_view = view;
    retranslate();
}

void SignedOutPage::retranslate()
{
    const bool isWorking = m_view.activity != Activity::Idle;
    setTitle(isWorking ? tr("Signing you out") : tr("You are signed out"));
    setSubtitle(m_view.isKiosk ? tr("Nothing of yours stays on this screen. Do not forget your phone.")
                               : tr("You can close this window now."));
    primary()->setText(m_view.isKiosk ? tr("Start again") : tr("Sign in again"));
    if (m_view.wasRevoked)
        m_notice->clear();
    else
        m_notice->show(Notice::Kind::Tip,
                       {tr("The service did not answer."),
                        tr("This computer has forgotten your sign-in; on the service it ends by itself."),
                        {}});
    setHelp({{tr("Did I get everything done?"),
              tr("What you registered works from now on. You get a mail about every change.")},
             {tr("A mail about something I did not do?"), tr("Tell the help desk at once.")}});
    setWaiting(isWorking, m_view.activity == Activity::Slow ? tr("Signing out…") : QString());
}

} // namespace keydesk
