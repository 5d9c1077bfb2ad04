#include "pages/codepage.h"
#include "pages/enrolmentpage.h"
#include "pages/signinpage.h"
#include "pages/welcomepage.h"
#include "samples/showing.h"

#include <QLocale>

namespace keydesk {

using namespace std::chrono_literals;

namespace {

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
    SignInView key{.canUseKey = true, .helpDesk = helpDesk};
    all.append({.page = page, .state = QStringLiteral("key"), .make = showing<SignInPage>(key)});
    key.canUseKey = false;
    key.isUserNameFixed = key.isNameless = true;
    all.append({.page = page, .state = QStringLiteral("nameless"), .make = showing<SignInPage>(key)});
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
    choosing.choices.append({.method = Method::WebAuthn, .hint = QStringLiteral("Key ring")});
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

} // namespace

void addSignInSamples(QList<Sample>& all)
{
    addWelcome(all);
    addEnrolment(all);
    addSignIn(all);
    addCode(all);
}

} // namespace keydesk
