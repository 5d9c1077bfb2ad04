#include "pages/words.h"

namespace keydesk {

using namespace std::chrono_literals;

Notice::Words Words::signIn(const SignInView& view)
{
    using Problem = SignInView::Problem;
    const QString id = requestId(view.requestId);
    switch (view.problem) {
    case Problem::None:
        break;
    case Problem::UserNameMissing:
        return {tr("Your user name is missing."), tr("It is the one of your work account."), {}};
    case Problem::PasswordMissing:
        return {tr("Your password is missing."), tr("Type it, then choose Continue."), {}};
    case Problem::NotMatched:
        return {
            tr("That did not match."),
            Format::sentences({tr("Check the user name and the password, and try again."), triesLeft(view.triesLeft)}),
            id};
    case Problem::Ended:
        return {tr("That sign-in has ended."),
                tr("It took too long, or there were too many wrong answers. Please sign in again from the beginning."),
                id};
    case Problem::TooOften:
        return {tr("Too many attempts."), waitFor(view.retryIn), id};
    case Problem::FactorsUnsatisfiable:
        return {tr("You cannot sign in here yet."),
                Format::sentences({tr("Your organisation asks for a way to sign in that you have not set up."),
                                   helpDesk(view.helpDesk)}),
                id};
    case Problem::Closed:
        return {tr("Nobody can sign in yet."),
                tr("The registration panel has no application profile of the type Registration. "
                   "Please tell your administrator."),
                id};
    }
    return {};
}

Notice::Words Words::code(const CodeView& view)
{
    using Problem = CodeView::Problem;
    const QString id = requestId(view.requestId);
    const bool isFromApp = view.chosen && view.chosen->method == Method::SoftOtp;
    switch (view.problem) {
    case Problem::None:
        break;
    case Problem::CodeMissing:
        return {tr("The code is not complete."), tr("It has six digits."), {}};
    case Problem::Refused:
        return {tr("That code did not match."),
                Format::sentences(
                    {isFromApp ? tr("Type the code that the app shows now. If it is refused again, set the phone’s "
                                    "date, time and time zone to automatic.")
                               : tr("Check the digits. If several messages came, use the newest one."),
                     triesLeft(view.triesLeft)}),
                id};
    case Problem::Expired:
        return {tr("That code is too old."), tr("Ask for a new one, and type it within five minutes."), id};
    case Problem::TooSoon:
        return {tr("A code was sent just now."),
                tr("You can ask for another one in %1.").arg(Format::duration(view.resendIn)),
                {}};
    case Problem::NoMoreSends:
        return {tr("No more codes can be sent for this sign-in."),
                tr("Use the newest code you have, or go back and begin again."), id};
    case Problem::TooOften:
        return {tr("Too many attempts."), waitFor(view.retryIn), id};
    case Problem::NotSent:
        return {tr("The code could not be sent."),
                Format::sentences({tr("Please try again, or use another way."), helpDesk(view.helpDesk)}), id};
    }
    return {};
}

Notice::Words Words::scan(const ScanView& view)
{
    const QString id = requestId(view.requestId);
    switch (view.problem) {
    case ScanView::Problem::None:
        break;
    case ScanView::Problem::CodeMissing:
        return {tr("The code is not complete."), tr("It has six digits."), {}};
    case ScanView::Problem::TooOften:
        return {tr("Too many attempts."), waitFor(view.retryIn), id};
    case ScanView::Problem::Refused: {
        if (!view.refusal)
            break;
        Notice::Words words = refusal(*view.refusal);
        words.text = Format::sentences({words.text, triesLeft(view.triesLeft)});
        words.detail = id;
        return words;
    }
    }
    return {};
}

Notice::Words Words::refusal(const CodeRefusal& refusal)
{
    using Reason = CodeRefusal::Reason;
    switch (refusal.reason) {
    case Reason::Unknown:
        break;
    case Reason::PreviousCode:
        return {tr("That was the previous code."),
                tr("The app shows a new one every 30 seconds. Type the one you see now."),
                {}};
    case Reason::AlreadyUsed:
        return {tr("That code was used already."), tr("Wait until the app shows the next one, and type that."), {}};
    case Reason::ClockOff:
        return {clockOff(refusal),
                refusal.nextCodeProvesDrift
                    ? tr("Set its time to automatic and type the next code, or type the next code now and we will "
                         "remember the "
                         "difference.")
                    : tr("Set date, time and time zone to automatic on the phone, then type the code you see."),
                {}};
    case Reason::EightDigits:
        return {tr("Your app made an 8-digit code."),
                tr("Six are needed. Delete the account in the app and scan the code again. If you typed it in, choose "
                   "6 digits."),
                {}};
    case Reason::OtherHash:
        return {tr("Your app uses another algorithm."),
                tr("Delete the account in the app and scan the code again. If you typed it in, choose SHA-1."),
                {}};
    case Reason::LongPeriod:
        return {tr("Your app changes its code every 60 seconds."),
                tr("Delete the account in the app and scan the code again. If you typed it in, choose 30 seconds."),
                {}};
    case Reason::WrongLength:
        return {tr("A code has six digits."), tr("Type only the digits that the app shows."), {}};
    }
    return {tr("That code did not match."),
            tr("Read the code of this account, and type the one you see now. If it goes on, scan the code again."),
            {}};
}

QString Words::clockOff(const CodeRefusal& refusal)
{
    const QString offset = Format::duration(std::chrono::abs(refusal.offset));
    return refusal.offset < 0s ? tr("Your phone’s clock is %1 slow.").arg(offset)
                               : tr("Your phone’s clock is %1 fast.").arg(offset);
}

Notice::Words Words::enrolment(const EnrolmentView& view)
{
    using Problem = EnrolmentView::Problem;
    const QString id = requestId(view.requestId);
    switch (view.problem) {
    case Problem::None:
        break;
    case Problem::CodeMissing:
        return {tr("The code is missing."), tr("Your administrator makes it for this computer."), {}};
    case Problem::CodeWrong:
        return {tr("That code is not valid."),
                tr("It may be mistyped, used already or too old. Check it, or ask your administrator for a new one."),
                id};
    case Problem::TooOften:
        return {tr("Too many attempts."), waitFor(view.retryIn), id};
    }
    return {};
}

Notice::Words Words::phone(PhoneView::Problem problem, const QString& requestId)
{
    using Problem = PhoneView::Problem;
    const QString id = Words::requestId(requestId);
    switch (problem) {
    case Problem::None:
        break;
    case Problem::NameMissing:
        return {tr("The phone needs a name."), tr("For example “Work phone”."), {}};
    case Problem::NameTooLong:
        return {tr("That name is too long."), tr("At most 64 characters fit."), {}};
    case Problem::NameRefused:
        return {tr("That name cannot be used."), tr("Please choose another one."), id};
    case Problem::LastFactor:
        return {tr("This phone is your last good factor."),
                tr("Register another phone first; then this one can be removed. If it is lost or broken, report it as "
                   "lost."),
                id};
    case Problem::Gone:
        return {tr("This phone is no longer registered."), tr("It was removed in the meantime."), id};
    }
    return {};
}

QString Words::helpDesk(const QString& sentence)
{
    if (sentence.isEmpty())
        return tr("Please ask the help desk.");
    const bool isClosed = sentence.endsWith(QLatin1Char('.')) || sentence.endsWith(QLatin1Char('!'));
    return tr("Help desk: %1").arg(isClosed ? sentence : QString(sentence + QLatin1Char('.')));
}

QString Words::requestId(const QString& id)
{
    return id.isEmpty() ? QString() : tr("Reference for the help desk: %1").arg(id);
}

QString Words::triesLeft(int tries)
{
    return tries > 0 ? tr("%n try(s) left.", nullptr, tries) : QString();
}

QString Words::waitFor(std::chrono::seconds time)
{
    return time > 0s ? tr("Please wait %1, then try again.").arg(Format::duration(time))
                     : tr("Please wait a few minutes, then try again.");
}

} // namespace keydesk
