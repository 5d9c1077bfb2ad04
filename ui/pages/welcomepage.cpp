#include "pages/welcomepage.h"

#include "pages/words.h"
#include "widgets/button.h"
#include "widgets/foldlayout.h"
#include "widgets/headerbar.h"
#include "widgets/label.h"
#include "widgets/notice.h"

#include <QHBoxLayout>

namespace keydesk {
namespace {

constexpr int buttonWidth = 320;

} // namespace

WelcomePage::WelcomePage(QWidget* parent)
    : PageFrame(Shape::Centred, parent),
      m_languages(new QWidget),
      m_looks(new QWidget),
      m_large(new Button(Button::Kind::Quiet)),
      m_contrast(new Button(Button::Kind::Quiet)),
      m_notice(new Notice),
      m_enrol(new Button(Button::Kind::Quiet)),
      m_place(new Label(TextRole::Detail))
{
    setColumnWidth(620);
    setDrawing(QStringLiteral("welcome"), {176, 112}, Tone::Accent);
    useHeroTitle();
    buildChoices();
    body()->addWidget(m_notice);
    primary()->setMinimumWidth(buttonWidth);
    body()->addWidget(primary(), 0, Qt::AlignHCenter);
    body()->addWidget(m_enrol, 0, Qt::AlignHCenter);
    connect(m_enrol, &Button::chosen, this, &WelcomePage::enrolmentWanted);
    body()->addWidget(m_looks, 0, Qt::AlignHCenter);
    m_place->setAlignment(Qt::AlignHCenter);
    body()->addSpacing(8);
    body()->addWidget(m_place);
    connect(this, &PageFrame::primaryChosen, this, [this] {
        if (m_view.service == WelcomeView::Service::NotEnrolled)
            Q_EMIT enrolmentWanted();
        else if (m_view.service == WelcomeView::Service::Missing)
            Q_EMIT retried();
        else
            Q_EMIT started();
    });
    retranslate();
}

void WelcomePage::buildChoices()
{
    m_languageRow = new QHBoxLayout(m_languages);
    m_languageRow->setContentsMargins(0, 0, 0, 8);
    m_languageRow->setSpacing(12);
    body()->addWidget(m_languages, 0, Qt::AlignHCenter);

    auto* looks = new FoldLayout(FoldLayout::Shape::Row, 32, m_looks);
    looks->addWidget(m_large);
    looks->addWidget(m_contrast);
    m_contrast->setPicture(QStringLiteral("look"));
    m_large->setPicture(QStringLiteral("text-size"));
    connect(m_large, &Button::chosen, this,
            [this] { Q_EMIT textSizeChosen(m_view.textSize == TextSize::Large ? TextSize::Normal : TextSize::Large); });
    connect(m_contrast, &Button::chosen, this,
            [this] { Q_EMIT themeChosen(m_view.theme == Theme::HighContrast ? Theme::System : Theme::HighContrast); });
}

void WelcomePage::render(const WelcomeView& view)
{
    m_view = view;
    retranslate();
}

void WelcomePage::retranslate()
{
    setTitle(tr("Set up how you sign in"));
    setSubtitle(m_view.isKiosk ? tr("Have your phone or your security key at hand. It takes about five minutes, and "
                                    "nothing you type stays "
                                    "on this screen.")
                               : tr("Have your phone or your security key at hand. It takes about five minutes."));
    QList<HelpTopic> help{
        {tr("What do I need?"),
         tr("Your user name, your password, and your phone or a security key. On the way, a code comes to your mail or "
            "your phone.")},
        {tr("What do I get?"),
         tr("A code on your phone or a touch of your key proves it is you, wherever you sign in.")},
        {tr("Can somebody help me?"), Words::helpDesk(m_view.helpDesk).toHtmlEscaped()}};
    if (m_view.isKiosk)
        help.insert(
            2, {tr("Is it safe here?"), tr("Sign out when you are done. If you walk away, the screen clears itself.")});
    setHelp(help);
    renderChoices();
    renderService();
    m_place->setTextOrHide(place());
}

QString WelcomePage::place() const
{
    const QString& where = m_view.installationPlace.isEmpty() ? m_view.installationName : m_view.installationPlace;
    return m_view.isKiosk && !where.isEmpty() ? tr("Kiosk “%1”").arg(where) : QString();
}

void WelcomePage::renderChoices()
{
    m_looks->setVisible(m_view.isKiosk);
    m_languages->setVisible(m_view.isKiosk && m_view.languages.size() > 1);
    m_large->setText(m_view.textSize == TextSize::Large ? tr("Normal text") : tr("Large text"));
    m_contrast->setText(m_view.theme == Theme::HighContrast ? tr("Normal contrast") : tr("High contrast"));
    if (m_shownLanguages != m_view.languages) {
        m_shownLanguages = m_view.languages;
        while (QLayoutItem* item = m_languageRow->takeAt(0)) {
            delete item->widget();
            delete item;
        }
        for (const QString& language : m_shownLanguages) {
            auto* button = new Button(Button::Kind::Secondary);
            button->setText(languageName(language));
            button->setCompact(true);
            button->setCheckable(true);
            connect(button, &Button::chosen, this, [this, language] { Q_EMIT languageChosen(language); });
            m_languageRow->addWidget(button);
        }
    }
    for (int i = 0; i < m_languageRow->count(); ++i) {
        auto* button = static_cast<Button*>(m_languageRow->itemAt(i)->widget());
        button->setChecked(m_shownLanguages[i] == m_view.language);
        button->setAccessibleDescription(tr("Language"));
    }
}

void WelcomePage::renderService()
{
    using Service = WelcomeView::Service;
    primary()->setVisible(m_view.service != Service::Closed);
    primary()->setText(tr("Start"));
    m_notice->setVisible(false);
    m_enrol->setText(tr("Set up this computer"));
    m_enrol->setVisible(m_view.mayEnrol && m_view.service == Service::Missing);
    const QString waitingForKey = tr("Waiting for the keychain…");
    QString slowWords = tr("Looking for the service…");
    switch (m_view.service) {
    case Service::OpeningKey:
        slowWords = waitingForKey;
        break;
    case Service::Enrolling:
        slowWords = tr("Setting up this computer…");
        break;
    case Service::Looking:
    case Service::Ready:
        break;
    case Service::NotEnrolled:
        primary()->setText(tr("Set up this computer"));
        m_notice->show(Notice::Kind::Tip,
                       {tr("One thing first."), tr("This computer needs a one-time code from an administrator."), {}});
        break;
    case Service::Closed: {
        const auto words = Words::trouble({.kind = Trouble::Kind::Closed}, m_view.helpDesk);
        m_notice->show(Notice::Kind::Warning,
                       {words.title + QLatin1Char('.'), Format::sentences({words.text, words.advice}), {}});
        break;
    }
    case Service::Missing: {
        const auto words = Words::trouble(m_view.trouble.value_or(Trouble{}), m_view.helpDesk);
        primary()->setText(tr("Try again"));
        if (m_view.mayEnrol)
            slowWords = waitingForKey;
        m_notice->show(Notice::Kind::Warning,
                       {words.title + QLatin1Char('.'), Format::sentences({words.text, words.advice}), words.detail});
        break;
    }
    }
    const bool isLooking = m_view.service == Service::Looking || m_view.service == Service::OpeningKey ||
                           m_view.service == Service::Enrolling;
    setWaiting(isLooking || m_view.activity != Activity::Idle,
               m_view.activity == Activity::Slow ? slowWords : QString());
}

QWidget* WelcomePage::firstField()
{
    // Where there is no Start, the choices above it.
    const bool hasStart = m_view.service != WelcomeView::Service::Closed;
    return hasStart || m_languageRow->isEmpty() ? nullptr : m_languageRow->itemAt(0)->widget();
}

void WelcomePage::narrowChanged(bool isNarrow)
{
    primary()->setMinimumWidth(isNarrow ? 240 : buttonWidth);
}

} // namespace keydesk
