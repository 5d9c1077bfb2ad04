#include "fakes/fakeapis.h"

namespace keydesk {

FakeApis::FakeApis(const FakeClock& clock) : m_clock(clock)
{
    description = {.version = QStringLiteral(KEYDESK_VERSION),
                   .minimumClient = QStringLiteral("0.1.0"),
                   .capabilities = {QStringLiteral("sign_in"), QStringLiteral("phones")},
                   .locales = {QStringLiteral("en"), QStringLiteral("tr")},
                   .branding = {.organisation = QStringLiteral("Example Corp"),
                                .authenticatorName = QStringLiteral("SecTrail Authenticator"),
                                .appStore = QUrl(QStringLiteral("https://apps.example.org/ios")),
                                .playStore = QUrl(QStringLiteral("https://apps.example.org/android")),
                                .accent = {},
                                .logoSvg = {},
                                .helpDesk = QStringLiteral("Call 4242")},
                   .serviceTime = clock.now(),
                   .isOpen = true,
                   .relyingPartyId = QStringLiteral("example.org")};
    enrolled = InstallationIdentity{.id = QStringLiteral("installation-1"),
                                    .name = QStringLiteral("Lobby"),
                                    .place = QStringLiteral("Building 4"),
                                    .kind = QStringLiteral("kiosk")};
    const auto add = [this](const QString& userName, const QString& displayName) {
        people.insert(userName, {.account = {.id = {u"id-of-" % userName},
                                             .userName = userName,
                                             .displayName = displayName,
                                             .locale = QStringLiteral("en"),
                                             .phonesAllowed = 3,
                                             .securityKeysAllowed = 5},
                                 .password = QStringLiteral("correct horse"),
                                 .phones = {},
                                 .seeds = {}});
    };
    add(QStringLiteral("ada@example.org"), QStringLiteral("Ada Lovelace"));
    add(QStringLiteral("grace@example.org"), QStringLiteral("Grace Hopper"));
}

FakeApis::Person* FakeApis::person()
{
    const auto found = people.find(signedIn);
    return found == people.end() ? nullptr : &*found;
}

QFuture<Result<ServiceDescription>> FakeApis::describe()
{
    return respond<ServiceDescription>(QStringLiteral("describe"), [this] {
        description.serviceTime = m_clock.now();
        return description;
    });
}

QFuture<Result<void>> FakeApis::load()
{
    return respond<void>(QStringLiteral("load"), [this] {
        m_isLoaded = true;
        return done();
    });
}

QFuture<Result<InstallationIdentity>> FakeApis::enrol(const QString& code)
{
    return respond<InstallationIdentity>(QStringLiteral("enrol"), [this, code]() -> Result<InstallationIdentity> {
        if (code != enrolmentCode)
            return failure(ErrorCode::CodeRefused);
        enrolled = InstallationIdentity{.id = QStringLiteral("installation-2"),
                                        .name = QStringLiteral("Own computer"),
                                        .place = QStringLiteral("Room 12"),
                                        .kind = QStringLiteral("desktop")};
        return *enrolled;
    });
}

QFuture<Result<Account>> FakeApis::account()
{
    return respond<Account>(QStringLiteral("account"), [this]() -> Result<Account> {
        if (!person())
            return failure(ErrorCode::TokenInvalid);
        return person()->account;
    });
}

QFuture<Result<void>> FakeApis::setLocale(const QString& locale)
{
    return respond<void>(QStringLiteral("setLocale"), [this, locale]() -> Result<void> {
        if (!person())
            return failure(ErrorCode::TokenInvalid);
        person()->account.locale = locale;
        return done();
    });
}

} // namespace keydesk
