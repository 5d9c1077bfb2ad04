#include "samples/keysamples.h"

#include "pages/fewfactorspage.h"
#include "pages/keylistpage.h"
#include "pages/keypage.h"
#include "pages/keyproofpage.h"
#include "samples/showing.h"

namespace keydesk {

using namespace std::chrono_literals;
using Ask = KeyPrompt::Ask;

KeyDevice yubiKey()
{
    return {.id = {QStringLiteral("1")},
            .state = KeyDevice::State::Ready,
            .model = QStringLiteral("YubiKey 5 Series with NFC"),
            .maker = QStringLiteral("Yubico"),
            .pin = PinState::Set,
            .triesLeft = 8,
            .freeSlots = 24};
}

KeyDevice u2fKey()
{
    return {.id = {QStringLiteral("2")},
            .state = KeyDevice::State::Ready,
            .maker = QStringLiteral("HyperFIDO U2F Security Key"),
            .isU2fOnly = true,
            .missing = {KeyAbility::Pin, KeyAbility::UserVerification, KeyAbility::Discoverable,
                        KeyAbility::CredentialList, KeyAbility::Reset}};
}

KeyPrompt asking(Ask ask)
{
    KeyPrompt prompt{.ask = ask, .keysPluggedIn = 1, .timeLeft = 26s};
    if (ask == Ask::Insert)
        prompt.keysPluggedIn = 0;
    else if (ask == Ask::TouchOne)
        prompt.keysPluggedIn = 2;
    else
        prompt.key = yubiKey();
    return prompt;
}

KeyPrompt failed(KeyProblem problem, std::optional<int> triesLeft)
{
    KeyPrompt prompt{.keysPluggedIn = 1};
    prompt.key = yubiKey();
    prompt.key->triesLeft = triesLeft;
    prompt.key->pin = problem == KeyProblem::PinBlocked  ? PinState::Blocked
                      : problem == KeyProblem::PinPaused ? PinState::Paused
                                                         : PinState::Set;
    prompt.failure = KeyFailure{.problem = problem, .triesLeft = triesLeft, .code = 0x27};
    if (problem == KeyProblem::NotSupported)
        prompt.failure->missing = KeyAbility::UserVerification;
    return prompt;
}

SecurityKey registeredKey(const QString& name, int days)
{
    const Instant then = instantFrom(1795430520000 - days * 86400000LL);
    return {.id = {name},
            .name = name,
            .credentialId = name.toUtf8(),
            .aaguid = {},
            .model = QStringLiteral("YubiKey 5 Series with NFC"),
            .registered = then,
            .lastUsed = days > 0 ? std::optional(then + 50h) : std::nullopt,
            .isDiscoverable = true};
}

namespace {

void addKeyList(QList<Sample>& all)
{
    KeyListView view{
        .isLoaded = true,
        .keys = {registeredKey(QStringLiteral("Key ring"), 40), registeredKey(QStringLiteral("Desk drawer"), 300)},
        .keysAllowed = 5,
        .canAdd = true,
        .keysPluggedIn = 1,
        .pluggedModel = QStringLiteral("YubiKey 5 Series with NFC"),
        .helpDesk = helpDesk};
    const auto add = [&](const char* state, bool isMain = false) {
        all.append({.page = QStringLiteral("keylist"),
                    .state = QLatin1String(state),
                    .make = showing<KeyListPage>(view),
                    .isSignedIn = true,
                    .isMain = isMain});
    };
    add("two", true);
    view.keys[1].alerts = {QStringLiteral("counter_did_not_grow"), QStringLiteral("revoked_model")};
    view.keys.append(registeredKey(QStringLiteral("Old key"), 700));
    view.keys.last().isLost = true;
    view.notice = KeyListView::Notice::Lost;
    view.noticeName = QStringLiteral("Old key");
    view.keysPluggedIn = 2;
    add("alert");
    view.notice = KeyListView::Notice::Removed;
    view.canAdd = false;
    view.keysAllowed = 2;
    view.keys.removeLast();
    add("full");
    view.notice = KeyListView::Notice::RemovedHere;
    view.keys = {registeredKey(QStringLiteral("YubiKey 5 Series with NFC"), 0)};
    view.keysPluggedIn = 0;
    view.canAdd = true;
    add("one");
    view.notice = KeyListView::Notice::NotProved;
    add("notproved");
    view.notice = KeyListView::Notice::None;
    view.keys.clear();
    add("none");
    view = {.helpDesk = helpDesk, .activity = Activity::Slow};
    add("loading");
}

void addKey(QList<Sample>& all)
{
    KeyView view{.key = registeredKey(QStringLiteral("Key ring"), 40), .isLastFactor = true, .helpDesk = helpDesk};
    const auto add = [&](const char* state, bool isMain = false) {
        all.append({.page = QStringLiteral("key"),
                    .state = QLatin1String(state),
                    .make = showing<KeyPage>(view),
                    .isSignedIn = true,
                    .isMain = isMain});
    };
    add("overview", true);
    view.wasRenamed = true;
    add("renamed");
    view.wasRenamed = false;
    view.key.alerts = {QStringLiteral("other_relying_party")};
    view.key.isBackedUp = true;
    add("alert");
    view.problem = KeyView::Problem::LastFactor;
    view.requestId = reference;
    add("lastfactor");
    view.problem = KeyView::Problem::None;
    view.question = KeyQuestion::Rename;
    add("rename");
    view.problem = KeyView::Problem::NameRefused;
    add("namerefused");
    view.problem = KeyView::Problem::None;
    view.question = KeyQuestion::Remove;
    add("remove");
    view.question = KeyQuestion::Lost;
    add("lost");
    view.question = KeyQuestion::None;
    view.key.isLost = true;
    add("islost");
    view.key.isLost = false;
    view.state = KeyView::State::Clearing;
    view.prompt = asking(Ask::Insert);
    add("clearing");
    view.prompt = asking(Ask::Pin);
    add("clearingpin");
    view.prompt = failed(KeyProblem::Removed);
    add("notcleared");
    view.prompt = failed(KeyProblem::DifferentKey);
    add("clearingother");
}

void addKeyProof(QList<Sample>& all)
{
    using Problem = KeyProofView::Problem;
    KeyProofView view{.canChooseAnother = true, .requestId = reference, .factor = {2, 2}, .helpDesk = helpDesk};
    const auto add = [&](const char* state, bool isMain = false) {
        const bool isStepUp = view.purpose == KeyProofView::Purpose::StepUp;
        all.append({.page = QStringLiteral("keyproof"),
                    .state = QLatin1String(state),
                    .make = showing<KeyProofPage>(view),
                    .step = isStepUp || view.isNameless ? std::nullopt : std::optional(FlowStep{2, 2}),
                    .isSignedIn = isStepUp,
                    .isMain = isMain});
    };
    view.activity = Activity::Slow;
    add("preparing");
    view.activity = Activity::Idle;
    view.state = KeyProofView::State::Talking;
    view.prompt = asking(Ask::Insert);
    add("insert");
    view.prompt = asking(Ask::Touch);
    add("touch", true);
    view.prompt = asking(Ask::Pin);
    add("pin");
    view.prompt.fingerNotKnown = true;
    add("finger");
    view.purpose = KeyProofView::Purpose::StepUp;
    view.prompt = asking(Ask::Insert);
    add("stepup");
    view.purpose = KeyProofView::Purpose::SignIn;
    view.isNameless = true;
    view.canChooseAnother = false;
    add("nameless");
    view.prompt = asking(Ask::Account);
    view.prompt.accounts = {{.id = "1",
                             .userHandle = {},
                             .userName = QStringLiteral("ada@example.org"),
                             .displayName = QStringLiteral("Ada Example")},
                            {.id = "2", .userHandle = {}, .userName = QStringLiteral("grace@example.org")}};
    add("account");
    view.isNameless = false;
    view.canChooseAnother = true;
    view.state = KeyProofView::State::Checking;
    view.prompt = asking(Ask::Nothing);
    view.activity = Activity::Slow;
    add("checking");
    view.activity = Activity::Idle;
    view.state = KeyProofView::State::Ended;
    view.problem = Problem::Refused;
    view.triesLeft = 3;
    add("refused");
    view.problem = Problem::TooOften;
    view.retryIn = 90s;
    add("toooften");
    view.problem = Problem::Key;
    view.prompt = failed(KeyProblem::NoCredential);
    add("notregistered");
    view.prompt = failed(KeyProblem::PinPaused, 5);
    add("paused");
    view.prompt = failed(KeyProblem::PinBlocked, 0);
    add("blocked");
}

void addFewFactors(QList<Sample>& all)
{
    const QString page = QStringLiteral("fewfactors");
    FewFactorsView view{
        .goodFactors = 1, .canAddPhone = true, .canAddKey = true, .authenticatorName = app, .helpDesk = helpDesk};
    all.append({.page = page,
                .state = QStringLiteral("one"),
                .make = showing<FewFactorsPage>(view),
                .isSignedIn = true,
                .isMain = true});
    view.goodFactors = 0;
    view.canAddPhone = false;
    all.append(
        {.page = page, .state = QStringLiteral("none"), .make = showing<FewFactorsPage>(view), .isSignedIn = true});
}

} // namespace

void addKeySamples(QList<Sample>& all)
{
    addKeyList(all);
    addKeyRegistrationSamples(all);
    addKey(all);
    addKeyProof(all);
    addKeyCareSamples(all);
    addFewFactors(all);
}

} // namespace keydesk
