#include "pages/homepage.h"

#include "pages/words.h"
#include "widgets/button.h"
#include "widgets/door.h"

#include <algorithm>

namespace keydesk {
namespace {

QString iconOf(HomeView::Door door)
{
    switch (door) {
    case HomeView::Door::Authenticator:
        return QStringLiteral("phone");
    case HomeView::Door::WebAuthn:
        return QStringLiteral("key");
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
    connect(m_factors, &Notice::actionChosen, this, [this] { Q_EMIT opened(nextDoor()); });
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
    setHelp({{tr("What is a good factor?"), tr("Something only you have: your phone with %1, or a security key. Codes "
                                               "by mail or text message are weaker and do not count.")
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
    const bool hasBoth = has(HomeView::Door::Authenticator) && has(HomeView::Door::WebAuthn);
    const bool isKeyNext = nextDoor() == HomeView::Door::WebAuthn;
    if (m_view.goodFactors >= m_view.goodFactorsWanted) {
        m_factors->show(Notice::Kind::Good, {count, tr("Losing one does not lock you out."), {}});
        m_factors->setAction({});
        return;
    }
    if (m_view.goodFactors == 0)
        m_factors->show(Notice::Kind::Warning,
                        {count,
                         hasBoth ? tr("Register your phone or a security key now, so that your password alone is not "
                                      "enough to get in.")
                         : isKeyNext
                             ? tr("Register a security key now, so that your password alone is not enough to get in.")
                             : tr("Register your phone now, so that your password alone is not enough to get in."),
                         {}});
    else
        m_factors->show(Notice::Kind::Warning,
                        {count,
                         hasBoth ? tr("Add a phone or a security key, so that losing one thing does not lock you out.")
                                 : tr("Add one more, so that losing one thing does not lock you out."),
                         {}});
    m_factors->setAction(m_view.doors.isEmpty() ? QString() : isKeyNext ? tr("Add a security key") : tr("Add a phone"));
}

int HomePage::countOf(HomeView::Door door) const
{
    for (const HomeView::DoorView& each : m_view.doors) {
        if (each.door == door)
            return each.count;
    }
    return 0;
}

bool HomePage::has(HomeView::Door door) const
{
    return std::any_of(m_view.doors.begin(), m_view.doors.end(),
                       [door](const HomeView::DoorView& each) { return each.door == door; });
}

HomeView::Door HomePage::nextDoor() const
{
    // Of two kinds one does not lose both at once.
    using Which = HomeView::Door;
    const bool isPhoneNext = has(Which::Authenticator) && (countOf(Which::Authenticator) == 0 || !has(Which::WebAuthn));
    return isPhoneNext || !has(Which::WebAuthn) ? Which::Authenticator : Which::WebAuthn;
}

void HomePage::renderDoors()
{
    QList<HomeView::Door> kinds;
    for (const HomeView::DoorView& each : m_view.doors)
        kinds.append(each.door);
    if (kinds != m_kinds) {
        qDeleteAll(m_doors);
        m_doors.clear();
        m_kinds = kinds;
        for (const HomeView::Door which : kinds) {
            auto* door = new Door(iconOf(which));
            connect(door, &Door::clicked, this, [this, which] { Q_EMIT opened(which); });
            m_rows->addWidget(door);
            m_doors.append(door);
        }
    }
    for (qsizetype i = 0; i < m_doors.size(); ++i)
        renderDoor(m_doors[i], m_view.doors[i]);
}

void HomePage::renderDoor(Door* door, const HomeView::DoorView& view)
{
    const Tone tone = view.count > 0 ? Tone::Good : Tone::Accent;
    switch (view.door) {
    case HomeView::Door::Authenticator:
        door->show(m_view.authenticatorName, tr("Codes on your phone that prove it is you."),
                   view.count > 0 ? tr("%n phone(s)", nullptr, view.count) : tr("None yet"), tone);
        break;
    case HomeView::Door::WebAuthn:
        door->show(tr("WebAuthn"), tr("Security keys that prove by a touch that it is you."),
                   view.count > 0 ? tr("%n security key(s)", nullptr, view.count) : tr("None yet"), tone);
        break;
    }
}

QWidget* HomePage::firstField()
{
    return m_doors.isEmpty() ? nullptr : m_doors.first();
}

} // namespace keydesk
