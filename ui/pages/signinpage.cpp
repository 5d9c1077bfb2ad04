#include "pages/signinpage.h"

#include "pages/words.h"
#include "widgets/button.h"
#include "widgets/captioned.h"
#include "widgets/card.h"
#include "widgets/passwordfield.h"

namespace keydesk {

SignInPage::SignInPage(QWidget* parent)
    : PageFrame(Shape::Form, parent),
      m_userName(new Field),
      m_password(new PasswordField),
      m_userNameRow(new Captioned(m_userName)),
      m_passwordRow(new Captioned(m_password)),
      m_notice(new Notice),
      m_key(new Button(Button::Kind::Secondary))
{
    auto* card = new Card;
    card->body()->addLayout(m_userNameRow);
    card->body()->addSpacing(12);
    card->body()->addLayout(m_passwordRow);
    card->body()->addSpacing(4);
    card->body()->addWidget(m_notice);
    body()->addWidget(card);
    m_key->setPicture(QStringLiteral("key"));
    addFootButton(m_key);
    back()->show();
    primary()->show();
    m_userName->setInputMethodHints(Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    connect(m_userName, &QLineEdit::textChanged, this, &SignInPage::checkReady);
    connect(m_password, &QLineEdit::textChanged, this, &SignInPage::checkReady);
    connect(m_userName, &QLineEdit::returnPressed, m_password, [this] { m_password->setFocus(Qt::TabFocusReason); });
    connect(m_password, &QLineEdit::returnPressed, primary(), &QPushButton::click);
    connect(m_key, &Button::chosen, this, &SignInPage::keyWanted);
    connect(this, &PageFrame::primaryChosen, this, &SignInPage::submit);
    retranslate();
}

void SignInPage::render(const SignInView& view)
{
    const bool isNewProblem = view.problem != SignInView::Problem::None &&
                              (view.problem != m_view.problem || m_view.activity != Activity::Idle);
    if (view.userName != m_view.userName)
        m_userName->setText(view.userName);
    m_view = view;
    retranslate();
    if (isNewProblem && view.activity == Activity::Idle) {
        firstField()->setFocus(Qt::OtherFocusReason);
        m_notice->reveal();
    }
}

void SignInPage::retranslate()
{
    setTitle(m_view.isNameless ? tr("Your password") : tr("Sign in"));
    setSubtitle(m_view.isNameless ? tr("The key has said who you are. Now the password of your work account.")
                                  : tr("With the user name and password of your work account."));
    m_userNameRow->setCaption(tr("User name"));
    m_passwordRow->setCaption(tr("Password"));
    primary()->setText(tr("Continue"));
    m_userName->setReadOnly(m_view.isUserNameFixed);
    renderWays();
    QList<HelpTopic> help{{tr("Which password?"), tr("The one you use for your computer and your mail.")},
                          {tr("Next"), tr("We send a six-digit code to your mail or phone, to make sure it is you.")}};
    if (m_view.canUseKey && !m_view.isUserNameFixed)
        help.append({tr("With a security key"),
                     tr("If you registered one here, it tells us who you are, and you type no user name.")});
    help.append({tr("On a shared computer"), tr("Sign out when you are done, so that nobody can go on in your name.")});
    help.append({tr("It does not work?"), Words::helpDesk(m_view.helpDesk).toHtmlEscaped()});
    setHelp(help);
    renderProblem();
    setWaiting(m_view.activity != Activity::Idle, m_view.activity == Activity::Slow ? tr("Signing in…") : QString());
    checkReady();
}

void SignInPage::renderWays()
{
    m_userNameRow->caption()->setVisible(!m_view.isNameless);
    m_userName->setVisible(!m_view.isNameless);
    m_key->setVisible(m_view.canUseKey);
    m_key->setText(m_view.isUserNameFixed ? tr("Use a security key") : tr("Sign in with a security key"));
    m_key->setMissing(m_view.activity != Activity::Idle ? tr("Just a moment, please.") : QString());
}

void SignInPage::renderProblem()
{
    using Problem = SignInView::Problem;
    const Problem problem = m_view.problem;
    if (problem == Problem::None) {
        m_notice->clear();
    } else {
        const bool isAdvice =
            problem == Problem::Ended || problem == Problem::Closed || problem == Problem::FactorsUnsatisfiable;
        m_notice->show(isAdvice ? Notice::Kind::Warning : Notice::Kind::Harm, Words::signIn(m_view));
    }
    const QString why = m_notice->spoken();
    const bool isNameRefused = problem == Problem::UserNameMissing || problem == Problem::NotMatched;
    const bool isPasswordRefused = problem == Problem::PasswordMissing || problem == Problem::NotMatched;
    m_userName->setRefused(isNameRefused, isNameRefused ? why : QString());
    m_password->setRefused(isPasswordRefused, isPasswordRefused ? why : QString());
}

void SignInPage::checkReady()
{
    if (m_view.isNameless) {
        setMissing(m_password->text().isEmpty() ? tr("Type your password first.") : QString());
        return;
    }
    switch (SignInPresenter::missing(m_userName->text(), !m_password->text().isEmpty())) {
    case SignInView::Problem::UserNameMissing:
        setMissing(tr("Type your user name and your password first."));
        break;
    case SignInView::Problem::PasswordMissing:
        setMissing(tr("Type your password first."));
        break;
    default:
        setMissing({});
    }
}

void SignInPage::submit()
{
    const QString userName = m_userName->text();
    Q_EMIT submitted(userName, share(m_password->takeSecret()));
}

void SignInPage::clear()
{
    m_password->wipe();
    m_userName->wipe();
    m_view.userName.clear();
}

QWidget* SignInPage::firstField()
{
    return m_userName->text().isEmpty() && !m_view.isNameless ? static_cast<QWidget*>(m_userName) : m_password;
}

} // namespace keydesk
