#include "pages/scanpage.h"

#include "pages/words.h"
#include "widgets/button.h"
#include "widgets/captioned.h"
#include "widgets/card.h"
#include "widgets/codefield.h"
#include "widgets/foldlayout.h"
#include "widgets/picturecard.h"
#include "widgets/qrview.h"
#include "widgets/secretview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QResizeEvent>

namespace keydesk {
namespace {

QString drawingOf(ScanView::State state)
{
    switch (state) {
    case ScanView::State::Expired:
        return QStringLiteral("clock");
    case ScanView::State::OutOfTries:
        return QStringLiteral("remove-phone");
    case ScanView::State::LimitReached:
        return QStringLiteral("lost-phone");
    default:
        return QStringLiteral("app-code");
    }
}

} // namespace

ScanPage::ScanPage(QWidget* parent)
    : PageFrame(Shape::Form, parent),
      m_card(new Card),
      m_picture(new PictureCard(QStringLiteral("app-code"))),
      m_qr(new QrView),
      m_manual(new QVBoxLayout),
      m_manualTitle(new Label(TextRole::Strong)),
      m_accountCaption(new Label(TextRole::Detail)),
      m_account(new Label(TextRole::Body)),
      m_secretCaption(new Label(TextRole::Detail)),
      m_secret(new SecretView),
      m_copy(new Button(Button::Kind::Quiet)),
      m_timeCaption(new Label(TextRole::Detail)),
      m_time(new Label(TextRole::Body)),
      m_code(new CodeField),
      m_codeArea(new QWidget),
      m_codeRow(new Captioned(m_code)),
      m_notice(new Notice)
{
    buildManual(m_manual);
    auto* row = new FoldLayout(FoldLayout::Shape::Row, 28);
    row->setFilling(false);
    row->addWidget(m_qr);
    row->setAlignment(m_qr, Qt::AlignTop);
    row->addLayoutItem(m_manual, 1);
    m_card->body()->setContentsMargins(16, 16, 16, 16);
    m_card->body()->addLayout(row);
    body()->addWidget(m_card);
    body()->addWidget(m_picture);
    m_copy->setPicture(QStringLiteral("copy"));
    m_code->setMostDigits(8); // An app that makes eight digits shall be told so, not cut short.
    m_codeArea->setLayout(m_codeRow);
    m_codeRow->setContentsMargins(0, 0, 0, 0);
    body()->addWidget(m_codeArea);
    body()->addWidget(m_notice);
    back()->show();
    connect(m_code, &CodeField::digitsChanged, this, &ScanPage::checkReady);
    connect(m_code, &QLineEdit::returnPressed, primary(), &QPushButton::click);
    connect(m_copy, &Button::chosen, this, &ScanPage::copySecret);
    connect(this, &PageFrame::primaryChosen, this, [this] {
        if (isReady())
            Q_EMIT submitted(share(m_code->takeSecret()));
        else
            Q_EMIT renewWanted();
    });
    retranslate();
}

void ScanPage::buildManual(QVBoxLayout* column)
{
    column->setSpacing(0);
    column->addWidget(m_manualTitle);
    column->addSpacing(5);
    column->addWidget(m_accountCaption);
    column->addWidget(m_account);
    column->addSpacing(5);
    column->addWidget(m_secretCaption);
    auto* secret = new FoldLayout(FoldLayout::Shape::Row, 24);
    secret->setFilling(false);
    secret->addWidget(m_secret);
    secret->addWidget(m_copy);
    column->addLayout(secret);
    column->addSpacing(5);
    column->addWidget(m_timeCaption);
    column->addWidget(m_time);
}

void ScanPage::render(const ScanView& view)
{
    const bool wasIdle = m_view.activity == Activity::Idle;
    const bool isNewProblem = view.problem != ScanView::Problem::None && !wasIdle;
    const bool isNewState = view.state != m_view.state;
    m_view = view;
    retranslate();
    if (view.activity == Activity::Idle && isVisible() && (isNewProblem || isNewState))
        focusFirst();
    if (isNewProblem && view.activity == Activity::Idle)
        m_notice->reveal();
}

void ScanPage::retranslate()
{
    renderWords();
    renderCode();
    renderNotice();
    renderHelp();
    const QString slow = m_view.state == ScanView::State::Preparing ? tr("Making the code…") : tr("Checking the code…");
    setWaiting(m_view.activity != Activity::Idle, m_view.activity == Activity::Slow ? slow : QString());
    checkReady();
}

void ScanPage::renderWords()
{
    using State = ScanView::State;
    const State state = m_view.state;
    setTitle(tr("Scan this code with your phone"));
    setSubtitle(tr("In %1, choose <b>Add account</b>, then point the camera here.")
                    .arg(m_view.authenticatorName.toHtmlEscaped()));
    if (state == State::Preparing) {
        setSubtitle(tr("We are making a code for you."));
    } else if (state == State::Expired || state == State::OutOfTries) {
        setTitle(tr("This code no longer works"));
        setSubtitle(tr("Nothing is lost: make a new code and scan that one."));
    } else if (state == State::LimitReached) {
        setTitle(tr("You have as many phones as allowed"));
        setSubtitle(tr("Remove one that you no longer use, then add the new one."));
    }
    m_manualTitle->setText(tr("No camera? Type it in"));
    m_accountCaption->setText(tr("Account name"));
    m_secretCaption->setText(tr("Secret key"));
    m_secret->setCaption(tr("Secret key"));
    m_copy->setText(tr("Copy the key"));
    m_timeCaption->setText(tr("Time-based"));
    m_time->setText(m_view.isTimeBased ? tr("Yes") : tr("No"));
    m_codeRow->setCaption(tr("Code shown in the app"));
    primary()->setText(isReady() ? tr("Check the code") : tr("Make a new code"));
    primary()->setVisible(state != State::Preparing && state != State::LimitReached);
}

void ScanPage::renderCode()
{
    m_card->setVisible(isReady());
    m_picture->setVisible(!isReady());
    m_picture->setDrawing(drawingOf(m_view.state),
                          m_view.state == ScanView::State::Preparing ? Tone::Accent : Tone::Warning);
    m_codeArea->setVisible(isReady());
    m_account->setText(m_view.account);
    m_secret->show(m_view.secretGroups);
    m_copy->setVisible(m_view.canCopy && isReady());
    m_qr->show(m_view.code.size(), [this](int column, int row) { return m_view.code.isDark(column, row); });
    m_qr->setAccessibleName(tr("QR code for the authenticator app"));
    m_qr->setAccessibleDescription(
        tr("Without a camera, type the account name and the secret key that follow into the app."));
}

void ScanPage::renderNotice()
{
    // What is explained is no harm.
    const bool isExplained = m_view.refusal && m_view.refusal->reason != CodeRefusal::Reason::Unknown;
    if (m_view.state == ScanView::State::Expired) {
        m_notice->show(Notice::Kind::Warning, {tr("It was open for too long."),
                                               tr("A code works only for a while, so that nobody can use it later."),
                                               {}});
    } else if (m_view.state == ScanView::State::OutOfTries) {
        const auto words = Words::scan(m_view);
        m_notice->show(
            Notice::Kind::Warning,
            {tr("Too many codes were refused."),
             Format::sentences({words.lead, words.text, tr("In the app, delete the account that does not work.")}),
             words.detail});
    } else if (m_view.state == ScanView::State::LimitReached) {
        m_notice->show(
            Notice::Kind::Tip,
            {tr("%n phone(s) are allowed.", nullptr, m_view.phonesAllowed), Words::helpDesk(m_view.helpDesk), {}});
    } else if (m_view.problem != ScanView::Problem::None) {
        m_notice->show(isExplained ? Notice::Kind::Warning : Notice::Kind::Harm, Words::scan(m_view));
    } else {
        m_notice->clear();
    }
    m_code->setRefused(m_view.problem == ScanView::Problem::Refused, m_notice->spoken(),
                       isExplained ? Tone::Warning : Tone::Harm);
}

void ScanPage::renderHelp()
{
    QList<HelpTopic> help{
        {tr("Where is the code?"),
         tr("Six digits beside your account’s name. They change every 30 seconds; use the ones you see now.")},
        {tr("It does not scan"), tr("Hold the phone a hand’s length away and keep it still, or type the key in.")}};
    if (m_view.problem == ScanView::Problem::Refused)
        help.insert(0, {tr("A code is refused?"), tr("Set date, time and <b>time zone</b> of the phone to automatic. "
                                                     "Use the newest code. If it goes on, scan again.")});
    else
        help.append({tr("Next"), tr("Your phone is registered, and you can use it the next time you sign in.")});
    help.append(
        {tr("Keep it to yourself"), tr("Whoever scans this code gets your codes. Let nobody take a picture of it.")});
    setHelp(help);
}

void ScanPage::checkReady()
{
    const bool isComplete = !isReady() || ScanPresenter::mayGoOn(m_code->digits());
    setMissing(isComplete ? QString() : tr("Type the six digits that the app shows first."));
}

void ScanPage::copySecret()
{
    if (!m_view.canCopy || m_view.secretGroups == nullptr)
        return;
    QString key = QString::fromLatin1(m_view.secretGroups->view()).remove(QLatin1Char(' '));
    QGuiApplication::clipboard()->setText(key);
    m_copy->setText(tr("Copied"));
}

void ScanPage::clear()
{
    m_code->wipe();
    m_secret->clear();
    m_qr->clear();
    m_account->setText({});
    m_view = {};
}

QWidget* ScanPage::firstField()
{
    return isReady() ? m_code : nullptr;
}

void ScanPage::resizeEvent(QResizeEvent* event)
{
    PageFrame::resizeEvent(event);
    arrange();
}

void ScanPage::arrange()
{
    // The code may be as small as a camera allows where every line counts.
    m_qr->setWish(isLow() || isNarrow() ? 176 : 232);
    // Both must be in sight at once: what is scanned, and the field for what the phone then shows.
    const bool isBeside = isLow() && !isNarrow();
    if (isBeside == (m_manual->indexOf(m_codeArea) >= 0))
        return;
    const bool hadFocus = m_code->hasFocus(); // Lost when the field gets another parent.
    if (isBeside) {
        body()->removeWidget(m_codeArea);
        m_manual->insertWidget(0, m_codeArea);
    } else {
        m_manual->removeWidget(m_codeArea);
        body()->insertWidget(body()->indexOf(m_notice), m_codeArea);
    }
    m_codeRow->setContentsMargins(0, 0, 0, isBeside ? 12 : 0);
    m_codeArea->setVisible(isReady());
    if (hadFocus)
        m_code->setFocus(Qt::OtherFocusReason);
}

} // namespace keydesk
