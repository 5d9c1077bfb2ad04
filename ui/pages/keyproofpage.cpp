#include "pages/keyproofpage.h"

#include "pages/words.h"
#include "widgets/button.h"

namespace keydesk {

using State = KeyProofView::State;
using Problem = KeyProofView::Problem;

KeyProofPage::KeyProofPage(QWidget* parent) : KeyPromptPage(parent), m_another(new Button(Button::Kind::Quiet))
{
    body()->addWidget(m_another, 0, Qt::AlignLeft);
    connect(m_another, &Button::chosen, this, &KeyProofPage::anotherWanted);
    connect(this, &KeyPromptPage::wentOn, this, &KeyProofPage::retried);
    retranslate();
}

void KeyProofPage::render(const KeyProofView& view)
{
    m_view = view;
    retranslate();
    followPrompt();
}

void KeyProofPage::retranslate()
{
    const bool isStepUp = m_view.purpose == KeyProofView::Purpose::StepUp;
    switch (m_view.state) {
    case State::Preparing:
        showScene({isStepUp ? tr("Prove that it is you") : tr("Sign in with a security key"),
                   tr("One moment: we are getting ready."), QStringLiteral("insert-key"), Tone::Accent, true});
        break;
    case State::Talking:
        renderTalk();
        break;
    case State::Checking:
        showScene({tr("Almost done"), tr("The key has answered. We are checking its answer."),
                   QStringLiteral("key-works"), Tone::Accent, true});
        break;
    case State::Ended:
        renderEnd();
        break;
    }
    m_another->setVisible(m_view.canChooseAnother && m_view.state != State::Checking);
    m_another->setText(tr("Use another way"));
    renderHelp();
    const QString slow = m_view.state == State::Checking ? tr("Checking…") : tr("Getting ready…");
    setWaiting(m_view.activity != Activity::Idle, m_view.activity == Activity::Slow ? slow : QString());
}

void KeyProofPage::renderTalk()
{
    showPrompt(m_view.prompt, m_view.helpDesk);
    if (m_view.prompt.ask != KeyPrompt::Ask::Insert || m_view.prompt.failure)
        return;
    if (m_view.purpose == KeyProofView::Purpose::StepUp)
        setSubtitle(tr("You are about to change how you sign in. Your key proves that it is you."));
    else if (m_view.isNameless)
        setSubtitle(tr("It tells us who you are, so you type no user name."));
}

void KeyProofPage::renderEnd()
{
    switch (m_view.problem) {
    case Problem::Refused:
        showScene({tr("This key does not open this account"),
                   Format::sentences({m_view.isNameless ? tr("Its account is not registered here, or no longer.")
                                                        : tr("Take the key that you registered for it."),
                                      Words::triesLeft(m_view.triesLeft)}),
                   QStringLiteral("lost-key"), Tone::Warning, false, Words::requestId(m_view.requestId)});
        break;
    case Problem::TooOften:
        showScene({tr("Too many attempts"), Words::waitFor(m_view.retryIn), QStringLiteral("hourglass"), Tone::Warning,
                   false, Words::requestId(m_view.requestId)});
        break;
    case Problem::Key:
    case Problem::None:
        showPrompt(m_view.prompt, m_view.helpDesk);
        break;
    }
    primary()->show();
    primary()->setText(tr("Try again"));
    setMissing({});
}

void KeyProofPage::renderHelp()
{
    QList<HelpTopic> help = keyHelp(m_view.prompt);
    if (m_view.prompt.ask == KeyPrompt::Ask::Insert)
        help.append({tr("The key is not here?"), m_view.canChooseAnother
                                                     ? tr("Choose <b>Use another way</b>.")
                                                     : tr("Go back and sign in with your user name.")});
    if (m_view.state == State::Ended && m_view.problem == Problem::Refused)
        help.append({tr("Is it lost?"), tr("Sign in another way, open it under <b>WebAuthn</b> and report it.")});
    help.append({tr("Can somebody help me?"), Words::helpDesk(m_view.helpDesk).toHtmlEscaped()});
    setHelp(help);
}

void KeyProofPage::clear()
{
    KeyPromptPage::clear();
    m_view = {};
}

} // namespace keydesk
