#include "pages/homepage.h"
#include "pages/signedoutpage.h"
#include "pages/troublepage.h"
#include "samples/showing.h"

namespace keydesk {

using namespace std::chrono_literals;

namespace {

void addHome(QList<Sample>& all)
{
    const QString page = QStringLiteral("home");
    for (int factors = 0; factors <= 2; ++factors) {
        HomeView view{.isLoaded = true,
                      .displayName = QStringLiteral("Ada Example"),
                      .userName = QStringLiteral("ada"),
                      .goodFactors = factors,
                      .doors = {{.count = qMin(factors, 1)}, {.door = HomeView::Door::WebAuthn, .count = factors / 2}},
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
        addSignInSamples(list);
        addHome(list);
        addPhoneSamples(list);
        addKeySamples(list);
        addSignedOut(list);
        addTrouble(list);
        return list;
    }();
    return all;
}

} // namespace keydesk
