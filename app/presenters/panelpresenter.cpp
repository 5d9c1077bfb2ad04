#include "presenters/panelpresenter.h"

#include "presenters/idletimes.h"

namespace keydesk {

using namespace std::chrono_literals;

PanelPresenter::PanelPresenter(PanelParts parts, QObject* parent)
    : QObject(parent),
      m_parts(parts),
      m_welcome(parts.session, parts.service),
      m_enrolment(parts.session, parts.service),
      m_signIn(parts.session, parts.signIn, m_ceremony),
      m_code(parts.session, parts.signIn, m_ceremony),
      m_home(parts.session, parts.account),
      m_phoneList(parts.session, parts.account, parts.phones),
      m_getApp(parts.session),
      m_scan(parts.session, parts.phones),
      m_registered(parts.session, parts.phones, parts.account),
      m_phone(parts.session, parts.phones),
      m_keyList(parts.session, parts.account, parts.keys, parts.devices),
      m_registerKey(parts.session, parts.keys, parts.devices),
      m_keyRegistered(parts.session, parts.keys, parts.account),
      m_key(parts.session, parts.keys, parts.devices),
      m_keyProof(parts.session, parts.signIn, parts.devices, m_ceremony),
      m_keyCare(parts.session, parts.keys, parts.devices),
      m_fewFactors(parts.session),
      m_signedOut(parts.session, parts.signIn),
      m_trouble(parts.session)
{
    connectSession();
    connectPages();
    publish();
}

PanelPresenter::~PanelPresenter() = default;

void PanelPresenter::connectSession()
{
    const PanelSession& session = m_parts.session;
    connect(&session, &PanelSession::languageChanged, this, &PanelPresenter::publish);
    connect(&session, &PanelSession::languageChanged, this, &PanelPresenter::tellLocale);
    connect(&session, &PanelSession::appearanceChanged, this, &PanelPresenter::publish);
    connect(&session, &PanelSession::serviceChanged, this, &PanelPresenter::publish);
    connect(&session, &PanelSession::accountChanged, this, &PanelPresenter::publish);
    connect(&session, &PanelSession::accountChanged, this, &PanelPresenter::tellLocale);
}

void PanelPresenter::connectPages()
{
    for (PagePresenter* page : pages()) {
        connect(page, &PagePresenter::happened, this, &PanelPresenter::handle);
        connect(page, &PagePresenter::troubled, this, &PanelPresenter::meet);
    }
    connect(&m_code, &CodePresenter::viewChanged, this, &PanelPresenter::keepUp);
    connect(&m_registerKey, &RegisterKeyPresenter::viewChanged, this, &PanelPresenter::keepUp);
    connect(&m_keyProof, &KeyProofPresenter::viewChanged, this, &PanelPresenter::keepUp);
    connect(&m_key, &KeyPresenter::viewChanged, this, &PanelPresenter::keepUp);
    connect(&m_keyCare, &KeyCarePresenter::viewChanged, this, &PanelPresenter::keepUp);
    connect(&m_phoneList, &PhoneListPresenter::opened, &m_phone, &PhonePresenter::setPhone);
    connect(&m_scan, &ScanPresenter::registered, &m_registered, &RegisteredPresenter::setPhone);
    connect(&m_keyList, &KeyListPresenter::opened, &m_key,
            [this](const SecurityKey& key) { m_key.setKey(key, KeyQuestion::None); });
    connect(&m_registerKey, &RegisterKeyPresenter::registered, &m_keyRegistered, &KeyRegisteredPresenter::setKey);
    connectNotices();
}

QList<PagePresenter*> PanelPresenter::pages()
{
    return {&m_welcome, &m_enrolment,     &m_signIn,     &m_code,      &m_home,        &m_phoneList, &m_getApp,
            &m_scan,    &m_registered,    &m_phone,      &m_keyList,   &m_registerKey, &m_keyProof,  &m_key,
            &m_keyCare, &m_keyRegistered, &m_fewFactors, &m_signedOut, &m_trouble};
}

/// What a list says of the change that led back to it.
void PanelPresenter::connectNotices()
{
    connect(&m_phone, &PhonePresenter::removed, this,
            [this](const Phone& phone) { m_phoneList.setNotice(PhoneListView::Notice::Removed, phone.name); });
    connect(&m_phone, &PhonePresenter::reportedLost, this,
            [this](const Phone& phone) { m_phoneList.setNotice(PhoneListView::Notice::Lost, phone.name); });
    using Notice = KeyListView::Notice;
    connect(&m_key, &KeyPresenter::removed, this, [this](const SecurityKey& key, bool isClearedOnKey) {
        m_keyList.setNotice(isClearedOnKey ? Notice::Removed : Notice::RemovedHere, key.name);
    });
    connect(&m_key, &KeyPresenter::reportedLost, this,
            [this](const SecurityKey& key) { m_keyList.setNotice(Notice::Lost, key.name); });
}

void PanelPresenter::begin()
{
    m_parts.session.setInstallation(m_parts.service.identity());
    m_held = {PanelPage::Welcome};
    m_welcome.enter();
    publish();
    Q_EMIT pageChanged(m_flow.page());
}

void PanelPresenter::chooseLanguage(const QString& language)
{
    m_parts.session.setLanguage(language);
}
void PanelPresenter::chooseTheme(Theme theme)
{
    m_parts.session.setTheme(theme);
}
void PanelPresenter::chooseTextSize(TextSize size)
{
    m_parts.session.setTextSize(size);
}
void PanelPresenter::signOut()
{
    // Said once in a visit; and nobody whose way is barred is asked to do more.
    const bool isSaid = m_hasRemindedOfFactors || m_flow.page() == PanelPage::Trouble;
    const bool isToBeSaid = !isSaid && FewFactorsPresenter::hasSomethingToSay(m_parts.session);
    handle(isToBeSaid ? FlowEvent::TooFewFactors : FlowEvent::SignedOut);
}

void PanelPresenter::stay()
{
    showIdleCountdown(std::nullopt);
    Q_EMIT stayed();
}

void PanelPresenter::showIdleCountdown(std::optional<std::chrono::seconds> left)
{
    if (m_view.idleCountdown == left)
        return;
    m_view.idleCountdown = left;
    publish();
}

void PanelPresenter::reset()
{
    handle(FlowEvent::Reset);
}

void PanelPresenter::close()
{
    const auto revoked = endVisit();
    reset();
    whenDone(revoked, this, [this](const Result<void>&) { Q_EMIT closed(); });
    QTimer::singleShot(2s, this, &PanelPresenter::closed);
}

void PanelPresenter::meet(const Trouble& trouble)
{
    if (trouble.kind == Trouble::Kind::SignInExpired)
        endVisit();
    m_flow.go(FlowEvent::TroubleCame, facts());
    m_trouble.setTrouble(trouble, m_flow.mayGo(FlowEvent::WentBack, facts()));
    arrive(FlowEvent::TroubleCame);
}

void PanelPresenter::handle(FlowEvent event)
{
    if (event == FlowEvent::SignedIn) {
        m_parts.session.signIn();
        m_hasRemindedOfFactors = false;
    }
    if (!m_flow.go(event, facts()))
        return;
    switch (event) {
    case FlowEvent::SignInEnded:
        if (m_flow.page() == PanelPage::PhoneList)
            m_phoneList.setNotice(PhoneListView::Notice::NotProved, {});
        else if (m_flow.page() == PanelPage::KeyList)
            m_keyList.setNotice(KeyListView::Notice::NotProved, {});
        else
            m_signIn.noteEnd(SignInView::Problem::Ended);
        break;
    case FlowEvent::CodeNeeded:
        m_code.setPurpose(m_flow.isSteppingUp() ? CodeView::Purpose::StepUp : CodeView::Purpose::SignIn);
        break;
    case FlowEvent::StepUpNeeded:
        m_code.setPurpose(CodeView::Purpose::StepUp);
        break;
    case FlowEvent::TooFewFactors:
        m_hasRemindedOfFactors = true;
        giveUp();
        break;
    case FlowEvent::SignedOut:
        giveUp();
        m_parts.session.signOut(); // The page revokes the token and says how that went.
        break;
    case FlowEvent::Reset:
        endVisit();
        m_parts.session.reset();
        m_view.idleCountdown.reset();
        break;
    case FlowEvent::Started:
        if (m_flow.page() == PanelPage::Welcome && m_parts.session.isKiosk())
            m_parts.session.reset(); // The next person begins where everybody begins.
        break;
    default:
        break;
    }
    forgetPerson();
    arrive(event);
}

void PanelPresenter::arrive(FlowEvent event)
{
    const PanelPage page = m_flow.page();
    const bool isHeld = m_held.contains(page);
    PagePresenter& arriving = presenter(page);
    if (isHeld && event == FlowEvent::Reset)
        arriving.leave();
    if (!isHeld)
        m_held.append(page);
    if (!isHeld || page == PanelPage::Trouble || event == FlowEvent::Reset)
        arriving.enter();
    else if (event == FlowEvent::Retried || event == FlowEvent::StepUpProved)
        arriving.resume();
    else
        arriving.comeBack();
    if (m_flow.page() != page)
        return; // It sent on at once.
    publish();
    Q_EMIT pageChanged(page);
    leaveCovered(page);
    if (event == FlowEvent::Reset || event == FlowEvent::SignedOut)
        Q_EMIT cleared();
}

void PanelPresenter::leaveCovered(PanelPage page)
{
    if (page == PanelPage::Trouble)
        return; // Whatever it covers may be come back to.
    const auto held = std::exchange(m_held, {});
    for (const PanelPage other : held) {
        if (other == page || other == m_flow.stepUpFor())
            m_held.append(other);
        else
            presenter(other).leave();
    }
}

/// Before the token is revoked. Nobody waits for the answers; what they would end has an end of its own.
void PanelPresenter::giveUp()
{
    if (m_ceremony.step())
        m_parts.signIn.cancelSignIn(m_ceremony.step()->ceremony);
    m_ceremony.end();
    for (const PanelPage page : std::as_const(m_held))
        presenter(page).giveUp();
}

QFuture<Result<void>> PanelPresenter::endVisit()
{
    giveUp();
    QFuture<Result<void>> revoked =
        m_parts.session.isSignedIn() ? m_parts.signIn.signOut() : QtFuture::makeReadyFuture(done());
    m_parts.session.signOut();
    return revoked;
}

void PanelPresenter::forgetPerson()
{
    const bool isKiosk = m_parts.session.isKiosk();
    const PanelPage page = m_flow.page();
    if (page == PanelPage::SignedOut || (page == PanelPage::Welcome && isKiosk))
        m_signIn.forget();
}

void PanelPresenter::tellLocale()
{
    const auto& account = m_parts.session.account();
    const QString language = m_parts.session.language();
    if (!account || account->locale == language || m_isTellingLocale)
        return;
    m_isTellingLocale = true;
    whenDone(m_parts.account.setLocale(language), this, [this, id = account->id, language](const Result<void>& result) {
        m_isTellingLocale = false;
        if (!result || !m_parts.session.account() || m_parts.session.account()->id != id)
            return; // Told again with the next change.
        Account told = *m_parts.session.account();
        told.locale = language;
        m_parts.session.setAccount(told);
    });
}

FlowFacts PanelPresenter::facts() const
{
    const PanelSession& session = m_parts.session;
    FlowFacts facts{.isEnrolled = session.installation().has_value(),
                    .isOpen = session.service() && session.service()->isOpen,
                    .isSignedIn = session.isSignedIn(),
                    .canAddPhone = session.canAddPhone(),
                    .canAddKey = session.canAddKey(),
                    .keyStep = m_registerKey.step()};
    if (const auto& step = m_ceremony.step())
        facts.factor = {step->factor, step->factorCount};
    return facts;
}

PagePresenter& PanelPresenter::presenter(PanelPage page)
{
    switch (page) {
    case PanelPage::Welcome:
        return m_welcome;
    case PanelPage::Enrolment:
        return m_enrolment;
    case PanelPage::SignIn:
        return m_signIn;
    case PanelPage::Code:
        return m_code;
    case PanelPage::Home:
        return m_home;
    case PanelPage::PhoneList:
        return m_phoneList;
    case PanelPage::GetApp:
        return m_getApp;
    case PanelPage::Scan:
        return m_scan;
    case PanelPage::Registered:
        return m_registered;
    case PanelPage::Phone:
        return m_phone;
    case PanelPage::KeyList:
        return m_keyList;
    case PanelPage::RegisterKey:
        return m_registerKey;
    case PanelPage::KeyRegistered:
        return m_keyRegistered;
    case PanelPage::Key:
        return m_key;
    case PanelPage::KeyProof:
        return m_keyProof;
    case PanelPage::KeyCare:
        return m_keyCare;
    case PanelPage::FewFactors:
        return m_fewFactors;
    case PanelPage::SignedOut:
        return m_signedOut;
    case PanelPage::Trouble:
        break;
    }
    return m_trouble;
}

void PanelPresenter::publish()
{
    const PanelSession& session = m_parts.session;
    m_view.page = m_flow.page();
    m_view.step = m_flow.step(facts());
    m_view.organisation = session.branding().organisation;
    m_view.logoSvg = session.branding().logoSvg;
    m_view.accent = session.branding().accent;
    m_view.languages = session.languages();
    m_view.language = session.language();
    m_view.theme = session.theme();
    m_view.textSize = session.textSize();
    m_view.isKiosk = session.isKiosk();
    m_view.canSignOut = session.isSignedIn() && m_flow.mayGo(FlowEvent::SignedOut, facts());
    m_view.personName = session.account() ? session.account()->displayName : QString();
    m_view.idleTime = presentIdleTime();
    Q_EMIT viewChanged(m_view);
}

/// Within a page the step may become another one, and a key may be at work.
void PanelPresenter::keepUp()
{
    if (m_view.step != m_flow.step(facts()) || m_view.idleTime != presentIdleTime())
        publish();
}

std::chrono::seconds PanelPresenter::presentIdleTime()
{
    const PanelSession& session = m_parts.session;
    return idleTime(m_flow.page(), {.isKiosk = session.isKiosk(),
                                    .isSignedIn = session.isSignedIn(),
                                    .hasOwnChoices = session.hasOwnChoices(),
                                    .running = presenter(m_flow.page()).running()});
}

} // namespace keydesk
