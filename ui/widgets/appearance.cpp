#include "widgets/appearance.h"

#include "widgets/accessible.h"
#include "widgets/style.h"

#include <QApplication>
#include <QPalette>

// The macro declares a function of the global namespace.
static void embedDrawings()
{
    Q_INIT_RESOURCE(drawings);
}

namespace keydesk {
namespace {

Scheme schemeFor(ColourChoice choice, Appearance::System system)
{
    switch (choice) {
    case ColourChoice::Light:
        return Scheme::Light;
    case ColourChoice::Dark:
        return Scheme::Dark;
    case ColourChoice::HighContrast:
        return Scheme::HighContrast;
    case ColourChoice::System:
        break;
    }
    if (system.isHighContrast)
        return Scheme::HighContrast;
    return system.isDark ? Scheme::Dark : Scheme::Light;
}

} // namespace

Appearance::Appearance(QObject* parent) : QObject(parent)
{
    embedDrawings();
    installAccessibleRoles();
    // Before Keydesk's own palette is set, the application's is the desktop's.
    m_system.isDark = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
    apply();
}

void Appearance::setWish(const Wish& wish)
{
    if (wish == m_wish)
        return;
    m_wish = wish;
    apply();
}

void Appearance::setSystem(System system)
{
    if (system == m_system)
        return;
    m_system = system;
    if (m_wish.colours == ColourChoice::System)
        apply();
}

void Appearance::apply()
{
    const Tokens tokens = makeTokens({.scheme = schemeFor(m_wish.colours, m_system),
                                      .accent = m_wish.accent,
                                      .isLargeText = m_wish.isLargeText,
                                      .isKiosk = m_wish.isKiosk});
    // Hands every widget a StyleChange, on which it takes its fonts and colours anew.
    QApplication::setStyle(new Style(tokens));
    QApplication::setFont(tokens.font(TextRole::Help));
    Q_EMIT changed();
}

} // namespace keydesk
