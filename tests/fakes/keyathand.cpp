#include "fakes/keyathand.h"

#include "base/random.h"
#include "virtual/key/ctap.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

using virtualkey::Cbor;

/// One maker of keys for the whole program.
const QTemporaryDir& makersFolder()
{
    static const QTemporaryDir folder;
    return folder;
}

virtualkey::Signer signerFor(const virtualkey::KeyModel& model)
{
    auto maker = virtualkey::Manufacturer::open(makersFolder().path());
    auto signer = maker ? virtualkey::Signer::open(model, *maker) : Result<virtualkey::Signer>(maker.error());
    if (!signer)
        qFatal("no maker of keys: %s", qPrintable(signer.error().context));
    return signer.take();
}

QByteArray sha256Of(const QByteArray& bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

QByteArray randomId()
{
    return SystemRandom().bytes(48);
}

QString base64Url(const QByteArray& bytes)
{
    return QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

} // namespace

KeyAtHand::KeyAtHand(const virtualkey::KeyModel& model) : m_model(model), m_signer(signerFor(model)) {}

QString KeyAtHand::rootFile()
{
    (void)signerFor({});
    return virtualkey::Manufacturer::rootFile(makersFolder().path());
}

QByteArray KeyAtHand::clientData(const char* type, const QByteArray& challenge, const QString& askedOrigin) const
{
    return QJsonDocument(QJsonObject{{u"type"_s, QLatin1StringView(type)},
                                     {u"challenge"_s, base64Url(challenge)},
                                     {u"origin"_s, origin.value_or(askedOrigin)},
                                     {u"crossOrigin"_s, false}})
        .toJson(QJsonDocument::Compact);
}

CreatedCredential KeyAtHand::create(const CredentialCreation& creation)
{
    const bool isDiscoverable = creation.residentKey != Requirement::Discouraged;
    const virtualkey::Credential credential{.id = randomId(),
                                            .relyingPartyHash = sha256Of(creation.relyingPartyId.toUtf8()),
                                            .relyingPartyId = creation.relyingPartyId,
                                            .user = {.id = creation.userHandle},
                                            .isDiscoverable = isDiscoverable,
                                            .key = virtualkey::KeyPair::generate(virtualkey::Algorithm::Es256),
                                            .counter = 1};
    m_credentials.append(credential);
    const QByteArray json = clientData("webauthn.create", creation.challenge, creation.origin);
    const Cbor made = m_signer.attest(credential, {.isPresent = true, .isVerified = isVerifying}, {}, sha256Of(json));
    const Cbor object =
        Cbor::Map{{u"fmt"_s, *made.find(1)}, {u"authData"_s, *made.find(2)}, {u"attStmt"_s, *made.find(3)}};
    return {.ceremony = creation.ceremony,
            .credentialId = credential.id,
            .clientDataJson = json,
            .attestationObject = object.encode(),
            .transports = transports,
            .isDiscoverable = isDiscoverable};
}

virtualkey::Credential* KeyAtHand::credentialFor(const AssertionRequest& request)
{
    for (auto each = m_credentials.rbegin(); each != m_credentials.rend(); ++each) {
        const bool isAllowed = std::any_of(request.allowed.begin(), request.allowed.end(),
                                           [&](const CredentialDescriptor& one) { return one.id == each->id; });
        if (isAllowed || (request.allowed.isEmpty() && each->isDiscoverable))
            return &*each;
    }
    return nullptr;
}

AssertionAnswer KeyAtHand::answer(const AssertionRequest& request)
{
    const QByteArray json = clientData("webauthn.get", request.challenge, request.origin);
    virtualkey::Credential* credential = credentialFor(request);
    virtualkey::Credential none{.id = request.allowed.isEmpty() ? randomId() : request.allowed.first().id,
                                .relyingPartyHash = sha256Of(request.relyingPartyId.toUtf8()),
                                .user = {.id = randomId()},
                                .key = virtualkey::KeyPair::generate(virtualkey::Algorithm::Es256)};
    if (!credential)
        credential = &none;
    ++credential->counter;
    const auto made =
        m_signer.assertion(*credential, {.isPresent = true, .isVerified = isVerifying}, {}, sha256Of(json));
    return {.ceremony = request.ceremony,
            .credentialId = credential->id,
            .clientDataJson = json,
            .authenticatorData = made.data,
            .signature = made.signature,
            .userHandle = credential->isDiscoverable || request.allowed.isEmpty() ? credential->user.id : QByteArray()};
}

} // namespace keydesk
