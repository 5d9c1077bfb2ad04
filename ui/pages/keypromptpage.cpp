#include "pages/keypromptpage.h"

#include "pages/keypanel.h"
#include "pages/keypinform.h"
#include "pages/words.h"
#include "widgets/button.h"

#include <utility>

namespace keydesk {

using Ask = KeyPrompt::Ask;

KeyPromptPage::KeyPromptPage(QWidget* parent) : PageFrame(Shape::Form, parent), m_panel(new KeyPanel)
{
    body()->addWidget(m_panel);
    back()->show();
    KeyPinForm* form = m_panel->form();
    connect(form, &KeyPinForm::edited, this, &KeyPromptPage::checkPin);
    connect(form, &KeyPinForm::completed, primary(), &QPushButton::click);
    connect(form, &KeyPinForm::entered, this, &KeyPromptPage::pinEntered);
    connect(form, &KeyPinForm::chosen, this, &KeyPromptPage::pinChosen);
    connect(m_panel, &KeyPanel::accountChosen, this, &KeyPromptPage::accountChosen);
    connect(this, &PageFrame::primaryChosen, this, [this] {
        if (hasForm())
            m_panel->form()->submit();
        else
            Q_EMIT wentOn();
    });
}

void KeyPromptPage::showPrompt(const KeyPrompt& prompt, const QString& helpDesk)
{
    const KeyWords::Scene scene = KeyWords::scene(prompt, helpDesk);
    put(scene, prompt);
    m_isNews |= prompt.pinProblem != m_problem || (hasForm() && prompt.triesLeft != m_triesLeft);
    m_problem = prompt.pinProblem;
    m_triesLeft = prompt.triesLeft;
    primary()->setVisible(hasForm());
    primary()->setKind(Button::Kind::Primary);
    primary()->setPicture({});
    primary()->setText(prompt.ask == Ask::NewPin      ? tr("Set the PIN")
                       : prompt.ask == Ask::ChangePin ? tr("Change the PIN")
                                                      : tr("Continue"));
    setFootNote(prompt.timeLeft && !hasForm() && !prompt.failure ? KeyWords::timeLeft(*prompt.timeLeft) : QString());
    checkPin();
}

void KeyPromptPage::showScene(const KeyWords::Scene& scene)
{
    put(scene, {});
    primary()->hide();
    setFootNote({});
    setMissing({});
}

void KeyPromptPage::put(const KeyWords::Scene& scene, const KeyPrompt& prompt)
{
    setTitle(scene.title);
    setSubtitle(scene.text.toHtmlEscaped());
    m_panel->setVisible(true);
    m_panel->show(scene, prompt);
    m_isNews |= scene.title != m_shown;
    m_shown = scene.title;
}

void KeyPromptPage::hidePanel()
{
    m_panel->hide();
    m_panel->wipe();
    setFootNote({});
    m_isNews |= !m_shown.isEmpty();
    m_shown.clear();
    m_problem = KeyPrompt::PinProblem::None;
}

void KeyPromptPage::followPrompt()
{
    if (!std::exchange(m_isNews, false) || !isVisible())
        return;
    focusFirst();
    if (hasForm() && m_problem != KeyPrompt::PinProblem::None)
        m_panel->form()->revealProblem();
}

void KeyPromptPage::focusFirst()
{
    // A key that is touched too early types like a keyboard, and ends with Return: that must cancel nothing.
    const bool isAwaited = !m_panel->isHidden() && m_panel->isPicture() && primary()->isHidden();
    if (isAwaited)
        setFocus(Qt::OtherFocusReason);
    else
        PageFrame::focusFirst();
}

void KeyPromptPage::checkPin()
{
    setMissing(hasForm() ? m_panel->form()->missing() : QString());
}

bool KeyPromptPage::hasForm() const
{
    return !m_panel->isHidden() && m_panel->hasForm();
}

QList<HelpTopic> KeyPromptPage::keyHelp(const KeyPrompt& prompt) const
{
    QList<HelpTopic> help;
    if (prompt.key)
        help.append({KeyWords::model(*prompt.key),
                     Format::sentences({KeyWords::facts(*prompt.key), KeyWords::lacks(*prompt.key)}).toHtmlEscaped()});
    switch (prompt.ask) {
    case Ask::Insert:
        help.append(
            {tr("Which keys work?"), tr("Security keys of any maker, for USB. The logo on it does not matter.")});
        break;
    case Ask::TouchOne:
        help.append({tr("Which one?"), tr("Only the key that you touch is used. Nothing happens to the others.")});
        break;
    case Ask::Touch:
        help.append({tr("Nothing blinks?"), tr("Take the key out and put it back. Any USB port works.")});
        break;
    case Ask::Pin:
    case Ask::NewPin:
    case Ask::ChangePin:
        help.append({tr("What is this PIN?"), tr("It stays on the key and is sent nowhere. After eight wrong ones in "
                                                 "all, the key has to be erased.")});
        break;
    default:
        break;
    }
    return help;
}

void KeyPromptPage::resizeEvent(QResizeEvent* event)
{
    PageFrame::resizeEvent(event);
    arrange();
}

void KeyPromptPage::narrowChanged(bool)
{
    arrange();
}

void KeyPromptPage::arrange()
{
    m_panel->setCompact(isNarrow() || isLow());
    m_panel->form()->setNarrow(isNarrow());
}

QWidget* KeyPromptPage::firstField()
{
    return m_panel->isHidden() ? nullptr : m_panel->firstField();
}

void KeyPromptPage::clear()
{
    m_panel->wipe();
    m_shown.clear();
    m_problem = KeyPrompt::PinProblem::None;
}

} // namespace keydesk
