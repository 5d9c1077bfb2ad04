#include "pages/registerkeypage.h"

#include "pages/words.h"
#include "widgets/button.h"

namespace keydesk {

using State = RegisterKeyView::State;
using Problem = RegisterKeyView::Problem;

RegisterKeyPage::RegisterKeyPage(QWidget* parent)
    : KeyPromptPage(parent), m_skip(new Button(Button::Kind::Quiet)), m_another(new Button(Button::Kind::Secondary))
{
    body()->addWidget(m_skip, 0, Qt::AlignLeft);
    addFootButton(m_another);
    connect(m_skip, &Button::chosen, this, &RegisterKeyPage::pinSkipped);
    connect(m_another, &Button::chosen, this, &RegisterKeyPage::retried);
    connect(this, &KeyPromptPage::wentOn, this, [this] {
        if (needsCare())
            Q_EMIT careWanted();
        else
            Q_EMIT retried();
    });
    retranslate();
}

void RegisterKeyPage::render(const RegisterKeyView& view)
{
    m_view = view;
    retranslate();
    followPrompt();
}

void RegisterKeyPage::retranslate()
{
    switch (m_view.state) {
    case State::Preparing:
        showScene({tr("Register a security key"), tr("One moment: we are getting ready."), QStringLiteral("insert-key"),
                   Tone::Accent, true});
        break;
    case State::Talking:
        showPrompt(m_view.prompt, m_view.helpDesk);
        break;
    case State::Storing:
        showScene({tr("Almost done"), tr("The key has answered. We are checking what it made."),
                   QStringLiteral("key-works"), Tone::Accent, true});
        break;
    case State::Ended:
        renderEnd();
        break;
    }
    setCancelling(m_view.state == State::Talking && !m_view.prompt.failure);
    renderButtons();
    renderHelp();
    const QString slow = m_view.state == State::Storing ? tr("Checking the key…") : tr("Getting ready…");
    setWaiting(m_view.activity != Activity::Idle, m_view.activity == Activity::Slow ? slow : QString());
}

void RegisterKeyPage::renderEnd()
{
    switch (m_view.problem) {
    case Problem::Refused:
        showScene(KeyWords::refusal(m_view.refusedStep, m_view.requestId, m_view.helpDesk));
        break;
    case Problem::Expired:
        showScene({tr("It took too long"), tr("Nothing was registered. Please try again."), QStringLiteral("clock"),
                   Tone::Warning, false, Words::requestId(m_view.requestId)});
        break;
    case Problem::LimitReached:
        showScene({tr("You have as many keys as allowed"),
                   Format::sentences({tr("%n security key(s) are allowed.", nullptr, m_view.keysAllowed),
                                      tr("Go back and remove one that you no longer use.")}),
                   QStringLiteral("key-full"), Tone::Warning});
        break;
    case Problem::Key:
    case Problem::None:
        showPrompt(m_view.prompt, m_view.helpDesk);
        break;
    }
}

bool RegisterKeyPage::needsCare() const
{
    if (m_view.state != State::Ended || m_view.problem != Problem::Key || !m_view.prompt.failure)
        return false;
    const KeyProblem problem = m_view.prompt.failure->problem;
    return problem == KeyProblem::PinBlocked || problem == KeyProblem::NoFreeSlot;
}

void RegisterKeyPage::renderButtons()
{
    m_skip->setVisible(hasForm() && m_view.canSkipPin && m_view.prompt.ask == KeyPrompt::Ask::NewPin);
    m_skip->setText(tr("Go on without a PIN"));
    m_another->setText(tr("Use another key"));
    m_another->setVisible(needsCare() && m_view.canRetry);
    if (m_view.state != State::Ended)
        return;
    primary()->setVisible(m_view.canRetry || needsCare());
    primary()->setText(needsCare() ? tr("Manage this key") : tr("Try again"));
    setMissing({});
}

void RegisterKeyPage::renderHelp()
{
    QList<HelpTopic> help = keyHelp(m_view.prompt);
    if (m_view.prompt.ask == KeyPrompt::Ask::NewPin)
        help.append(
            {tr("Which PIN is good?"), tr("One that nobody guesses, and no birthday. Letters are allowed, too.")});
    if (m_view.state == State::Preparing || m_view.prompt.ask == KeyPrompt::Ask::Insert)
        help.append({tr("Next"), tr("You touch the key, and then give it a name.")});
    help.append({tr("Can somebody help me?"), Words::helpDesk(m_view.helpDesk).toHtmlEscaped()});
    setHelp(help);
}

void RegisterKeyPage::clear()
{
    KeyPromptPage::clear();
    m_view = {};
}

} // namespace keydesk
