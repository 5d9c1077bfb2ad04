#include "phonebench.h"

#include "fakes/expect.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

User newPerson(const QString& userName, const QString& displayName, const QString& mail, const QString& locale)
{
    User person;
    person.userName = userName;
    person.displayName = displayName;
    person.mail = mail;
    person.locale = locale;
    return person;
}

} // namespace

PhoneBench::PhoneBench(PhonePolicy policy)
    : service({*database, directory, factors, sealer, outbox, random, std::move(policy)})
{
    const User people[] = {newPerson(u"ada"_s, u"Ada Example"_s, u"ada@example.org"_s, u"en"_s),
                           newPerson(u"grace"_s, u"Grace Example"_s, u"grace@example.org"_s, u"tr"_s),
                           newPerson(u"alan"_s, u"Alan Example"_s, {}, u"en"_s)};
    for (const User& person : people)
        expect(database->write(
            [&](Transaction& transaction) { return directory.add(transaction, person, "no password"); }));
}

User PhoneBench::person(const QString& userName)
{
    return expect(database->read(
        [&](Transaction& transaction) -> Result<User> { return *directory.findByName(transaction, userName); }));
}

Caller PhoneBench::caller(const QString& userName, bool hasStrongProof)
{
    const User user = person(userName);
    Caller caller;
    caller.requestId = u"request"_s;
    caller.address = u"127.0.0.1"_s;
    caller.installation = InstallationId{u"lobby"_s};
    caller.installationName = u"Kiosk 4"_s;
    caller.installationPlace = u"IT office, ground floor"_s;
    caller.user = user.id;
    caller.userName = user.userName;
    caller.token = TokenId{u"token"_s};
    caller.locale = user.locale;
    if (hasStrongProof)
        caller.strongProofAt = database.clock().now() - std::chrono::minutes{1};
    return caller;
}

Result<PhoneRegistration> PhoneBench::started(const Caller& caller)
{
    return expect(service.startRegistration(caller));
}

RegisteredPhone PhoneBench::registered(const Caller& caller, const AppHabits& habits)
{
    const auto registration = expect(service.startRegistration(caller));
    const VirtualPhone app = scanned(registration, habits);
    const Phone phone = expect(service.verifyRegistration(caller, registration.id, code(app)));
    return {phone, app};
}

VirtualPhone PhoneBench::scanned(const PhoneRegistration& registration, const AppHabits& habits)
{
    return expect(VirtualPhone::scan(registration.uri->view(), habits));
}

Result<FactorProof> PhoneBench::signIn(const QString& userName, const Secret& code)
{
    const User user = person(userName);
    Caller anonymous = caller(userName);
    anonymous.user.reset();
    anonymous.token.reset();
    return softOtp.check(anonymous, {user, user.userName, {}, user.locale}, code);
}

int PhoneBench::goodFactors(const QString& userName)
{
    const UserId user = person(userName).id;
    return expect(database->read(
        [&](Transaction& transaction) -> Result<int> { return factors.goodFactors(transaction, user); }));
}

} // namespace keydesk
