#pragma once

#include "base/clock.h"
#include "presenters/appearance.h"
#include "protocol/account.h"
#include "protocol/service.h"

#include <QObject>

namespace keydesk {

/// What all pages share during one visit: who is signed in, how the organisation presents itself, language and look.
/// GUI thread.
class PanelSession : public QObject
{
    Q_OBJECT
public:
    struct Start
    {
        bool isKiosk = false;
        QStringList languages; ///< BCP 47, in the order they are offered; the first is the last resort.
        QString language;      ///< Where every visit starts.
        Theme theme = Theme::System;
        TextSize textSize = TextSize::Normal;
    };
    PanelSession(Start start, const Clock& clock, QObject* parent = nullptr);

    bool isKiosk() const { return m_start.isKiosk; }
    const QStringList& languages() const { return m_start.languages; }
    const QString& language() const { return m_language; }
    Theme theme() const { return m_theme; }
    TextSize textSize() const { return m_textSize; }
    const std::optional<ServiceDescription>& service() const { return m_service; }
    const Branding& branding() const { return m_branding; }
    const std::optional<InstallationIdentity>& installation() const { return m_installation; }
    const std::optional<Account>& account() const { return m_account; }
    /// Stays true from the sign-in to the sign-out, also before the account is known.
    bool isSignedIn() const { return m_isSignedIn; }
    /// The service has the capability ("phones", "webauthn", …).
    bool offers(QLatin1StringView capability) const
    {
        return m_service && m_service->capabilities.contains(capability);
    }
    /// Policy allows one more; true as long as nothing is known.
    bool canAddPhone() const { return !m_account || m_account->phones < m_account->phonesAllowed; }
    bool canAddKey() const { return !m_account || m_account->securityKeys < m_account->securityKeysAllowed; }
    QString authenticatorName() const { return m_branding.authenticatorName; }
    Instant now() const { return m_clock.now(); }
    /// The service's time, as far as the last description told.
    Instant serviceNow() const;

    void setLanguage(const QString& language); ///< Ignored unless one of languages().
    void setTheme(Theme theme);
    void setTextSize(TextSize size);
    void setService(const ServiceDescription& service);
    void setInstallation(const std::optional<InstallationIdentity>& installation);
    void setAccount(const Account& account);
    void signIn();
    void signOut();
    /// Forgets the person and, at a kiosk, their choices.
    void reset();
    /// Somebody has changed language or look since the visit began.
    bool hasOwnChoices() const;

Q_SIGNALS:
    void languageChanged();
    void appearanceChanged();
    void serviceChanged();
    void installationChanged();
    void accountChanged();

private:
    Start m_start;
    const Clock& m_clock;
    QString m_language;
    Theme m_theme;
    TextSize m_textSize;
    std::optional<ServiceDescription> m_service;
    Branding m_branding;
    std::optional<InstallationIdentity> m_installation;
    std::optional<Account> m_account;
    bool m_isSignedIn = false;
    std::chrono::milliseconds m_serviceAhead{0};
};

} // namespace keydesk
