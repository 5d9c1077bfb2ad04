#include "pages/words.h"

namespace keydesk {

using namespace std::chrono_literals;

Words::TroubleWords Words::trouble(const Trouble& trouble, const QString& helpDesk)
{
    using Kind = Trouble::Kind;
    const QString ask = Words::helpDesk(helpDesk);
    TroubleWords words;
    switch (trouble.kind) {
    case Kind::Unreachable:
        words = {QStringLiteral("unreachable"), tr("No connection to the service"),
                 tr("This computer cannot reach the registration service."),
                 tr("Check the network, then try again."), {}};
        break;
    case Kind::TooSlow:
        words = {QStringLiteral("hourglass"), tr("The service takes too long"),
                 tr("It is there, but it did not answer in time."), tr("Wait a moment, then try again."), {}};
        break;
    case Kind::CertificateWrong:
        words = {QStringLiteral("certificate"), tr("This connection is not safe"),
                 tr("Whoever answers cannot prove to be the service of your organisation. Nothing you typed was sent."), ask, {}};
        break;
    case Kind::SignInExpired:
        words = {QStringLiteral("clock"), tr("Your sign-in has ended"),
                 tr("To protect your account, a sign-in lasts only for a while."), tr("Sign in again to go on."), {}};
        break;
    case Kind::ClockWrong: {
        const QString offset = Format::duration(std::chrono::abs(trouble.clockOffset));
        const QString slow = tr("It is %1 slow, and the service accepts no computer with a wrong clock.").arg(offset);
        const QString fast = tr("It is %1 fast, and the service accepts no computer with a wrong clock.").arg(offset);
        words = {QStringLiteral("clock"), tr("The clock of this computer is wrong"), trouble.clockOffset < 0s ? slow : fast,
                 Format::sentences({tr("Its date, time and time zone should be set automatically."), ask}), {}};
        break;
    }
    case Kind::Busy:
        words = {QStringLiteral("busy"), tr("The service is busy"), tr("Many people are using it right now."),
                 tr("It will be your turn soon."), {}};
        break;
    case Kind::ServiceDown:
        words = {QStringLiteral("service-down"), tr("The service has a problem"),
                 tr("It answers, but something it needs does not work at the moment."),
                 Format::sentences({tr("Try again in a few minutes."), ask}), {}};
        break;
    case Kind::VersionTooOld:
        words = {QStringLiteral("version"), tr("This program needs an update"),
                 tr("The program on this computer and the service do not understand each other."), ask, {}};
        break;
    case Kind::NotEnrolled:
        words = {QStringLiteral("enrol"), tr("The service does not know this computer"),
                 tr("It has not been set up yet, or its permission was withdrawn."),
                 tr("An administrator can set it up with a one-time code."), {}};
        break;
    case Kind::Closed:
        words = {QStringLiteral("closed"), tr("Nobody can sign in yet"),
                 tr("The registration panel has no application profile of the type Registration."),
                 tr("Please tell your administrator."), {}};
        break;
    case Kind::NotAllowed:
        words = {QStringLiteral("not-allowed"), tr("You are not allowed to do this here"),
                 tr("Your account has no permission for it."), ask, {}};
        break;
    case Kind::Fault:
        words = {QStringLiteral("fault"), tr("Something went wrong"),
                 tr("It is our mistake, not yours."),
                 Format::sentences({tr("Please try again."), ask}), {}};
        break;
    }
    words.detail = requestId(trouble.requestId);
    return words;
}

} // namespace keydesk
