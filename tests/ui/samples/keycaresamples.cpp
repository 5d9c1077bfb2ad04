#include "pages/keycarepage.h"
#include "samples/keysamples.h"
#include "samples/showing.h"

namespace keydesk {

using Ask = KeyPrompt::Ask;
using State = KeyCareView::State;

namespace {

KeyPrompt found(PinState pin)
{
    KeyPrompt prompt{.keysPluggedIn = 1};
    prompt.key = yubiKey();
    prompt.key->pin = pin;
    if (pin != PinState::Set)
        prompt.key->triesLeft.reset();
    return prompt;
}

QList<KeyContent> contents()
{
    using Kind = KeyContent::Kind;
    const QString ada = QStringLiteral("ada@example.org");
    return {{.kind = Kind::Registered,
             .credentialId = "1",
             .userName = ada,
             .key = registeredKey(QStringLiteral("Key ring"), 40)},
            {.kind = Kind::OnKeyOnly, .credentialId = "2", .userName = ada, .isChosen = true},
            {.kind = Kind::OnKeyForOther, .credentialId = "3", .userName = QStringLiteral("grace@example.org")},
            {.kind = Kind::HereOnly,
             .credentialId = "4",
             .key = registeredKey(QStringLiteral("Desk drawer"), 300),
             .isChosen = true}};
}

/// Adds states of the page about a plugged-in key.
class Cares
{
public:
    explicit Cares(QList<Sample>& all) : m_all(all) {}

    KeyCareView view{.prompt = found(PinState::Set), .helpDesk = helpDesk};

    void add(const char* name, State state, bool isMain = false)
    {
        view.state = state;
        m_all.append({.page = QStringLiteral("keycare"),
                      .state = QLatin1String(name),
                      .make = showing<KeyCarePage>(view),
                      .isSignedIn = true,
                      .isMain = isMain});
    }
    void talk(const char* name, State state, const KeyPrompt& prompt)
    {
        view.prompt = prompt;
        add(name, state);
    }

private:
    QList<Sample>& m_all;
};

void addOverviews(Cares& page)
{
    page.talk("insert", State::Waiting, asking(Ask::Insert));
    page.talk("touchone", State::Waiting, asking(Ask::TouchOne));
    page.view.prompt = found(PinState::Set);
    page.add("overview", State::Overview, true);
    page.view.notice = KeyCareView::Notice::WasReset;
    page.talk("wasreset", State::Overview, found(PinState::NotSet));
    page.view.notice = KeyCareView::Notice::PinChanged;
    page.view.prompt = found(PinState::Set);
    page.view.prompt.key->verifiesByItself = true;
    page.view.prompt.key->missing = {KeyAbility::CredentialList};
    page.add("pinchanged", State::Overview);
    page.view.notice = KeyCareView::Notice::None;
    page.talk("mustchange", State::Overview, found(PinState::MustChange));
    page.talk("paused", State::Overview, found(PinState::Paused));
    page.talk("blocked", State::Overview, found(PinState::Blocked));
    page.view.prompt.key = u2fKey();
    page.add("old", State::Overview);
}

void addContents(Cares& page)
{
    page.talk("contentspin", State::Contents, asking(Ask::Pin));
    page.view.prompt = found(PinState::Set);
    page.view.isListed = true;
    page.add("nothing", State::Contents);
    page.view.contents = contents();
    page.view.chosen = 2;
    page.add("contents", State::Contents);
    page.view.problem = KeyCareView::Problem::NotCleaned;
    page.view.isLastFactor = true;
    page.view.requestId = reference;
    page.view.chosen = 0;
    page.view.contents = contents();
    page.view.contents[1].isChosen = page.view.contents[3].isChosen = false;
    page.view.contents[1].key = registeredKey(QStringLiteral("Old key"), 700);
    page.view.contents[1].key->isLost = true;
    page.add("notcleaned", State::Contents);
    page.view.problem = KeyCareView::Problem::None;
    page.view.contents = contents().first(1);
    page.view.notice = KeyCareView::Notice::CleanedUp;
    page.add("cleaned", State::Contents);
    page.view.notice = KeyCareView::Notice::None;
}

} // namespace

void addKeyCareSamples(QList<Sample>& all)
{
    Cares page(all);
    addOverviews(page);
    page.talk("setpin", State::Pin, asking(Ask::NewPin));
    page.talk("changepin", State::Pin, asking(Ask::ChangePin));
    addContents(page);
    page.talk("askreset", State::AskReset, found(PinState::Blocked));
    page.talk("takeout", State::Reset, asking(Ask::TakeOut));
    page.talk("putback", State::Reset, asking(Ask::PutBack));
    page.talk("touch", State::Reset, asking(Ask::Touch));
    page.view.problem = KeyCareView::Problem::Key;
    page.talk("toolate", State::Reset, failed(KeyProblem::ResetTooLate));
    page.talk("otherkey", State::Reset, failed(KeyProblem::DifferentKey));
}

} // namespace keydesk
