#include "samples/samples.h"

#include "pages/codepage.h"
#include "pages/enrolmentpage.h"
#include "pages/getapppage.h"
#include "pages/homepage.h"
#include "pages/phonelistpage.h"
#include "pages/phonepage.h"
#include "pages/registeredpage.h"
#include "pages/scanpage.h"
#include "pages/signedoutpage.h"
#include "pages/signinpage.h"
#include "pages/troublepage.h"
#include "pages/welcomepage.h"

#include <QLineEdit>
#include <QLocale>

namespace keydesk {
namespace {

using namespace std::chrono_literals;

const QString app = QStringLiteral("SecTrail Authenticator");
const QString helpDesk = QStringLiteral("Call 4242, or come to room 1.07");
const QString reference = QStringLiteral("k3J9xQ2mT7vB0aZc");

/// Someone has typed into the page's fields, from the first on.
template <typename Page>
void type(Page* page, const QStringList& texts)
{
    const auto fields = page->template findChildren<QLineEdit*>();
    for (qsizetype i = 0; i < qMin(texts.size(), fields.size()); ++i)
        fields[i]->setText(texts[i]);
}

template <typename Page, typename View>
std::function<PageFrame*(QWidget*)> showing(const View& view, const QStringList& typed = {})
{
    return [view, typed](QWidget* parent) {
        auto* page = new Page(parent);
        page->render(view);
        type(page, typed);
        return page;
    };
}

/// The welcome page marks the present language.
std::function<PageFrame*(QWidget*)> welcoming(WelcomeView view)
{
    return [view](QWidget* parent) mutable {
        view.language = QLocale().name().left(2);
        return showing<WelcomePage>(view)(parent);
    };
}

WelcomeView welcome(WelcomeView::Service service, bool isKiosk)
{
    WelcomeView view{.service = service,
                     .mayStart = service == WelcomeView::Service::Ready,
                     .isKiosk = isKiosk,
                     .languages = {QStringLiteral("en"), QStringLiteral("tr")},
                     .language = QStringLiteral("en"),
                     .organisation = QStringLiteral("Example Corp"),
                     .authenticatorName = app,
                     .helpDesk = helpDesk,
                     .installationName = QStringLiteral("kiosk-4"),
                     .installationPlace = QStringLiteral("Lobby, building 4")};
    if (service == WelcomeView::Service::Missing)
        view.trouble = Trouble{.kind = Trouble::Kind::Unreachable};
    if (service == WelcomeView::Service::Looking)
        view.activity = Activity::Slow;
    return view;
}

void addWelcome(QList<Sample>& all)
{
    using Service = WelcomeView::Service;
    const QString page = QStringLiteral("welcome");
    all.append({.page = page,
                .state = QStringLiteral("ready"),
                .make = welcoming(welcome(Service::Ready, false)),
                .isMain = true});
    all.append({.page = page,
                .state = QStringLiteral("kiosk"),
                .make = welcoming(welcome(Service::Ready, true)),
                .isKiosk = true});
    all.append({.page = page, .state = QStringLiteral("looking"), .make = welcoming(welcome(Service::Looking, false))});
    all.append({.page = page,
                .state = QStringLiteral("closed"),
                .make = welcoming(welcome(Service::Closed, true)),
                .isKiosk = true});
    all.append({.page = page, .state = QStringLiteral("new"), .make = welcoming(welcome(Service::NotEnrolled, false))});
    all.append({.page = page,
                .state = QStringLiteral("missing"),
                .make = welcoming(welcome(Service::Missing, true)),
                .isKiosk = true});
    WelcomeView withoutKey = welcome(Service::Missing, false);
    withoutKey.trouble = Trouble{.kind = Trouble::Kind::KeyOutOfReach};
    withoutKey.mayEnrol = true;
    all.append({.page = page, .state = QStringLiteral("key"), .make = welcoming(withoutKey)});
}

void addEnrolment(QList<Sample>& all)
{
    const QString page = QStringLiteral("enrolment");
    all.append({.page = page,
                .state = QStringLiteral("empty"),
                .make = showing<EnrolmentPage>(EnrolmentView{.helpDesk = helpDesk}),
                .isMain = true});
    all.append({.page = page,
                .state = QStringLiteral("refused"),
                .make = showing<EnrolmentPage>(
                    EnrolmentView{.problem = EnrolmentView::Problem::CodeWrong, .requestId = reference},
                    {QStringLiteral("7KQM-2XTP-9RWA")})});
}

SignInView signIn(SignInView::Problem problem, int tries = 0)
{
    return {.problem = problem,
            .triesLeft = tries,
            .retryIn = 200s,
            .requestId = problem == SignInView::Problem::None ? QString() : reference,
            .userName = QStringLiteral("ada@example.org"),
            .helpDesk = helpDesk};
}

void addSignIn(QList<Sample>& all)
{
    using Problem = SignInView::Problem;
    const QString page = QStringLiteral("signin");
    const QStringList typed{QStringLiteral("ada@example.org"), QStringLiteral("correct horse")};
    all.append({.page = page,
                .state = QStringLiteral("empty"),
                .make = showing<SignInPage>(SignInView{.helpDesk = helpDesk}),
                .isMain = true});
    all.append(
        {.page = page, .state = QStringLiteral("typed"), .make = showing<SignInPage>(signIn(Problem::None), typed)});
    all.append({.page = page,
                .state = QStringLiteral("refused"),
                .make = showing<SignInPage>(signIn(Problem::NotMatched, 3))});
    all.append(
        {.page = page, .state = QStringLiteral("toooften"), .make = showing<SignInPage>(signIn(Problem::TooOften))});
    all.append({.page = page, .state = QStringLiteral("ended"), .make = showing<SignInPage>(signIn(Problem::Ended))});
    all.append({.page = page,
                .state = QStringLiteral("unsatisfiable"),
                .make = showing<SignInPage>(signIn(Problem::FactorsUnsatisfiable))});
    SignInView slow = signIn(Problem::None);
    slow.activity = Activity::Slow;
    all.append({.page = page, .state = QStringLiteral("slow"), .make = showing<SignInPage>(slow)});
}

CodeView code(Method method, CodeView::Problem problem = CodeView::Problem::None)
{
    const MethodChoice mail{.method = Method::MailCode, .hint = QStringLiteral("a•••@example.org")};
    const MethodChoice sms{.method = Method::SmsCode, .hint = QStringLiteral("+90 ••• ••• 42 17")};
    const MethodChoice otp{.method = Method::SoftOtp, .hint = QStringLiteral("Ada’s phone")};
    CodeView view{.choices = {mail, sms, otp},
                  .isSent = method != Method::SoftOtp,
                  .canResend = method != Method::SoftOtp,
                  .resendIn = 40s,
                  .canChooseAnother = true,
                  .problem = problem,
                  .triesLeft = 4,
                  .retryIn = 90s,
                  .requestId = problem == CodeView::Problem::None ? QString() : reference,
                  .factor = {2, 2},
                  .authenticatorName = app,
                  .helpDesk = helpDesk};
    view.chosen = method == Method::MailCode ? mail : method == Method::SmsCode ? sms : otp;
    return view;
}

void addCode(QList<Sample>& all)
{
    const QString page = QStringLiteral("code");
    const FlowStep step{2, 2};
    all.append({.page = page,
                .state = QStringLiteral("mail"),
                .make = showing<CodePage>(code(Method::MailCode), {QStringLiteral("4072")}),
                .step = step,
                .isMain = true});
    all.append(
        {.page = page, .state = QStringLiteral("sms"), .make = showing<CodePage>(code(Method::SmsCode)), .step = step});
    all.append(
        {.page = page, .state = QStringLiteral("app"), .make = showing<CodePage>(code(Method::SoftOtp)), .step = step});
    all.append({.page = page,
                .state = QStringLiteral("refused"),
                .make = showing<CodePage>(code(Method::MailCode, CodeView::Problem::Refused)),
                .step = step});
    all.append({.page = page,
                .state = QStringLiteral("apprefused"),
                .make = showing<CodePage>(code(Method::SoftOtp, CodeView::Problem::Refused)),
                .step = step});
    all.append({.page = page,
                .state = QStringLiteral("expired"),
                .make = showing<CodePage>(code(Method::MailCode, CodeView::Problem::Expired)),
                .step = step});
    CodeView choosing = code(Method::MailCode);
    choosing.state = CodeView::State::Choosing;
    choosing.chosen.reset();
    choosing.canResend = choosing.canChooseAnother = false;
    all.append({.page = page, .state = QStringLiteral("choosing"), .make = showing<CodePage>(choosing), .step = step});
    CodeView sending = code(Method::MailCode);
    sending.state = CodeView::State::Sending;
    sending.canResend = sending.canChooseAnother = false;
    sending.activity = Activity::Slow;
    all.append({.page = page, .state = QStringLiteral("sending"), .make = showing<CodePage>(sending), .step = step});
    CodeView stepUp = code(Method::SoftOtp);
    stepUp.purpose = CodeView::Purpose::StepUp;
    all.append(
        {.page = page, .state = QStringLiteral("stepup"), .make = showing<CodePage>(stepUp), .isSignedIn = true});
}

void addHome(QList<Sample>& all)
{
    const QString page = QStringLiteral("home");
    for (int factors = 0; factors <= 2; ++factors) {
        HomeView view{.isLoaded = true,
                      .displayName = QStringLiteral("Ada Lovelace"),
                      .userName = QStringLiteral("ada"),
                      .goodFactors = factors,
                      .doors = {{.count = factors}},
                      .authenticatorName = app,
                      .helpDesk = helpDesk};
        all.append({.page = page,
                    .state = QString::number(factors),
                    .make = showing<HomePage>(view),
                    .isSignedIn = true,
                    .isKiosk = factors == 2,
                    .isMain = factors == 1});
    }
    all.append({.page = page,
                .state = QStringLiteral("loading"),
                .make = showing<HomePage>(HomeView{.authenticatorName = app, .activity = Activity::Slow}),
                .isSignedIn = true});
}

Phone phone(const QString& name, int days, bool isLost = false)
{
    const Instant then = instantFrom(1795430520000 - days * 86400000LL);
    return {.id = {name},
            .name = name,
            .account = QStringLiteral("ada@example.org"),
            .capabilities = {QStringLiteral("soft_otp")},
            .registered = then,
            .lastUsed = days > 0 ? std::optional(then + 50h) : std::nullopt,
            .isLost = isLost};
}

void addPhoneList(QList<Sample>& all)
{
    const QString page = QStringLiteral("phonelist");
    PhoneListView view{
        .isLoaded = true,
        .phones = {phone(QStringLiteral("Ada’s phone"), 40), phone(QStringLiteral("Old phone"), 700, true)},
        .phonesAllowed = 3,
        .canAdd = true,
        .authenticatorName = app,
        .helpDesk = helpDesk};
    all.append({.page = page,
                .state = QStringLiteral("two"),
                .make = showing<PhoneListPage>(view),
                .isSignedIn = true,
                .isMain = true});
    view.notice = PhoneListView::Notice::Lost;
    view.noticeName = QStringLiteral("Old phone");
    all.append(
        {.page = page, .state = QStringLiteral("lost"), .make = showing<PhoneListPage>(view), .isSignedIn = true});
    view.phones.insert(1, phone(QStringLiteral("Work phone of the night shift"), 3));
    view.notice = PhoneListView::Notice::NotProved;
    view.canAdd = false;
    all.append(
        {.page = page, .state = QStringLiteral("full"), .make = showing<PhoneListPage>(view), .isSignedIn = true});
    view.phones.clear();
    view.notice = PhoneListView::Notice::None;
    view.canAdd = true;
    all.append(
        {.page = page, .state = QStringLiteral("none"), .make = showing<PhoneListPage>(view), .isSignedIn = true});
}

void addGetApp(QList<Sample>& all)
{
    const QString page = QStringLiteral("getapp");
    const auto store = [](GetAppView::Store which, const char* url) {
        return GetAppView::StoreCode{.store = which, .url = QUrl(QLatin1String(url)), .code = QrMatrix::encode(url)};
    };
    const GetAppView view{
        .stores = {store(GetAppView::Store::AppStore, "https://apps.apple.com/app/sectrail-authenticator/id1456789012"),
                   store(GetAppView::Store::PlayStore,
                         "https://play.google.com/store/apps/details?id=com.sectrail.authenticator")},
        .authenticatorName = app,
        .helpDesk = helpDesk};
    all.append({.page = page,
                .state = QStringLiteral("stores"),
                .make = showing<GetAppPage>(view),
                .step = FlowStep{1, 3},
                .isSignedIn = true,
                .isMain = true});
    all.append({.page = page,
                .state = QStringLiteral("none"),
                .make = showing<GetAppPage>(GetAppView{.authenticatorName = app, .helpDesk = helpDesk}),
                .step = FlowStep{1, 3},
                .isSignedIn = true});
}

ScanView scan(std::optional<CodeRefusal> refusal = {})
{
    ScanView view{.state = ScanView::State::Ready,
                  .refusal = refusal,
                  .triesLeft = 4,
                  .code = QrMatrix::encode(
                      "otpauth://totp/"
                      "Example%20Corp:ada%40example.org?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Example%20Corp"),
                  .issuer = QStringLiteral("Example Corp"),
                  .account = QStringLiteral("ada@example.org"),
                  .secretGroups = share(Secret::copyOf("JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP")),
                  .phonesAllowed = 3,
                  .authenticatorName = app,
                  .helpDesk = helpDesk};
    if (refusal) {
        view.problem = ScanView::Problem::Refused;
        view.requestId = reference;
    }
    return view;
}

void addScan(QList<Sample>& all)
{
    using Reason = CodeRefusal::Reason;
    const QString page = QStringLiteral("scan");
    const auto add = [&](const char* state, const ScanView& view, const QStringList& typed = {}, bool isMain = false) {
        all.append({.page = page,
                    .state = QLatin1String(state),
                    .make = showing<ScanPage>(view, typed),
                    .step = FlowStep{2, 3},
                    .isSignedIn = true,
                    .isMain = isMain});
    };
    add("ready", scan(), {QStringLiteral("407")}, true);
    add("clock",
        scan(CodeRefusal{.reason = Reason::ClockOff, .offset = -200s, .nextCodeProvesDrift = true, .triesLeft = 4}));
    add("fast", scan(CodeRefusal{.reason = Reason::ClockOff, .offset = 45s, .triesLeft = 4}));
    add("unknown", scan(CodeRefusal{.reason = Reason::Unknown, .triesLeft = 4}));
    add("previous", scan(CodeRefusal{.reason = Reason::PreviousCode, .triesLeft = 4}));
    add("eight", scan(CodeRefusal{.reason = Reason::EightDigits, .triesLeft = 4}), {QStringLiteral("40718293")});
    add("hash", scan(CodeRefusal{.reason = Reason::OtherHash, .triesLeft = 1}));
    ScanView copy = scan();
    copy.canCopy = true;
    add("copy", copy);
    add("preparing", ScanView{.authenticatorName = app, .activity = Activity::Slow});
    add("expired", ScanView{.state = ScanView::State::Expired, .authenticatorName = app});
    ScanView spent{.state = ScanView::State::OutOfTries,
                   .problem = ScanView::Problem::Refused,
                   .refusal = CodeRefusal{.reason = Reason::LongPeriod},
                   .requestId = reference,
                   .authenticatorName = app};
    add("spent", spent);
    add("full", ScanView{.state = ScanView::State::LimitReached,
                         .phonesAllowed = 3,
                         .authenticatorName = app,
                         .helpDesk = helpDesk});
}

void addRegistered(QList<Sample>& all)
{
    const QString page = QStringLiteral("registered");
    RegisteredView view{.phone = phone(QStringLiteral("Ada’s phone"), 0),
                        .isCounted = true,
                        .goodFactors = 1,
                        .canAddAnother = true,
                        .authenticatorName = app};
    const FlowStep step{3, 3};
    all.append({.page = page,
                .state = QStringLiteral("one"),
                .make = showing<RegisteredPage>(view),
                .step = step,
                .isSignedIn = true,
                .isMain = true});
    view.isRenaming = true;
    view.problem = PhoneView::Problem::NameRefused;
    all.append({.page = page,
                .state = QStringLiteral("renaming"),
                .make = showing<RegisteredPage>(view),
                .step = step,
                .isSignedIn = true});
    view.isRenaming = false;
    view.problem = PhoneView::Problem::None;
    view.goodFactors = 2;
    view.canAddAnother = false;
    all.append({.page = page,
                .state = QStringLiteral("two"),
                .make = showing<RegisteredPage>(view),
                .step = step,
                .isSignedIn = true});
}

void addPhone(QList<Sample>& all)
{
    const QString page = QStringLiteral("phone");
    PhoneView view{.phone = phone(QStringLiteral("Ada’s phone"), 40), .isLastFactor = true, .helpDesk = helpDesk};
    view.phone.clockOffset = -200s;
    const auto add = [&](const char* state, bool isMain = false) {
        all.append({.page = page,
                    .state = QLatin1String(state),
                    .make = showing<PhonePage>(view),
                    .isSignedIn = true,
                    .isMain = isMain});
    };
    add("overview", true);
    view.problem = PhoneView::Problem::LastFactor;
    view.requestId = reference;
    add("lastfactor");
    view.problem = PhoneView::Problem::None;
    view.question = PhoneQuestion::Rename;
    add("rename");
    view.question = PhoneQuestion::Remove;
    add("remove");
    view.question = PhoneQuestion::Lost;
    add("lost");
    view.question = PhoneQuestion::None;
    view.phone.isLost = true;
    add("islost");
}

void addTrouble(QList<Sample>& all)
{
    using Kind = Trouble::Kind;
    const QString page = QStringLiteral("trouble");
    const auto add = [&](const char* state, Kind kind, bool isMain = false) {
        TroubleView view{.trouble = {.kind = kind, .clockOffset = -3700s, .requestId = reference},
                         .canRetry = canRetry(kind),
                         .retryIn = kind == Kind::Busy ? 12s : 0s,
                         .canGoBack = kind == Kind::Unreachable,
                         .canSignInAgain = kind == Kind::SignInExpired,
                         .canEnrol = kind == Kind::NotEnrolled,
                         .helpDesk = helpDesk};
        all.append({.page = page, .state = QLatin1String(state), .make = showing<TroublePage>(view), .isMain = isMain});
    };
    add("unreachable", Kind::Unreachable, true);
    add("slow", Kind::TooSlow);
    add("certificate", Kind::CertificateWrong);
    add("expired", Kind::SignInExpired);
    add("clock", Kind::ClockWrong);
    add("busy", Kind::Busy);
    add("down", Kind::ServiceDown);
    add("version", Kind::VersionTooOld);
    add("unknown", Kind::NotEnrolled);
    add("key", Kind::KeyOutOfReach);
    add("closed", Kind::Closed);
    add("forbidden", Kind::NotAllowed);
    add("fault", Kind::Fault);
}

void addSignedOut(QList<Sample>& all)
{
    const QString page = QStringLiteral("signedout");
    all.append({.page = page,
                .state = QStringLiteral("kiosk"),
                .make = showing<SignedOutPage>(SignedOutView{.isKiosk = true}),
                .isKiosk = true,
                .isMain = true});
    all.append({.page = page,
                .state = QStringLiteral("unanswered"),
                .make = showing<SignedOutPage>(SignedOutView{.wasRevoked = false})});
}

} // namespace

const QList<Sample>& samples()
{
    static const QList<Sample> all = [] {
        QList<Sample> list;
        addWelcome(list);
        addEnrolment(list);
        addSignIn(list);
        addCode(list);
        addHome(list);
        addPhoneList(list);
        addGetApp(list);
        addScan(list);
        addRegistered(list);
        addPhone(list);
        addSignedOut(list);
        addTrouble(list);
        list.append({.page = QStringLiteral("idle"),
                     .state = QStringLiteral("countdown"),
                     .make = showing<ScanPage>(scan()),
                     .step = FlowStep{2, 3},
                     .isSignedIn = true,
                     .isKiosk = true,
                     .isIdle = true,
                     .isMain = true});
        return list;
    }();
    return all;
}

} // namespace keydesk
