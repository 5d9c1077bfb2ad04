#include "webauthn/webauthndecoys.h"

#include "base/digest.h"
#include "base/sealer.h"
#include "webauthn/webauthnstore.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Shape
{
    qsizetype size;
    QStringList transports;
};

/// Where nobody has a key, everybody's decoy looks like this one.
const Shape plainShape{64, {u"usb"_s}};

/// Another size is another id, and not a part of the same one: it must not look as if it had been cut.
QByteArray decoyId(const QByteArray& seed, int index, qsizetype size)
{
    const QByteArray info = QByteArray::number(index) + ' ' + QByteArray::number(size);
    return hkdf(seed, "security key decoy", info, static_cast<std::size_t>(size)).view().toByteArray();
}

} // namespace

QList<CredentialDescriptor> decoyCredentials(Transaction& transaction, const Sealer& sealer,
                                             const QString& preparedName, const QString& relyingPartyId)
{
    const QByteArray seed = hmac(Hash::Sha256, sealer.derive("security key decoys").view(), preparedName.toUtf8());
    const QString ring = QString::fromLatin1(seed.toBase64(QByteArray::Base64UrlEncoding));
    QList<Shape> shapes;
    for (const StoredSecurityKey& model : WebAuthnStore::usableNear(transaction, ring, relyingPartyId))
        shapes.append({model.credentialId.size(), model.transports});
    if (shapes.isEmpty())
        shapes.append(plainShape);

    QList<CredentialDescriptor> decoys;
    for (const Shape& shape : shapes)
        decoys.append(
            {.id = decoyId(seed, static_cast<int>(decoys.size()), shape.size), .transports = shape.transports});
    return decoys;
}

CredentialRecord decoyRecord(const AssertionAnswer& answer)
{
    // ES256 on the curve's own base point (SEC 2, section 2.4.2), as COSE_Key.
    static const QByteArray basePoint =
        QByteArray::fromHex("a5010203262001215820"
                            "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
                            "225820"
                            "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");
    return {.id = answer.credentialId, .userHandle = answer.userHandle, .publicKey = basePoint};
}

} // namespace keydesk
