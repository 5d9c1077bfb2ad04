#include "pages/codepage.h"

#include "pages/words.h"
#include "widgets/button.h"
#include "widgets/captioned.h"
#include "widgets/card.h"
#include "widgets/codefield.h"
#include "widgets/door.h"
#include "widgets/foldlayout.h"
#include "widgets/icons.h"
#include "widgets/picturecard.h"

namespace keydesk {
namespace {

constexpr std::chrono::seconds none{0};

QString drawingOf(Method method)
{
    switch (method) {
    case Method::MailCode:
        return QStringLiteral("mail-code");
    case Method::SmsCode:
        return QStringLiteral("sms-code");
    default:
        return QStringLiteral("app-code");
    }
}

QString iconOf(Method method)
{
    switch (method) {
    case Method::MailCode:
        return QStringLiteral("mail");
    case Method::SmsCode:
        return QStringLiteral("sms");
    case Method::WebAuthn:
        return QStringLiteral("key");
    default:
        return QStringLiteral("phone");
    }
}

} // namespace

CodePage::CodePage(QWidget* parent)
    : PageFrame(Shape::Form, parent),
      m_choices(new QVBoxLayout),
      m_entry(new Card),
      m_drawing(new Drawing(QStringLiteral("mail-code"), {150, 112})),
      m_sending(new PictureCard(QStringLiteral("mail-code"))),
      m_code(new CodeField),
      m_codeRow(new Captioned(m_code)),
      m_notice(new Notice),
      m_resend(new Button(Button::Kind::Quiet)),
      m_another(new Button(Button::Kind::Quiet))
{
    m_choices->setSpacing(16);
    body()->addLayout(m_choices);
    buildEntry();
    body()->addWidget(m_entry);
    body()->addWidget(m_sending);
    body()->addWidget(m_notice);
    back()->show();
    connect(m_code, &CodeField::digitsChanged, this, &CodePage::checkReady);
    connect(m_code, &QLineEdit::returnPressed, primary(), &QPushButton::click);
    connect(m_resend, &Button::chosen, this, &CodePage::resendWanted);
    connect(m_another, &Button::chosen, this, &CodePage::anotherWanted);
    connect(this, &PageFrame::primaryChosen, this, [this] { Q_EMIT submitted(share(m_code->takeSecret())); });
    retranslate();
}

void CodePage::buildEntry()
{
    auto* words = new QVBoxLayout;
    words->setSpacing(8);
    words->addLayout(m_codeRow);
    auto* ways = new FoldLayout(FoldLayout::Shape::Row, 24);
    ways->setFilling(false);
    ways->addWidget(m_resend);
    ways->addWidget(m_another);
    words->addLayout(ways);
    auto* row = new FoldLayout(FoldLayout::Shape::Row, 24);
    row->setFilling(false);
    row->addLayoutItem(words, 1);
    row->addWidget(m_drawing);
    m_entry->body()->addLayout(row);
}

void CodePage::render(const CodeView& view)
{
    const bool wasIdle = m_view.activity == Activity::Idle;
    const bool isNewProblem = view.problem != CodeView::Problem::None && (view.problem != m_view.problem || !wasIdle);
    const bool isNewState =
        view.state != m_view.state || (view.chosen ? view.chosen->method : Method::Password) != method();
    m_view = view;
    retranslate();
    if (view.activity == Activity::Idle && isVisible() && (isNewProblem || isNewState))
        focusFirst();
    if (isNewProblem && view.activity == Activity::Idle)
        m_notice->reveal();
}

Method CodePage::method() const
{
    return m_view.chosen ? m_view.chosen->method : Method::Password;
}

void CodePage::retranslate()
{
    renderWords();
    renderChoices();
    renderEntry();
    renderHelp();
    if (m_view.problem == CodeView::Problem::None) {
        m_notice->clear();
    } else {
        const bool isRefusal =
            m_view.problem == CodeView::Problem::Refused || m_view.problem == CodeView::Problem::CodeMissing;
        m_notice->show(isRefusal ? Notice::Kind::Harm : Notice::Kind::Warning, Words::code(m_view));
    }
    m_code->setRefused(m_view.problem == CodeView::Problem::Refused, m_notice->spoken());
    const QString slow = m_view.state == CodeView::State::Sending ? tr("Sending the code…") : tr("Checking the code…");
    setWaiting(m_view.activity != Activity::Idle, m_view.activity == Activity::Slow ? slow : QString());
    checkReady();
}

void CodePage::renderWords()
{
    const QString hint = m_view.chosen ? m_view.chosen->hint.toHtmlEscaped() : QString();
    const bool isStepUp = m_view.purpose == CodeView::Purpose::StepUp;
    primary()->setText(tr("Continue"));
    if (m_view.state == CodeView::State::Choosing) {
        setTitle(isStepUp ? tr("Prove that it is you") : tr("How shall we check that it is you?"));
        setSubtitle(isStepUp ? tr("You are about to change how you sign in. Choose a way to prove that it is you.")
                             : tr("Choose the way that is at hand now."));
        return;
    }
    switch (method()) {
    case Method::MailCode:
        setTitle(tr("Enter the code from your mail"));
        setSubtitle(hint.isEmpty() ? tr("We sent a six-digit code to your mail address.")
                                   : tr("We sent a six-digit code to <b>%1</b>.", "mail address").arg(hint));
        break;
    case Method::SmsCode:
        setTitle(tr("Enter the code from the text message"));
        setSubtitle(hint.isEmpty() ? tr("We sent a six-digit code to your phone.")
                                   : tr("We sent a six-digit code to <b>%1</b>.", "phone number").arg(hint));
        break;
    case Method::SoftOtp:
        setTitle(tr("Enter the code from your phone"));
        setSubtitle(
            tr("Open <b>%1</b> and type the six digits it shows now.").arg(m_view.authenticatorName.toHtmlEscaped()));
        break;
    case Method::Password:
    case Method::WebAuthn: // On pages of their own.
        setTitle(tr("One moment"));
        setSubtitle(tr("We are getting your code ready."));
        return;
    }
    if (m_view.state == CodeView::State::Sending)
        setSubtitle(tr("We are sending you a code."));
    else if (isStepUp && method() == Method::SoftOtp)
        setSubtitle(tr("You are about to change how you sign in. To prove that it is you, type the code that <b>%1</b> "
                       "shows now.")
                        .arg(m_view.authenticatorName.toHtmlEscaped()));
}

void CodePage::renderChoices()
{
    const bool isChoosing = m_view.state == CodeView::State::Choosing;
    QList<Method> methods;
    if (isChoosing) {
        for (const MethodChoice& choice : m_view.choices)
            methods.append(choice.method);
    }
    if (methods != m_doorMethods) {
        qDeleteAll(m_doors);
        m_doors.clear();
        m_doorMethods = methods;
        for (const Method each : methods) {
            auto* door = new Door(iconOf(each));
            connect(door, &Door::clicked, this, [this, each] { Q_EMIT methodChosen(each); });
            m_choices->addWidget(door);
            m_doors.append(door);
        }
    }
    for (qsizetype i = 0; i < m_doors.size(); ++i) {
        const QString& hint = m_view.choices[i].hint;
        switch (methods[i]) {
        case Method::MailCode:
            m_doors[i]->show(tr("By mail"),
                             hint.isEmpty() ? tr("We send a code to your mail address.")
                                            : tr("We send a code to %1.", "mail address").arg(hint),
                             {}, Tone::Accent);
            break;
        case Method::SmsCode:
            m_doors[i]->show(tr("By text message"),
                             hint.isEmpty() ? tr("We send a code to your phone.")
                                            : tr("We send a code to %1.", "phone number").arg(hint),
                             {}, Tone::Accent);
            break;
        case Method::WebAuthn:
            m_doors[i]->show(tr("Security key"),
                             hint.isEmpty() ? tr("You plug it in and touch it.")
                                            : tr("You plug in “%1” and touch it.").arg(hint),
                             {}, Tone::Accent);
            break;
        default:
            m_doors[i]->show(m_view.authenticatorName,
                             hint.isEmpty() ? tr("The app on your phone shows a code.")
                                            : tr("The app on “%1” shows a code.").arg(hint),
                             {}, Tone::Accent);
        }
    }
}

void CodePage::renderEntry()
{
    const bool isEntering = m_view.state == CodeView::State::Entering;
    m_sending->setVisible(m_view.state == CodeView::State::Sending);
    m_sending->setDrawing(drawingOf(method()));
    m_entry->setVisible(isEntering);
    primary()->setVisible(isEntering);
    m_codeRow->setCaption(method() == Method::SoftOtp ? tr("Code shown in the app") : tr("Six-digit code"));
    m_drawing->setName(drawingOf(method()));
    m_resend->setVisible(m_view.canResend);
    m_resend->setText(m_view.resendIn > none ? tr("New code in %1").arg(Format::duration(m_view.resendIn))
                                             : tr("Send a new code"));
    m_resend->setMissing(m_view.resendIn > none
                             ? tr("You can ask for another code in %1.").arg(Format::duration(m_view.resendIn))
                             : QString());
    m_another->setVisible(m_view.canChooseAnother);
    m_another->setText(tr("Use another way"));
}

void CodePage::renderHelp()
{
    QList<HelpTopic> help;
    const bool isChoosing = m_view.state == CodeView::State::Choosing;
    if (!isChoosing && method() == Method::SoftOtp) {
        help.append(
            {tr("Where is the code?"),
             tr("Six digits beside your account’s name. They change every 30 seconds; use the ones you see now.")});
        help.append({tr("It is refused?"),
                     tr("Set the phone’s date, time and time zone to automatic, then use the next code.")});
    } else if (!isChoosing) {
        help.append(
            {tr("Nothing came?"), tr("It can take a minute. Look into the junk folder, too, then send a new code.")});
        help.append({tr("How long does it work?"), tr("Five minutes, once. Of several codes, only the newest works.")});
    }
    if (isChoosing)
        help.append({tr("Which one?"), tr("The one that is at hand now. Each proves that it is you.")});
    help.append({tr("Keep it to yourself"), tr("Nobody from the help desk will ever ask you for this code.")});
    help.append({tr("It does not work?"), Words::helpDesk(m_view.helpDesk).toHtmlEscaped()});
    setHelp(help);
}

void CodePage::checkReady()
{
    setMissing(CodePresenter::mayGoOn(m_code->digits()) ? QString() : tr("Type the six digits of the code first."));
}

void CodePage::narrowChanged(bool isNarrow)
{
    m_drawing->setVisible(!isNarrow);
}
void CodePage::clear()
{
    m_code->wipe();
}

QWidget* CodePage::firstField()
{
    return m_view.state == CodeView::State::Entering ? static_cast<QWidget*>(m_code)
           : m_doors.isEmpty()                       ? nullptr
                                                     : m_doors.first();
}

} // namespace keydesk
