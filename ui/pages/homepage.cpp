#include "pages/homepage.h"

#include "pages/words.h"
#include "widgets/button.h"
#include "widgets/door.h"

namespace keydesk {
namespace {

QString iconOf(HomeView::Door door)
{
    switch (door) {
    case HomeView::Door::Authenticator:
        return QStringLiteral("phone");
    }
    return {};
}

} // namespace

HomePage::HomePage(QWidget* parent) : PageFrame(Shape::Form, parent), m_factors(new Notice), m_rows(new QVBoxLayout)
{
    m_rows->setSpacing(20);
    body()->setSpacing(20);
    body()->addWidget(m_factors);
    body()->addLayout(m_rows);
    connect(m_factors, &Notice::actionChosen, this, [this] { Q_EMIT opened(HomeView::Door::Authenticator); });
    retranslate();
}

void HomePage::render(const HomeView& view)
{
    const bool isNew = view.isLoaded && !m_view.isLoaded;
    m_view = view;
    retranslate();
    if (isNew && isVisible())
        focusFirst();
}

void HomePage::retranslate()
{
    const QString name = m_view.displayName.isEmpty() ? m_view.userName : m_view.displayName;
    setTitle(m_view.isLoaded ? tr("Hello, %1").arg(name) : tr("Welcome"));
    setSubtitle(m_view.isLoaded ? tr("These are the ways you can sign in.") : QString());
    renderFactors();
    renderDoors();
    setHelp({{tr("What is a good factor?"), tr("Something only you have, such as your phone with %1. Codes by mail or "
                                               "text message are weaker and do not count.")
                                                .arg(m_view.authenticatorName.toHtmlEscaped())},
             {tr("Why two?"), tr("If you lose one, the other one still lets you in.")},
             {tr("On a shared computer"), tr("Choose <b>Sign out</b> at the top when you are done.")},
             {tr("Can somebody help me?"), Words::helpDesk(m_view.helpDesk).toHtmlEscaped()}});
    setWaiting(m_view.activity != Activity::Idle && !m_view.isLoaded,
               m_view.activity == Activity::Slow && !m_view.isLoaded ? tr("Fetching your account…") : QString());
}

void HomePage::renderFactors()
{
    if (!m_view.isLoaded) {
        m_factors->clear();
        return;
    }
    const QString count = tr("%1 of %2 good factors.").arg(m_view.goodFactors).arg(m_view.goodFactorsWanted);
    const bool canAdd = !m_view.doors.isEmpty();
    if (m_view.goodFactors >= m_view.goodFactorsWanted) {
        m_factors->show(Notice::Kind::Good, {count, tr("Losing one does not lock you out."), {}});
        m_factors->setAction({});
    } else if (m_view.goodFactors == 0) {
        m_factors->show(
            Notice::Kind::Warning,
            {count, tr("Register your phone now, so that your password alone is not enough to get in."), {}});
        m_factors->setAction(canAdd ? tr("Register a phone") : QString());
    } else {
        m_factors->show(Notice::Kind::Warning,
                        {count, tr("Add one more, so that losing your phone does not lock you out."), {}});
        m_factors->setAction(canAdd ? tr("Add a phone") : QString());
    }
}

void HomePage::renderDoors()
{
    while (m_doors.size() > m_view.doors.size())
        delete m_doors.takeLast();
    while (m_doors.size() < m_view.doors.size()) {
        const HomeView::Door which = m_view.doors[m_doors.size()].door;
        auto* door = new Door(iconOf(which));
        connect(door, &Door::clicked, this, [this, which] { Q_EMIT opened(which); });
        m_rows->addWidget(door);
        m_doors.append(door);
    }
    for (qsizetype i = 0; i < m_doors.size(); ++i) {
        const int count = m_view.doors[i].count;
        m_doors[i]->show(m_view.authenticatorName, tr("Codes on your phone that prove it is you."),
                         count > 0 ? tr("%n phone(s)", nullptr, count) : tr("None yet"),
                         count > 0 ? Tone::Good : Tone::Accent);
    }
}

QWidget* HomePage::firstField()
{
    return m_doors.isEmpty() ? nullptr : m_doors.first();
}

} // namespace keydesk
