#include "statements.h"

#include "base/digest.h"
#include "cborwriter.h"
#include "webauthn/tpmstructures.h"

#include <QtEndian>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

CborValue algorithmItem(const TestKey& key)
{
    return cborNumber(static_cast<qint64>(key.algorithm()));
}

template <typename Number>
QByteArray bigEndian(Number number)
{
    QByteArray bytes(sizeof number, '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

QByteArray sized(const QByteArray& content)
{
    return bigEndian(static_cast<quint16>(content.size())) + content;
}

/// TPMT_PUBLIC without symmetric algorithm or scheme.
QByteArray publicArea(const TestKey& key, quint16 nameAlgorithm)
{
    const QByteArray none = QByteArray::fromHex("0010");
    const QByteArray attributes = QByteArray::fromHex("00040472");
    if (key.algorithm() == CoseAlgorithm::Rs256)
        return bigEndian(quint16{0x0001}) + bigEndian(nameAlgorithm) + attributes + sized({}) + none + none +
               bigEndian(quint16{2048}) + bigEndian(quint32{0}) + sized(key.modulus());
    const QByteArray point = key.point();
    const qsizetype half = point.size() / 2;
    const quint16 curve = key.algorithm() == CoseAlgorithm::Es256 ? 3 : key.algorithm() == CoseAlgorithm::Es384 ? 4 : 5;
    return bigEndian(quint16{0x0023}) + bigEndian(nameAlgorithm) + attributes + sized({}) + none +
           QByteArray::fromHex("0018000b") + bigEndian(curve) + none + sized(point.sliced(1, half)) +
           sized(point.sliced(1 + half));
}

} // namespace

CborValue noStatement()
{
    return CborValue(CborValue::Map{});
}

CborValue packedSelfStatement(const RegistrationDraft& draft)
{
    return cborMap({{"alg", algorithmItem(draft.key)}, {"sig", cborBytesItem(draft.key.sign(draft.signedBytes()))}});
}

CborValue packedStatement(const RegistrationDraft& draft, const TestCertificate& leaf)
{
    return cborMap({{"alg", algorithmItem(leaf.key)},
                    {"sig", cborBytesItem(leaf.key.sign(draft.signedBytes()))},
                    {"x5c", cborArray({cborBytesItem(leaf.der())})}});
}

CborValue fidoU2fStatement(const RegistrationDraft& draft, const TestCertificate& leaf)
{
    const QByteArray message =
        '\0' + draft.authenticator.relyingPartyIdHash + draft.clientDataHash() + draft.credentialId + draft.key.point();
    return cborMap({{"x5c", cborArray({cborBytesItem(leaf.der())})}, {"sig", cborBytesItem(leaf.key.sign(message))}});
}

CertificateWishes tpmCertificate()
{
    return {.subject = {},
            .purpose = "2.23.133.8.3",
            .alternativeNames = {{"2.23.133.2.1", u"id:414D4400"_s},
                                 {"2.23.133.2.2", u"Example TPM"_s},
                                 {"2.23.133.2.3", u"id:00010002"_s}}};
}

CborValue tpmStatement(const RegistrationDraft& draft, const TestCertificate& leaf, const TpmWishes& wishes)
{
    const CoseAlgorithm algorithm = wishes.algorithm.value_or(leaf.key.algorithm());
    const QByteArray area = publicArea(wishes.otherKey.value_or(draft.key), wishes.nameAlgorithm);
    const QByteArray info = bigEndian(wishes.magic) + bigEndian(wishes.type) + sized("signer") +
                            sized(wishes.extraData.value_or(messageDigest(algorithm, draft.signedBytes()))) +
                            QByteArray(17 + 8, '\x01') +
                            sized(wishes.name.value_or(tpmName(wishes.nameAlgorithm, area))) + sized("qualified");
    return cborMap({{"ver", cborText("2.0")},
                    {"alg", cborNumber(static_cast<qint64>(algorithm))},
                    {"x5c", cborArray({cborBytesItem(leaf.der())})},
                    {"sig", cborBytesItem(leaf.key.sign(info, algorithm))},
                    {"certInfo", cborBytesItem(info)},
                    {"pubArea", cborBytesItem(area)}});
}

QByteArray androidPurposes(const QList<char>& purposes)
{
    QByteArray numbers;
    for (const char each : purposes)
        numbers += der(0x02, QByteArray(1, each));
    return der(0xa1, der(0x31, numbers));
}

QByteArray androidOrigin(char origin)
{
    const QByteArray number = der(0x02, QByteArray(1, origin));
    return QByteArray::fromHex("bf853e") + static_cast<char>(number.size()) + number; // [702]
}

QByteArray androidAllApplications()
{
    return QByteArray::fromHex("bf8458020500"); // [600] NULL
}

AndroidWishes rightAndroidWishes()
{
    return {.hardware = androidPurposes({2}) + androidOrigin(0)};
}

CborValue androidStatement(const RegistrationDraft& draft, const TestCertificate& issuer, const TestKey& certifiedKey,
                           const AndroidWishes& wishes)
{
    const QByteArray description =
        der(0x30, QByteArray::fromHex("0202012c0a01010202012c0a0101") +
                      der(0x04, wishes.challenge.value_or(draft.clientDataHash())) + der(0x04, {}) +
                      der(0x30, wishes.software) + der(0x30, wishes.hardware));
    CertificateWishes certificate;
    if (!wishes.isWithoutDescription)
        certificate.extensions = {{"1.3.6.1.4.1.11129.2.1.17", description}};
    const TestCertificate leaf = issued(issuer, certificate, certifiedKey);
    return cborMap({{"alg", algorithmItem(certifiedKey)},
                    {"sig", cborBytesItem(certifiedKey.sign(draft.signedBytes()))},
                    {"x5c", cborArray({cborBytesItem(leaf.der())})}});
}

CborValue appleStatement(const RegistrationDraft& draft, const TestCertificate& issuer, const TestKey& certifiedKey,
                         const std::optional<QByteArray>& nonce)
{
    const QByteArray value = nonce.value_or(digest(Hash::Sha256, draft.signedBytes()));
    const TestCertificate leaf = issued(
        issuer, {.extensions = {{"1.2.840.113635.100.8.2", der(0x30, der(0xa1, der(0x04, value)))}}}, certifiedKey);
    return cborMap({{"x5c", cborArray({cborBytesItem(leaf.der())})}});
}

CertificateWishes::Extension modelExtension(const QByteArray& aaguid, bool isCritical)
{
    return {"1.3.6.1.4.1.45724.1.1.4", der(0x04, aaguid), isCritical};
}

} // namespace keydesk
