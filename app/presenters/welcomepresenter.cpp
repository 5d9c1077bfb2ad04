#include "presenters/welcomepresenter.h"

#include <QVersionNumber>

namespace keydesk {

using namespace std::chrono_literals;

namespace {

bool isTooOldFor(const ServiceDescription& service)
{
    const auto own = QVersionNumber::fromString(QStringLiteral(KEYDESK_VERSION));
    return own < QVersionNumber::fromString(service.minimumClient);
}

bool isAboutTheKey(const std::optional<Trouble>& trouble)
{
    return trouble && trouble->kind == Trouble::Kind::KeyOutOfReach;
}

} // namespace

WelcomePresenter::WelcomePresenter(PanelSession& session, ServiceApi& service, QObject* parent)
    : PagePresenter(parent), m_session(session), m_service(service)
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &WelcomePresenter::look);
    connect(&session, &PanelSession::languageChanged, this, &WelcomePresenter::publish);
    connect(&session, &PanelSession::appearanceChanged, this, &WelcomePresenter::publish);
    connect(&session, &PanelSession::installationChanged, this, &WelcomePresenter::publish);
}

void WelcomePresenter::enter()
{
    if (m_session.installation() && isAboutTheKey(m_trouble))
        m_trouble.reset(); // Enrolled meanwhile.
    publish();
    look();
}

void WelcomePresenter::leave()
{
    m_again.stop();
    PagePresenter::leave();
}

void WelcomePresenter::look()
{
    if (isBusy())
        return;
    // A page that nobody touches finds its own way back when the service does.
    m_again.start(60s);
    await(m_service.describe(), [this](const Result<ServiceDescription>& result) {
        if (result)
            described(*result);
        else
            meet(result.error());
    });
}

void WelcomePresenter::described(const ServiceDescription& service)
{
    if (isTooOldFor(service)) {
        m_trouble = Trouble{.kind = Trouble::Kind::VersionTooOld};
        return;
    }
    if (!isAboutTheKey(m_trouble))
        m_trouble.reset();
    m_session.setService(service);
    openKey();
}

void WelcomePresenter::openKey()
{
    await(m_service.load(), [this](const Result<void>& result) {
        // What cannot be read any more is as good as nothing: a code enrols this installation again.
        if (!result && result.error().code != ErrorCode::InstallationUnknown)
            return meet(result.error());
        m_trouble.reset();
        m_isKeyOpen = true;
        m_session.setInstallation(m_service.identity());
        if (!m_session.installation() && !m_enrolmentCode.isEmpty())
            enrolByItself();
    });
}

void WelcomePresenter::enrolByItself()
{
    await(m_service.enrol(m_enrolmentCode), [this](const Result<InstallationIdentity>& result) {
        // Refused or a defect: the code is not tried for ever.
        if (!result && troubleFrom(result.error(), m_session.now()).kind != Trouble::Kind::Fault)
            return meet(result.error());
        m_enrolmentCode.clear();
        if (result)
            m_session.setInstallation(*result);
    });
}

void WelcomePresenter::meet(const Error& error)
{
    m_trouble = troubleFrom(error, m_session.now());
    // A desktop's keychain would ask for its password again, in front of whoever works there now.
    if (isAboutTheKey(m_trouble) && !m_session.isKiosk())
        m_again.stop();
    else
        m_again.start(std::max(m_trouble->retryIn, std::chrono::seconds{5s}));
}

/// Nobody waits any longer, but what was begun may come to an end: the page says so and looks again.
void WelcomePresenter::cancelled()
{
    if (m_view.service == WelcomeView::Service::OpeningKey)
        m_trouble = Trouble{.kind = Trouble::Kind::KeyOutOfReach};
    else if (m_view.service == WelcomeView::Service::Looking || m_view.service == WelcomeView::Service::Enrolling)
        m_trouble = Trouble{.kind = Trouble::Kind::TooSlow};
}

void WelcomePresenter::start()
{
    if (m_view.mayStart)
        Q_EMIT happened(FlowEvent::Started);
}

void WelcomePresenter::enrol()
{
    Q_EMIT happened(FlowEvent::EnrolmentWanted);
}

void WelcomePresenter::retry()
{
    m_again.stop();
    look();
}

void WelcomePresenter::chooseLanguage(const QString& language)
{
    m_session.setLanguage(language);
}
void WelcomePresenter::chooseTheme(Theme theme)
{
    m_session.setTheme(theme);
}
void WelcomePresenter::chooseTextSize(TextSize size)
{
    m_session.setTextSize(size);
}

WelcomeView::Service WelcomePresenter::state() const
{
    using Service = WelcomeView::Service;
    if (m_trouble)
        return Service::Missing;
    if (!m_session.service())
        return Service::Looking;
    if (m_session.installation())
        return m_session.service()->isOpen ? Service::Ready : Service::Closed;
    if (!m_isKeyOpen)
        return Service::OpeningKey;
    return isBusy() && !m_enrolmentCode.isEmpty() ? Service::Enrolling : Service::NotEnrolled;
}

void WelcomePresenter::publish()
{
    using Service = WelcomeView::Service;
    const Service service = state();
    const bool isWaiting =
        service == Service::Looking || service == Service::OpeningKey || service == Service::Enrolling;
    const auto identity = m_session.installation().value_or(InstallationIdentity{});
    m_view = {
        .service = service,
        .trouble = m_trouble,
        .mayStart = service == Service::Ready,
        .mayEnrol = service == Service::NotEnrolled || isAboutTheKey(m_trouble),
        .isKiosk = m_session.isKiosk(),
        .languages = m_session.languages(),
        .language = m_session.language(),
        .theme = m_session.theme(),
        .textSize = m_session.textSize(),
        .organisation = m_session.branding().organisation,
        .authenticatorName = m_session.authenticatorName(),
        .helpDesk = m_session.branding().helpDesk,
        .installationName = identity.name,
        .installationPlace = identity.place,
        // Looking again while everything stands is nobody's business.
        .activity = isWaiting || m_trouble ? activity() : Activity::Idle,
    };
    Q_EMIT viewChanged(m_view);
}

} // namespace keydesk
