#pragma once

#include "presenters/pagepresenter.h"
#include "presenters/panelsession.h"

namespace keydesk {

struct WelcomeView
{
    enum class Service {
        Looking,    ///< Not answered yet; Start works as soon as it does.
        OpeningKey, ///< The place of this installation's key is asked for it; it may be asking for a password.
        Enrolling,  ///< By the code that was handed in.
        Ready,
        NotEnrolled, ///< This installation needs a one-time code first.
        Closed,      ///< No Registration profile: the plain sentence, no Start.
        Missing,     ///< trouble says why; tried again by retry(), and on its own where that disturbs nobody.
    };
    Service service = Service::Looking;
    std::optional<Trouble> trouble = {};
    bool mayStart = false;
    bool mayEnrol = false; ///< A one-time code helps, or may help.
    bool isKiosk = false;
    QStringList languages = {};
    QString language = {};
    Theme theme = Theme::System;
    TextSize textSize = TextSize::Normal;
    QString organisation = {};
    QString authenticatorName = {};
    QString helpDesk = {};
    QString installationName = {}; ///< Empty before enrolment.
    QString installationPlace = {};
    Activity activity = Activity::Idle;
};

class WelcomePresenter : public PagePresenter
{
    Q_OBJECT
public:
    WelcomePresenter(PanelSession& session, ServiceApi& service, QObject* parent = nullptr);

    const WelcomeView& view() const { return m_view; }
    void enter() override;
    void leave() override;
    /// An installation that is not enrolled yet uses this code by itself, once.
    void setEnrolmentCode(const QString& code) { m_enrolmentCode = code; }

public Q_SLOTS:
    void start();
    void enrol();
    void retry();
    void chooseLanguage(const QString& language);
    void chooseTheme(keydesk::Theme theme);
    void chooseTextSize(keydesk::TextSize size);

Q_SIGNALS:
    void viewChanged(const keydesk::WelcomeView& view);

private:
    void look();
    void described(const ServiceDescription& service);
    void openKey();
    void enrolByItself();
    void meet(const Error& error);
    void cancelled() override;
    WelcomeView::Service state() const;
    void publish() override;

    PanelSession& m_session;
    ServiceApi& m_service;
    QTimer m_again;
    QString m_enrolmentCode;
    bool m_isKeyOpen = false; ///< Whether this installation is enrolled is known.
    std::optional<Trouble> m_trouble;
    WelcomeView m_view;
};

} // namespace keydesk
