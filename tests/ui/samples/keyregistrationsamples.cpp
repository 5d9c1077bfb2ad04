#include "pages/keyregisteredpage.h"
#include "pages/registerkeypage.h"
#include "samples/keysamples.h"
#include "samples/showing.h"

namespace keydesk {

using namespace std::chrono_literals;
using Ask = KeyPrompt::Ask;
using Problem = KeyPrompt::PinProblem;

namespace {

/// Adds states of the page on which a key is registered.
class Registrations
{
public:
    explicit Registrations(QList<Sample>& all) : m_all(all) {}

    RegisterKeyView view{.helpDesk = helpDesk};

    void add(const QString& state, bool isMain = false)
    {
        m_all.append({.page = QStringLiteral("registerkey"),
                      .state = state,
                      .make = showing<RegisterKeyPage>(view),
                      .step = FlowStep{step(), 4},
                      .isSignedIn = true,
                      .isMain = isMain});
    }
    void talk(const QString& state, const KeyPrompt& prompt, bool isMain = false)
    {
        view.state = RegisterKeyView::State::Talking;
        view.prompt = prompt;
        add(state, isMain);
    }
    void pin(const QString& state, Ask ask, Problem problem, std::optional<int> triesLeft = {})
    {
        KeyPrompt prompt = asking(ask);
        prompt.pinProblem = problem;
        prompt.triesLeft = triesLeft;
        if (triesLeft)
            prompt.key->triesLeft = triesLeft;
        talk(state, prompt);
    }
    void end(const QString& state, RegisterKeyView::Problem problem)
    {
        view.state = RegisterKeyView::State::Ended;
        view.problem = problem;
        add(state);
    }

private:
    int step() const
    {
        switch (view.prompt.ask) {
        case Ask::Pin:
        case Ask::NewPin:
        case Ask::ChangePin:
            return 2;
        case Ask::Touch:
            return 3;
        default:
            return 1;
        }
    }

    QList<Sample>& m_all;
};

void addPrompts(Registrations& page)
{
    page.view.activity = Activity::Slow;
    page.add(QStringLiteral("preparing"));
    page.view.activity = Activity::Idle;
    page.talk(QStringLiteral("insert"), asking(Ask::Insert));
    KeyPrompt held = asking(Ask::Insert);
    held.keysPluggedIn = 1;
    held.key = KeyDevice{.id = {}, .state = KeyDevice::State::Unusable, .problem = KeyProblem::HeldByAnother};
    page.talk(QStringLiteral("held"), held);
    page.talk(QStringLiteral("touchone"), asking(Ask::TouchOne));
    page.talk(QStringLiteral("touch"), asking(Ask::Touch), true);
    KeyPrompt old = asking(Ask::Touch);
    old.key = u2fKey();
    page.talk(QStringLiteral("touchold"), old);
    KeyPrompt finger = asking(Ask::Touch);
    finger.key->verifiesByItself = true;
    finger.key->missing = {KeyAbility::CredentialList, KeyAbility::Reset};
    page.talk(QStringLiteral("finger"), finger);
    page.talk(QStringLiteral("system"), asking(Ask::FollowSystem));
    page.talk(QStringLiteral("working"), asking(Ask::Nothing));
    page.view.activity = Activity::Slow;
    page.view.state = RegisterKeyView::State::Storing;
    page.add(QStringLiteral("storing"));
    page.view.activity = Activity::Idle;
}

void addPins(Registrations& page)
{
    page.pin(QStringLiteral("pin"), Ask::Pin, Problem::None, 8);
    page.pin(QStringLiteral("pinwrong"), Ask::Pin, Problem::Wrong, 7);
    page.pin(QStringLiteral("pinlast"), Ask::Pin, Problem::Wrong, 1);
    page.pin(QStringLiteral("pinmissing"), Ask::Pin, Problem::Missing, 8);
    page.pin(QStringLiteral("pausedout"), Ask::TakeOut, Problem::Wrong, 5);
    page.pin(QStringLiteral("pausedback"), Ask::PutBack, Problem::Wrong, 5);
    page.view.canSkipPin = true;
    page.pin(QStringLiteral("newpin"), Ask::NewPin, Problem::None);
    page.view.canSkipPin = false;
    page.pin(QStringLiteral("newshort"), Ask::NewPin, Problem::TooShort);
    page.pin(QStringLiteral("newlong"), Ask::NewPin, Problem::TooLong);
    page.pin(QStringLiteral("newdiffers"), Ask::NewPin, Problem::NotRepeated);
    page.pin(QStringLiteral("newrefused"), Ask::NewPin, Problem::Refused);
    KeyPrompt change = asking(Ask::ChangePin);
    change.mustChange = true;
    page.talk(QStringLiteral("mustchange"), change);
    page.pin(QStringLiteral("unchanged"), Ask::ChangePin, Problem::Unchanged);
    page.pin(QStringLiteral("currentmissing"), Ask::ChangePin, Problem::CurrentMissing);
}

void addFailures(Registrations& page)
{
    page.view.canRetry = true;
    const QList<std::pair<QString, KeyProblem>> failures{
        {QStringLiteral("cancelled"), KeyProblem::Cancelled},
        {QStringLiteral("timeout"), KeyProblem::TimedOut},
        {QStringLiteral("removed"), KeyProblem::Removed},
        {QStringLiteral("denied"), KeyProblem::Denied},
        {QStringLiteral("heldbyanother"), KeyProblem::HeldByAnother},
        {QStringLiteral("noaccess"), KeyProblem::NoAccess},
        {QStringLiteral("silent"), KeyProblem::NotAnswering},
        {QStringLiteral("garbage"), KeyProblem::GarbageAnswer},
        {QStringLiteral("no"), KeyProblem::Refused},
        {QStringLiteral("cannot"), KeyProblem::NotSupported},
        {QStringLiteral("registered"), KeyProblem::AlreadyRegistered},
        {QStringLiteral("full"), KeyProblem::NoFreeSlot},
        {QStringLiteral("fingerfailed"), KeyProblem::VerificationFailed},
        {QStringLiteral("nopin"), KeyProblem::PinNotSet},
        {QStringLiteral("defect"), KeyProblem::Internal}};
    for (const auto& [state, problem] : failures) {
        page.view.prompt = failed(problem);
        page.end(state, RegisterKeyView::Problem::Key);
    }
    page.view.prompt = failed(KeyProblem::PinPaused, 5);
    page.end(QStringLiteral("paused"), RegisterKeyView::Problem::Key);
    page.view.prompt = failed(KeyProblem::PinBlocked, 0);
    page.end(QStringLiteral("blocked"), RegisterKeyView::Problem::Key);
    page.view.prompt = {};
    page.view.requestId = reference;
    for (const char* step : {"model_not_allowed", "model_status", "attestation_trust", "user_verification",
                             "backup_policy", "algorithm", "credential_registered", "challenge"}) {
        page.view.refusedStep = QLatin1String(step);
        page.end(QStringLiteral("refused") + QString::fromLatin1(step).remove(QLatin1Char('_')),
                 RegisterKeyView::Problem::Refused);
    }
    page.end(QStringLiteral("expired"), RegisterKeyView::Problem::Expired);
    page.view.canRetry = false;
    page.view.keysAllowed = 5;
    page.end(QStringLiteral("limit"), RegisterKeyView::Problem::LimitReached);
}

void addRegistered(QList<Sample>& all)
{
    KeyRegisteredView view{.key = registeredKey(QStringLiteral("YubiKey 5 Series with NFC"), 0),
                           .isCounted = true,
                           .goodFactors = 1,
                           .canAddKey = true,
                           .canAddPhone = true,
                           .authenticatorName = app};
    const auto add = [&](const char* state, bool isMain = false) {
        all.append({.page = QStringLiteral("keyregistered"),
                    .state = QLatin1String(state),
                    .make = showing<KeyRegisteredPage>(view),
                    .step = FlowStep{4, 4},
                    .isSignedIn = true,
                    .isMain = isMain});
    };
    add("one", true);
    view.problem = KeyView::Problem::NameRefused;
    view.requestId = reference;
    add("namerefused");
    view.problem = KeyView::Problem::None;
    view.goodFactors = 2;
    view.canAddPhone = false;
    view.key.model.clear();
    view.key.isDiscoverable = false;
    add("two");
}

} // namespace

void addKeyRegistrationSamples(QList<Sample>& all)
{
    Registrations page(all);
    addPrompts(page);
    addPins(page);
    addFailures(page);
    addRegistered(all);
}

} // namespace keydesk
