#pragma once

#include "presenters/codepresenter.h"
#include "presenters/enrolmentpresenter.h"
#include "presenters/fewfactorspresenter.h"
#include "presenters/getapppresenter.h"
#include "presenters/homepresenter.h"
#include "presenters/keycarepresenter.h"
#include "presenters/keylistpresenter.h"
#include "presenters/keypresenter.h"
#include "presenters/keyproofpresenter.h"
#include "presenters/keyregisteredpresenter.h"
#include "presenters/phonepresenter.h"
#include "presenters/registeredpresenter.h"
#include "presenters/registerkeypresenter.h"
#include "presenters/scanpresenter.h"
#include "presenters/signedoutpresenter.h"
#include "presenters/signinpresenter.h"
#include "presenters/troublepresenter.h"
#include "presenters/welcomepresenter.h"

namespace keydesk {

/// The window around the pages: header, page, step, look, idle countdown.
struct PanelView
{
    PanelPage page = PanelPage::Welcome;
    std::optional<FlowStep> step = {};
    QString organisation = {};
    QByteArray logoSvg = {}; ///< Empty: Keydesk's own mark.
    QString accent = {};     ///< "#RRGGBB", or empty for the theme's own.
    QStringList languages = {};
    QString language = {};
    Theme theme = Theme::System;
    TextSize textSize = TextSize::Normal;
    bool isKiosk = false;
    bool canSignOut = false;
    QString personName = {}; ///< Empty as long as the account is not known.
    /// Without a touch for this long the idle countdown begins; 0: never.
    std::chrono::seconds idleTime{0};
    /// Set while the idle countdown runs: "Are you still there?" over the page, stay() ends it.
    std::optional<std::chrono::seconds> idleCountdown = {};
};

/// The interfaces the presenters work with; all outlive them.
struct PanelParts
{
    ServiceApi& service;
    SignInApi& signIn;
    AccountApi& account;
    PhoneApi& phones;
    WebAuthnApi& keys;
    KeyDevices& devices;
    PanelSession& session;
};

/// Owns one presenter per page and the flow; the main window is its page.
class PanelPresenter : public QObject
{
    Q_OBJECT
public:
    explicit PanelPresenter(PanelParts parts, QObject* parent = nullptr);
    ~PanelPresenter() override;

    const PanelView& view() const { return m_view; }
    WelcomePresenter& welcome() { return m_welcome; }
    EnrolmentPresenter& enrolment() { return m_enrolment; }
    SignInPresenter& signIn() { return m_signIn; }
    CodePresenter& code() { return m_code; }
    HomePresenter& home() { return m_home; }
    PhoneListPresenter& phoneList() { return m_phoneList; }
    GetAppPresenter& getApp() { return m_getApp; }
    ScanPresenter& scan() { return m_scan; }
    RegisteredPresenter& registered() { return m_registered; }
    PhonePresenter& phone() { return m_phone; }
    KeyListPresenter& keyList() { return m_keyList; }
    RegisterKeyPresenter& registerKey() { return m_registerKey; }
    KeyRegisteredPresenter& keyRegistered() { return m_keyRegistered; }
    KeyPresenter& key() { return m_key; }
    KeyProofPresenter& keyProof() { return m_keyProof; }
    KeyCarePresenter& keyCare() { return m_keyCare; }
    FewFactorsPresenter& fewFactors() { return m_fewFactors; }
    SignedOutPresenter& signedOut() { return m_signedOut; }
    TroublePresenter& trouble() { return m_trouble; }

    /// Shows the first page and looks for the service.
    void begin();

public Q_SLOTS:
    void chooseLanguage(const QString& language);
    void chooseTheme(keydesk::Theme theme);
    void chooseTextSize(keydesk::TextSize size);
    /// Leads to the end of the visit; once in a visit over the page that says that there are too few good factors.
    void signOut();
    /// "Are you still there?": yes.
    void stay();
    /// From the idle watch; nullopt ends the countdown.
    void showIdleCountdown(std::optional<std::chrono::seconds> left);
    /// Idle too long: what is open given up, token revoked, everything forgotten, back to the first page.
    void reset();
    /// The program shall end: the same, then closed(), which waits two seconds at most for the service.
    void close();

Q_SIGNALS:
    void viewChanged(const keydesk::PanelView& view);
    void pageChanged(keydesk::PanelPage page);
    /// Fields on every page must be emptied now.
    void cleared();
    void stayed();
    void closed();

private:
    void connectSession();
    void connectPages();
    void connectNotices();
    QList<PagePresenter*> pages();
    void handle(FlowEvent event);
    void meet(const Trouble& trouble);
    void arrive(FlowEvent event);
    void leaveCovered(PanelPage page);
    void giveUp();
    QFuture<Result<void>> endVisit();
    void forgetPerson();
    void tellLocale();
    FlowFacts facts() const;
    PagePresenter& presenter(PanelPage page);
    void publish();
    void keepUp();
    std::chrono::seconds presentIdleTime();

    PanelParts m_parts;
    PanelFlow m_flow;
    QList<PanelPage> m_held; ///< Entered and not yet left: the present page, and those that trouble or a step-up cover.
    SignInCeremony m_ceremony;
    WelcomePresenter m_welcome;
    EnrolmentPresenter m_enrolment;
    SignInPresenter m_signIn;
    CodePresenter m_code;
    HomePresenter m_home;
    PhoneListPresenter m_phoneList;
    GetAppPresenter m_getApp;
    ScanPresenter m_scan;
    RegisteredPresenter m_registered;
    PhonePresenter m_phone;
    KeyListPresenter m_keyList;
    RegisterKeyPresenter m_registerKey;
    KeyRegisteredPresenter m_keyRegistered;
    KeyPresenter m_key;
    KeyProofPresenter m_keyProof;
    KeyCarePresenter m_keyCare;
    FewFactorsPresenter m_fewFactors;
    SignedOutPresenter m_signedOut;
    TroublePresenter m_trouble;
    bool m_isTellingLocale = false;
    bool m_hasRemindedOfFactors = false; ///< In this visit.
    PanelView m_view;
};

} // namespace keydesk
