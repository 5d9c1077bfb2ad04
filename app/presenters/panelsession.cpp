#include "presenters/panelsession.h"

namespace keydesk {

PanelSession::PanelSession(Start start, const Clock& clock, QObject* parent)
    : QObject(parent), m_start(std::move(start)), m_clock(clock), m_theme(m_start.theme), m_textSize(m_start.textSize)
{
    if (!m_start.languages.contains(m_start.language))
        m_start.language = m_start.languages.value(0);
    m_language = m_start.language;
    m_branding.authenticatorName = QStringLiteral("SecTrail Authenticator");
}

Instant PanelSession::serviceNow() const
{
    return m_clock.now() + m_serviceAhead;
}

void PanelSession::setLanguage(const QString& language)
{
    if (language == m_language || !m_start.languages.contains(language))
        return;
    m_language = language;
    Q_EMIT languageChanged();
}

void PanelSession::setTheme(Theme theme)
{
    if (theme == m_theme)
        return;
    m_theme = theme;
    Q_EMIT appearanceChanged();
}

void PanelSession::setTextSize(TextSize size)
{
    if (size == m_textSize)
        return;
    m_textSize = size;
    Q_EMIT appearanceChanged();
}

void PanelSession::setService(const ServiceDescription& service)
{
    m_service = service;
    m_branding = service.branding;
    m_serviceAhead = service.serviceTime - m_clock.now();
    Q_EMIT serviceChanged();
}

void PanelSession::setInstallation(const std::optional<InstallationIdentity>& installation)
{
    m_installation = installation;
    Q_EMIT installationChanged();
}

void PanelSession::setAccount(const Account& account)
{
    m_account = account;
    Q_EMIT accountChanged();
}

void PanelSession::signIn()
{
    m_isSignedIn = true;
    Q_EMIT accountChanged();
}

void PanelSession::signOut()
{
    m_isSignedIn = false;
    m_account.reset();
    Q_EMIT accountChanged();
}

void PanelSession::reset()
{
    signOut();
    if (!isKiosk())
        return;
    setLanguage(m_start.language);
    setTheme(m_start.theme);
    setTextSize(m_start.textSize);
}

bool PanelSession::hasOwnChoices() const
{
    return m_language != m_start.language || m_theme != m_start.theme || m_textSize != m_start.textSize;
}

} // namespace keydesk
