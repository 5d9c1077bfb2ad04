#include "pages/keywords.h"

#include "pages/words.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;
using Ask = KeyPrompt::Ask;

KeyWords::Scene KeyWords::scene(const KeyPrompt& prompt, const QString& helpDesk)
{
    if (prompt.failure)
        return failure(*prompt.failure, helpDesk);
    const bool hasReader = prompt.key && prompt.key->verifiesByItself;
    switch (prompt.ask) {
    case Ask::Nothing:
        break;
    case Ask::Insert:
        return {tr("Insert your security key"), tr("Put it into any USB port of this computer."), u"insert-key"_s,
                Tone::Accent, true};
    case Ask::TouchOne:
        return {tr("Touch the key you want to use"), tr("Several keys are plugged in, and all of them blink."),
                u"several-keys"_s, Tone::Accent, true};
    case Ask::Touch:
        return {tr("Touch your security key"),
                hasReader ? tr("Its light is blinking. Lay a finger that it knows on its reader.")
                          : tr("Its light is blinking. Touch the metal spot with a finger."),
                u"touch-key"_s, Tone::Accent, true};
    case Ask::Pin:
    case Ask::NewPin:
    case Ask::ChangePin:
        return pinScene(prompt);
    case Ask::Account:
        return {tr("Which account?"), tr("Your key keeps several. Choose the one you want to sign in with."),
                u"key-done"_s};
    case Ask::TakeOut:
    case Ask::PutBack:
        return replugScene(prompt);
    case Ask::FollowSystem:
        return {tr("Look at the other window"),
                tr("Your computer asks for your finger, your face or your PIN. Do what it says."), u"system-window"_s,
                Tone::Accent, true};
    }
    return {tr("Your key is working"), tr("Leave it plugged in. This takes a moment."), u"key-works"_s, Tone::Accent,
            true};
}

KeyWords::Scene KeyWords::replugScene(const KeyPrompt& prompt)
{
    // After some wrong PINs in a row a key pauses; to be erased it is plugged in anew, too.
    const QString tries = Words::triesLeft(prompt.triesLeft.value_or(0));
    if (prompt.ask == Ask::PutBack && prompt.triesLeft)
        return {tr("Put the key back"), Format::sentences({tr("The same key, into any USB port."), tries}),
                u"put-back-key"_s, Tone::Accent, true};
    if (prompt.ask == Ask::PutBack)
        return {tr("Put the key back now"), tr("The same key, into any USB port. Touch it as soon as it blinks."),
                u"put-back-key"_s, Tone::Accent, true};
    if (prompt.pinProblem == KeyPrompt::PinProblem::Wrong)
        return {tr("Take the key out"),
                Format::sentences({tr("Several wrong PINs came in a row. Take it out and put it back, then the PIN "
                                      "can be typed again."),
                                   tries}),
                u"take-out-key"_s, Tone::Warning, true};
    return {tr("Take the key out"), tr("In a moment you put it back."), u"take-out-key"_s, Tone::Accent, true};
}

KeyWords::Scene KeyWords::pinScene(const KeyPrompt& prompt)
{
    if (prompt.ask == Ask::NewPin)
        return {tr("Choose a PIN for your key"),
                Format::sentences({tr("Your key asks for it when you use it."), minimum(prompt)}), u"key-pin"_s};
    if (prompt.ask == Ask::ChangePin && prompt.mustChange)
        return {tr("Your key wants a new PIN"),
                Format::sentences({tr("It does nothing else before that."), minimum(prompt)}), u"key-pin"_s};
    if (prompt.ask == Ask::ChangePin)
        return {tr("Change the PIN of your key"),
                Format::sentences({tr("The PIN you have now, then the new one twice."), minimum(prompt)}),
                u"key-pin"_s};
    const bool isRepeated = prompt.pinProblem != KeyPrompt::PinProblem::None; // The notice has the tries then.
    const QString tries = isRepeated ? QString() : Words::triesLeft(prompt.triesLeft.value_or(0));
    return {tr("Enter the PIN of your key"),
            Format::sentences({prompt.fingerNotKnown ? tr("The key did not know the finger. Use its PIN instead.")
                                                     : tr("The key has its own PIN; it is not your password."),
                               tries}),
            u"key-pin"_s};
}

QString KeyWords::minimum(const KeyPrompt& prompt)
{
    return tr("At least %n character(s).", nullptr, prompt.key ? prompt.key->minimumPinLength : 4);
}

Notice::Words KeyWords::pin(const KeyPrompt& prompt)
{
    using Problem = KeyPrompt::PinProblem;
    switch (prompt.pinProblem) {
    case Problem::None:
        break;
    case Problem::Missing:
        return {tr("The PIN is missing."),
                prompt.ask == KeyPrompt::Ask::Pin ? tr("Type the PIN of your key.") : tr("Type the new PIN twice."),
                {}};
    case Problem::CurrentMissing:
        return {tr("The present PIN is missing."), tr("Type the one that the key has now."), {}};
    case Problem::NotRepeated:
        return {tr("The two new PINs differ."), tr("Type the same one twice."), {}};
    case Problem::Unchanged:
        return {tr("That is the PIN you have now."), tr("Choose another one."), {}};
    case Problem::TooShort:
        return {tr("That PIN is too short."), minimum(prompt), {}};
    case Problem::TooLong:
        return {tr("That PIN is too long."), tr("At most 63 characters fit, fewer with accents or signs."), {}};
    case Problem::Wrong: {
        const int tries = prompt.triesLeft.value_or(0);
        return {
            tr("That PIN was wrong."),
            Format::sentences({tr("Check it and try again."), Words::triesLeft(tries),
                               tries == 1 ? tr("If this one is wrong, too, only erasing the key helps.") : QString()}),
            {}};
    }
    case Problem::Refused:
        return {tr("The key does not take this PIN."),
                tr("It is too simple, or it was used before. Choose another one."),
                {}};
    }
    return {};
}

QString KeyWords::model(const KeyDevice& key)
{
    return !key.model.isEmpty() ? key.model : !key.maker.isEmpty() ? key.maker : tr("Security key");
}

QString KeyWords::facts(const KeyDevice& key)
{
    if (key.state == KeyDevice::State::Reading)
        return tr("We are looking at it.");
    if (key.state == KeyDevice::State::Unusable)
        return failure({.problem = key.problem.value_or(KeyProblem::NotAnswering)}, {}).title + QLatin1Char('.');
    return Format::sentences({pinState(key), key.verifiesByItself ? tr("It knows your finger.") : QString(),
                              key.freeSlots ? tr("%n place(s) are free.", nullptr, *key.freeSlots) : QString()});
}

QString KeyWords::pinState(const KeyDevice& key)
{
    switch (key.pin) {
    case PinState::Unsupported:
        return key.isU2fOnly ? QString() : tr("It has no PIN.");
    case PinState::NotSet:
        return tr("No PIN is set yet.");
    case PinState::Set:
        return key.triesLeft ? tr("PIN is set, %n try(s) left.", nullptr, *key.triesLeft) : tr("PIN is set.");
    case PinState::MustChange:
        return tr("It wants a new PIN.");
    case PinState::Paused:
        return tr("It takes no PIN before it was taken out and put back.");
    case PinState::Blocked:
        return tr("Its PIN is blocked. Only erasing it helps.");
    }
    return {};
}

QString KeyWords::lacks(const KeyDevice& key)
{
    if (key.isU2fOnly)
        return tr("An older key: a second factor only, and no PIN.");
    QStringList sentences;
    for (const KeyAbility ability : key.missing) {
        if (ability != KeyAbility::Pin) // The facts say that.
            sentences.append(lack(ability));
    }
    return Format::sentences(sentences);
}

QString KeyWords::lack(KeyAbility ability)
{
    switch (ability) {
    case KeyAbility::Pin:
        return tr("It cannot have a PIN.");
    case KeyAbility::UserVerification:
        return tr("It cannot check who holds it.");
    case KeyAbility::Discoverable:
        return tr("It keeps no accounts, so you always type your user name.");
    case KeyAbility::CredentialList:
        return tr("It does not tell what is kept on it.");
    case KeyAbility::Reset:
        return tr("It cannot be erased here.");
    case KeyAbility::Algorithm:
        return tr("It makes no signature of a kind that is accepted here.");
    case KeyAbility::BuiltIn:
        return tr("It is no part of the computer, and that is asked for.");
    case KeyAbility::Portable:
        return tr("It is part of the computer; a key to carry with you is asked for.");
    }
    return {};
}

QString KeyWords::timeLeft(std::chrono::seconds time)
{
    using std::chrono::minutes;
    if (time > minutes(1))
        return tr("%n minute(s) left", nullptr, static_cast<int>(std::chrono::ceil<minutes>(time).count()));
    return tr("%n second(s) left", nullptr, static_cast<int>(time.count()));
}

} // namespace keydesk
