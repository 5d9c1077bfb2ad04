#include "pages/keywords.h"
#include "pages/words.h"

// How something with a key ended that did not end well.

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

KeyWords::Scene KeyWords::failure(const KeyFailure& failure, const QString& helpDesk)
{
    const QString ask = Words::helpDesk(helpDesk);
    Scene scene;
    switch (failure.problem) {
    case KeyProblem::Cancelled:
    case KeyProblem::TimedOut:
    case KeyProblem::Removed:
    case KeyProblem::Denied:
    case KeyProblem::ResetTooLate:
    case KeyProblem::DifferentKey:
    case KeyProblem::VerificationFailed:
        scene = interruption(failure.problem);
        break;
    case KeyProblem::HeldByAnother:
    case KeyProblem::NoAccess:
    case KeyProblem::NotAnswering:
    case KeyProblem::GarbageAnswer:
    case KeyProblem::Refused:
    case KeyProblem::Internal:
        scene = trouble(failure.problem, ask);
        break;
    case KeyProblem::PinNotSet:
    case KeyProblem::PinAlreadySet:
    case KeyProblem::PinMustChange:
    case KeyProblem::PinWrong:
    case KeyProblem::PinPaused:
    case KeyProblem::PinBlocked:
    case KeyProblem::PinTooShort:
    case KeyProblem::PinTooLong:
    case KeyProblem::PinRefused:
        scene = pinFailure(failure);
        break;
    case KeyProblem::NotSupported:
    case KeyProblem::AlreadyRegistered:
    case KeyProblem::NoFreeSlot:
    case KeyProblem::NoCredential:
        scene = contentFailure(failure);
        break;
    }
    const bool isKeysOwn = failure.problem == KeyProblem::Refused || failure.problem == KeyProblem::GarbageAnswer ||
                           failure.problem == KeyProblem::Internal;
    if (isKeysOwn && failure.code != 0)
        scene.detail = tr("For the help desk: code %1").arg(failure.code);
    return scene;
}

KeyWords::Scene KeyWords::interruption(KeyProblem problem)
{
    switch (problem) {
    case KeyProblem::Cancelled:
        return {tr("You stopped it"), tr("Nothing was changed. You can try again."), u"key-paused"_s};
    case KeyProblem::TimedOut:
        return {tr("It took too long"), tr("A key waits only a short while. Try again, and touch it when it blinks."),
                u"clock"_s, Tone::Warning};
    case KeyProblem::Removed:
        return {tr("The key was taken out"), tr("Put it back and try again. Leave it in until we say that it is done."),
                u"key-removed"_s, Tone::Warning};
    case KeyProblem::Denied:
        return {tr("The key was told not to"), tr("Somebody said no on the key itself. You can try again."),
                u"key-paused"_s, Tone::Warning};
    case KeyProblem::ResetTooLate:
        return {tr("The key was not erased"),
                tr("A key can be erased only within a few seconds of putting it back. Try again, and touch it as soon "
                   "as it blinks."),
                u"clock"_s, Tone::Warning};
    case KeyProblem::DifferentKey:
        return {tr("That was another key"), tr("Nothing was changed. Put back the one that you took out."),
                u"key-trouble"_s, Tone::Warning};
    default:
        return {tr("The key did not know the finger"),
                tr("Try again with a clean, dry finger that is set up on it, or use another key."), u"key-trouble"_s,
                Tone::Warning};
    }
}

KeyWords::Scene KeyWords::trouble(KeyProblem problem, const QString& ask)
{
    Scene scene{.drawing = u"key-trouble"_s, .tone = Tone::Warning};
    switch (problem) {
    case KeyProblem::HeldByAnother:
        scene.title = tr("Another program is using the key");
        scene.text = tr("Close other windows that wait for a key, then try again.");
        break;
    case KeyProblem::NoAccess:
        scene.title = tr("This computer may not use the key");
        scene.text = Format::sentences({tr("Its set-up is not complete."), ask});
        break;
    case KeyProblem::NotAnswering:
        scene.title = tr("The key does not answer");
        scene.text = tr("Take it out, put it back and try again. If that does not help, use another USB port.");
        break;
    case KeyProblem::GarbageAnswer:
        scene.title = tr("The key cannot be understood");
        scene.text = tr("Take it out, put it back and try again. If it goes on, it may be broken: use another key.");
        break;
    case KeyProblem::Refused:
        scene.title = tr("The key said no");
        scene.text = tr("It did not say why. Take it out, put it back and try again, or use another key.");
        break;
    default:
        scene.title = tr("Something went wrong on this computer");
        scene.text = Format::sentences({tr("Please try again. If it goes on, tell us."), ask});
    }
    return scene;
}

KeyWords::Scene KeyWords::pinFailure(const KeyFailure& failure)
{
    Scene scene{.drawing = u"key-pin"_s, .tone = Tone::Warning};
    switch (failure.problem) {
    case KeyProblem::PinNotSet:
        scene.title = tr("The key has no PIN yet");
        scene.text = tr("Set one first, then try again.");
        break;
    case KeyProblem::PinAlreadySet:
        scene.title = tr("The key has a PIN already");
        scene.text = tr("If you know it, you can change it.");
        break;
    case KeyProblem::PinMustChange:
        scene.title = tr("The key wants a new PIN first");
        scene.text = tr("Change its PIN, then try again.");
        break;
    case KeyProblem::PinPaused:
        scene = {
            tr("The key takes no PIN just now"),
            Format::sentences({tr("Several wrong PINs came in a row. Take the key out, put it back and try again."),
                               Words::triesLeft(failure.triesLeft.value_or(0))}),
            u"put-back-key"_s, Tone::Warning, true};
        break;
    case KeyProblem::PinBlocked:
        scene = {tr("The PIN of the key is blocked"),
                 tr("There were too many wrong ones, and no try is left. Only erasing the key helps; what is on it is "
                    "lost then."),
                 u"key-blocked"_s, Tone::Harm};
        break;
    case KeyProblem::PinTooShort:
        scene.title = tr("That PIN is too short");
        scene.text = tr("Choose a longer one.");
        break;
    case KeyProblem::PinTooLong:
        scene.title = tr("That PIN is too long");
        scene.text = tr("At most 63 characters fit, fewer with accents or signs.");
        break;
    case KeyProblem::PinRefused:
        scene.title = tr("The key does not take this PIN");
        scene.text = tr("It is too simple, or it was used before. Choose another one.");
        break;
    default:
        scene.title = tr("That PIN was wrong");
        scene.text =
            Format::sentences({tr("Check it and try again."), Words::triesLeft(failure.triesLeft.value_or(0))});
    }
    return scene;
}

KeyWords::Scene KeyWords::contentFailure(const KeyFailure& failure)
{
    switch (failure.problem) {
    case KeyProblem::AlreadyRegistered:
        return {tr("This key is registered already"),
                tr("You can use it as it is. If you want a second one, take another key."), u"key-done"_s};
    case KeyProblem::NoFreeSlot:
        return {tr("The key is full"),
                tr("No other account fits on it. Remove one that you no longer need, or take another key."),
                u"key-full"_s, Tone::Warning};
    case KeyProblem::NoCredential:
        return {tr("This key is not registered here"), tr("Take the key that you registered, or sign in another way."),
                u"lost-key"_s, Tone::Warning};
    default:
        return {tr("This key cannot do that"),
                Format::sentences({failure.missing ? lack(*failure.missing) : QString(), tr("Take another key.")}),
                u"key-trouble"_s, Tone::Warning};
    }
}

KeyWords::Scene KeyWords::refusal(const QString& step, const QString& requestId, const QString& helpDesk)
{
    const QString ask = Words::helpDesk(helpDesk);
    Scene scene{.title = tr("The key was not accepted"), .drawing = u"key-trouble"_s, .tone = Tone::Warning};
    if (step.startsWith("model_"_L1) || step.startsWith("attestation_"_L1)) {
        scene = modelRefusal(step, ask);
    } else if (step == "user_verification"_L1) {
        scene.text = tr("It did not check that it is you. Set a PIN on it, or take a key that can have one.");
    } else if (step.startsWith("backup_"_L1)) {
        scene.text = tr("It copies what it keeps to other devices, and your organisation does not want that. Take "
                        "another key.");
    } else if (step == "algorithm"_L1 || step == "public_key"_L1) {
        scene.text = tr("It makes no signature of a kind that is accepted here. Take another key.");
    } else if (step == "user_presence"_L1) {
        scene.text = tr("It was not touched. Try again, and touch it when it blinks.");
    } else if (step == "credential_registered"_L1) {
        scene.title = tr("This key is registered already");
        scene.text = tr("You can use it as it is. If you want a second one, take another key.");
        scene.drawing = u"key-done"_s;
        scene.tone = Tone::Accent;
    } else {
        scene.text = Format::sentences({tr("What it made does not fit what was asked. Please try again."), ask});
    }
    scene.detail = Format::sentences(
        {step.isEmpty() ? QString() : tr("Rule that was not met: %1.").arg(step), Words::requestId(requestId)});
    return scene;
}

KeyWords::Scene KeyWords::modelRefusal(const QString& step, const QString& ask)
{
    Scene scene{.title = tr("This model is not accepted"), .drawing = u"key-blocked"_s, .tone = Tone::Warning};
    if (step == "model_denied"_L1 || step == "model_not_allowed"_L1)
        scene.text =
            Format::sentences({tr("Your organisation does not allow keys of this model. Take another one."), ask});
    else if (step == "model_status"_L1)
        scene.text = Format::sentences({tr("Keys of this model are known to be unsafe. Take another one."), ask});
    else
        scene.text = Format::sentences(
            {tr("The key could not prove which model it is, and your organisation wants that. Take another one."),
             ask});
    return scene;
}

Notice::Words Words::key(KeyView::Problem problem, const QString& requestId)
{
    using Problem = KeyView::Problem;
    const QString id = Words::requestId(requestId);
    switch (problem) {
    case Problem::None:
        break;
    case Problem::NameMissing:
        return {tr("The key needs a name."), tr("For example “Key ring”."), {}};
    case Problem::NameTooLong:
        return {tr("That name is too long."), tr("At most 64 characters fit."), {}};
    case Problem::NameRefused:
        return {tr("That name cannot be used."), tr("Please choose another one."), id};
    case Problem::LastFactor:
        return {tr("This key is your last good factor."),
                tr("Register another key or a phone first; then this one can be removed. If it is lost or broken, "
                   "report it as lost."),
                id};
    case Problem::Gone:
        return {tr("This key is no longer registered."), tr("It was removed in the meantime."), id};
    }
    return {};
}

QString KeyWords::alert(const QString& alert)
{
    if (alert == "counter_did_not_grow"_L1)
        return tr("Its counter did not go up: somebody may have a copy of it.");
    if (alert == "revoked_model"_L1)
        return tr("This model has lost its approval.");
    if (alert == "attestation_compromised"_L1)
        return tr("Keys of this model can be forged.");
    if (alert == "user_verification_bypass"_L1)
        return tr("With this model, the PIN or the finger can be got round.");
    if (alert == "user_key_compromised"_L1)
        return tr("Keys of this model can be copied.");
    if (alert == "refused_model"_L1)
        return tr("Your organisation no longer accepts this model.");
    if (alert == "other_relying_party"_L1)
        return tr("It was registered under another address and no longer works.");
    return tr("Ask the help desk to have a look at it.");
}

QString KeyWords::alerts(const QStringList& alerts)
{
    QStringList sentences;
    for (const QString& each : alerts)
        sentences.append(alert(each));
    sentences.removeDuplicates();
    return Format::sentences(sentences);
}

} // namespace keydesk
