#include "fakes/fakeapis.h"

#include <QJsonDocument>
#include <algorithm>

namespace keydesk {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString relyingParty = QStringLiteral("example.org");
const QString origin = QStringLiteral("https://panel.example.org");

QByteArray credentialIn(const QByteArray& answer)
{
    const QString text = QJsonDocument::fromJson(answer)["credentialId"_L1].toString();
    return QByteArray::fromBase64(text.toLatin1(), QByteArray::Base64UrlEncoding);
}

QList<CredentialDescriptor> descriptorsOf(const QList<SecurityKey>& keys)
{
    QList<CredentialDescriptor> descriptors;
    for (const SecurityKey& key : keys)
        if (!key.isLost)
            descriptors.append({.id = key.credentialId});
    return descriptors;
}

bool holds(const FakeApis::Person& person, const QByteArray& credential)
{
    return std::any_of(person.keys.begin(), person.keys.end(),
                       [&](const SecurityKey& key) { return !key.isLost && key.credentialId == credential; });
}

} // namespace

void FakeApis::offerKeys()
{
    description.capabilities += {u"webauthn"_s, u"webauthn-usernameless"_s};
}

SecurityKey FakeApis::addKey(const QString& userName, const QByteArray& credentialId)
{
    Person& owner = people[userName];
    const SecurityKey key{.id = {u"key-%1"_s.arg(++m_number)},
                          .name = u"Key %1"_s.arg(owner.keys.size() + 1),
                          .credentialId = credentialId,
                          .aaguid = QByteArray(16, 'a'),
                          .model = {},
                          .registered = m_clock.now(),
                          .lastUsed = {},
                          .isDiscoverable = true};
    owner.keys.append(key);
    recount(owner);
    return key;
}

AssertionRequest FakeApis::request(const Ceremony& ceremony)
{
    return {.ceremony = ceremony.step.ceremony,
            .challenge = QByteArray::number(++m_number).rightJustified(32, '0'),
            .relyingPartyId = relyingParty,
            .origin = origin,
            .allowed = descriptorsOf(people.value(ceremony.userName).keys),
            .userVerification = userVerification,
            .expires = ceremony.step.expires};
}

/// A request is good for one answer; without a user name, the key says whose it is.
bool FakeApis::acceptsKey(Ceremony& ceremony, const QByteArray& answer)
{
    if (!std::exchange(ceremony.step.assertion, std::nullopt))
        return false;
    const QByteArray credential = credentialIn(answer);
    if (!ceremony.userName.isEmpty())
        return holds(people.value(ceremony.userName), credential);
    for (auto each = people.cbegin(); each != people.cend(); ++each) {
        if (holds(*each, credential)) {
            ceremony.userName = each.key();
            return true;
        }
    }
    return false;
}

QFuture<Result<QList<SecurityKey>>> FakeApis::securityKeys()
{
    return respond<QList<SecurityKey>>(u"securityKeys"_s, [this]() -> Result<QList<SecurityKey>> {
        if (!person())
            return failure(ErrorCode::TokenInvalid);
        return person()->keys;
    });
}

CredentialCreation FakeApis::creationFor(const Person& person)
{
    keyRegistration = CredentialCreation{.ceremony = {u"key-registration-%1"_s.arg(++m_number)},
                                         .challenge = QByteArray(32, 'c'),
                                         .relyingPartyId = relyingParty,
                                         .relyingPartyName = u"Example Corp"_s,
                                         .origin = origin,
                                         .userHandle = QByteArray(32, 'h'),
                                         .userName = person.account.userName,
                                         .displayName = person.account.displayName,
                                         .algorithms = {CoseAlgorithm::Es256},
                                         .excluded = descriptorsOf(person.keys),
                                         .userVerification = userVerification,
                                         .expires = m_clock.now() + 10min};
    return *keyRegistration;
}

QFuture<Result<CredentialCreation>> FakeApis::startKeyRegistration()
{
    return respond<CredentialCreation>(u"startKeyRegistration"_s, [this]() -> Result<CredentialCreation> {
        if (!person())
            return failure(ErrorCode::TokenInvalid);
        if (needsStepUp)
            return failure(ErrorCode::StepUpRequired);
        if (person()->account.securityKeys >= person()->account.securityKeysAllowed)
            return failure(ErrorCode::LimitReached);
        return creationFor(*person());
    });
}

Result<SecurityKey> FakeApis::registered(Person& person, const CreatedCredential& created, const QString& name)
{
    if (!keyRegistration || keyRegistration->ceremony != created.ceremony || m_clock.now() >= keyRegistration->expires)
        return failure(ErrorCode::CeremonyEnded);
    keyRegistration.reset();
    if (holds(person, created.credentialId))
        return Error{.code = ErrorCode::AuthenticatorRefused,
                     .context = u"in memory"_s,
                     .details = {{u"step"_s, u"credential_id_registered"_s}}};
    addKey(person.account.userName, created.credentialId);
    SecurityKey& key = person.keys.last();
    key.isDiscoverable = created.isDiscoverable;
    if (!name.isEmpty())
        key.name = name;
    return key;
}

QFuture<Result<SecurityKey>> FakeApis::finishKeyRegistration(const CreatedCredential& created, const QString& name)
{
    return respond<SecurityKey>(u"finishKeyRegistration"_s, [this, created, name]() -> Result<SecurityKey> {
        if (!person())
            return failure(ErrorCode::TokenInvalid);
        return registered(*person(), created, name);
    });
}

QFuture<Result<void>> FakeApis::cancelKeyRegistration(const CeremonyId& ceremony)
{
    const bool hasToken = person() != nullptr; // At the time of the call.
    return respond<void>(u"cancelKeyRegistration"_s, [this, ceremony, hasToken]() -> Result<void> {
        if (!hasToken)
            return failure(ErrorCode::TokenInvalid);
        if (keyRegistration && keyRegistration->ceremony == ceremony)
            keyRegistration.reset();
        return done();
    });
}

Result<SecurityKey*> FakeApis::findKey(const SecurityKeyId& id)
{
    if (!person())
        return failure(ErrorCode::TokenInvalid);
    for (SecurityKey& key : person()->keys)
        if (key.id == id)
            return &key;
    return failure(ErrorCode::NotFound);
}

QFuture<Result<SecurityKey>> FakeApis::renameKey(const SecurityKeyId& id, const QString& name)
{
    return respond<SecurityKey>(u"renameKey"_s, [this, id, name]() -> Result<SecurityKey> {
        const auto key = findKey(id);
        if (!key)
            return key.error();
        if ((*key)->isLost)
            return failure(ErrorCode::Conflict);
        (*key)->name = name;
        return **key;
    });
}

QFuture<Result<void>> FakeApis::removeKey(const SecurityKeyId& id)
{
    return respond<void>(u"removeKey"_s, [this, id]() -> Result<void> {
        const auto key = findKey(id);
        if (!key)
            return key.error();
        if (!(*key)->isLost && person()->account.goodFactors <= 1)
            return failure(ErrorCode::LastFactor);
        if (!(*key)->isLost && needsStepUp)
            return failure(ErrorCode::StepUpRequired);
        person()->keys.removeIf([&](const SecurityKey& each) { return each.id == id; });
        recount(*person());
        return done();
    });
}

QFuture<Result<void>> FakeApis::reportKeyLost(const SecurityKeyId& id)
{
    return respond<void>(u"reportKeyLost"_s, [this, id]() -> Result<void> {
        const auto key = findKey(id);
        if (!key)
            return key.error();
        (*key)->isLost = true;
        recount(*person());
        return done();
    });
}

} // namespace keydesk
