#include "pages/words.h"

namespace keydesk {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

Words::TroubleWords Words::trouble(const Trouble& trouble, const QString& helpDesk)
{
    using Kind = Trouble::Kind;
    const QString ask = Words::helpDesk(helpDesk);
    TroubleWords words;
    switch (trouble.kind) {
    case Kind::Unreachable:
    case Kind::TooSlow:
    case Kind::CertificateWrong:
    case Kind::Busy:
    case Kind::ServiceDown:
        words = serviceTrouble(trouble.kind, ask);
        break;
    case Kind::ClockWrong:
        words = clockTrouble(trouble.clockOffset, ask);
        break;
    case Kind::VersionTooOld:
    case Kind::NotEnrolled:
    case Kind::KeyOutOfReach:
    case Kind::Closed:
    case Kind::SignInExpired:
    case Kind::NotAllowed:
    case Kind::Fault:
        words = otherTrouble(trouble.kind, ask);
        break;
    }
    words.detail = requestId(trouble.requestId);
    return words;
}

/// Between this computer and the service.
Words::TroubleWords Words::serviceTrouble(Trouble::Kind kind, const QString& ask)
{
    switch (kind) {
    case Trouble::Kind::TooSlow:
        return {u"hourglass"_s,
                tr("The service takes too long"),
                tr("It is there, but it did not answer in time."),
                tr("Wait a moment, then try again."),
                {}};
    case Trouble::Kind::CertificateWrong:
        return {u"certificate"_s,
                tr("This connection is not safe"),
                tr("Whoever answers cannot prove to be the service of your organisation. Nothing you typed was sent."),
                ask,
                {}};
    case Trouble::Kind::Busy:
        return {u"busy"_s,
                tr("The service is busy"),
                tr("Many people are using it right now."),
                tr("It will be your turn soon."),
                {}};
    case Trouble::Kind::ServiceDown:
        return {u"service-down"_s,
                tr("The service has a problem"),
                tr("It answers, but something it needs does not work at the moment."),
                Format::sentences({tr("Try again in a few minutes."), ask}),
                {}};
    default:
        return {u"unreachable"_s,
                tr("No connection to the service"),
                tr("This computer cannot reach the registration service."),
                tr("Check the network, then try again."),
                {}};
    }
}

Words::TroubleWords Words::clockTrouble(std::chrono::seconds offset, const QString& ask)
{
    const QString difference = Format::duration(std::chrono::abs(offset));
    const QString slow = tr("It is %1 slow, and the service accepts no computer with a wrong clock.").arg(difference);
    const QString fast = tr("It is %1 fast, and the service accepts no computer with a wrong clock.").arg(difference);
    return {u"clock"_s,
            tr("The clock of this computer is wrong"),
            offset < 0s ? slow : fast,
            Format::sentences({tr("Its date, time and time zone should be set automatically."), ask}),
            {}};
}

/// With this computer, the panel's set-up or the person's sign-in.
Words::TroubleWords Words::otherTrouble(Trouble::Kind kind, const QString& ask)
{
    switch (kind) {
    case Trouble::Kind::VersionTooOld:
        return {u"version"_s,
                tr("This program needs an update"),
                tr("The program on this computer and the service do not understand each other."),
                ask,
                {}};
    case Trouble::Kind::NotEnrolled:
        return {u"enrol"_s,
                tr("The service does not know this computer"),
                tr("It has not been set up yet, or its permission was withdrawn."),
                tr("An administrator can set it up with a one-time code."),
                {}};
    case Trouble::Kind::KeyOutOfReach:
        return {u"not-allowed"_s,
                tr("The key of this computer is out of reach"),
                tr("The keychain or folder where it is kept is locked, or does not answer."),
                Format::sentences({tr("Unlock the keychain if it asks for its password, then try again."), ask}),
                {}};
    case Trouble::Kind::Closed:
        return {u"closed"_s,
                tr("Nobody can sign in yet"),
                tr("The registration panel has no application profile of the type Registration."),
                tr("Please tell your administrator."),
                {}};
    case Trouble::Kind::SignInExpired:
        return {u"clock"_s,
                tr("Your sign-in has ended"),
                tr("To protect your account, a sign-in lasts only for a while."),
                tr("Sign in again to go on."),
                {}};
    case Trouble::Kind::NotAllowed:
        return {u"not-allowed"_s,
                tr("You are not allowed to do this here"),
                tr("Your account has no permission for it."),
                ask,
                {}};
    default:
        return {u"fault"_s,
                tr("Something went wrong"),
                tr("It is our mistake, not yours."),
                Format::sentences({tr("Please try again."), ask}),
                {}};
    }
}

} // namespace keydesk
