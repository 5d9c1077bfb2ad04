#include "pages/getapppage.h"
#include "pages/phonelistpage.h"
#include "pages/phonepage.h"
#include "pages/registeredpage.h"
#include "pages/scanpage.h"
#include "samples/showing.h"

namespace keydesk {

using namespace std::chrono_literals;

namespace {

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

} // namespace

void addPhoneSamples(QList<Sample>& all)
{
    addPhoneList(all);
    addGetApp(all);
    addScan(all);
    addRegistered(all);
    addPhone(all);
    all.append({.page = QStringLiteral("idle"),
                .state = QStringLiteral("countdown"),
                .make = showing<ScanPage>(scan()),
                .step = FlowStep{2, 3},
                .isSignedIn = true,
                .isKiosk = true,
                .isIdle = true,
                .isMain = true});
}

} // namespace keydesk
