#include "metadataathand.h"

#include "fakes/keyathand.h"

#include <QFile>
#include <QSslCertificate>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

void write(const QString& name, const QByteArray& content)
{
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(name));
}

} // namespace

MetadataAtHand::MetadataAtHand()
{
    write(m_folder.filePath(u"root.pem"_s), QSslCertificate(m_blob.authority.der(), QSsl::Der).toPem());
    put(1, {});
}

QStringList MetadataAtHand::settings() const
{
    return {u"webauthn.metadata_file="_s + file(),
            u"webauthn.metadata_anchor_file="_s + m_folder.filePath(u"root.pem"_s)};
}

void MetadataAtHand::put(int number, const QByteArray& statusReports)
{
    putBytes(bytes(number, statusReports));
}

QByteArray MetadataAtHand::bytes(int number, const QByteArray& statusReports) const
{
    return m_blob.with(metadataPayload(number, "2040-01-01", entryOf(statusReports))).bytes();
}

void MetadataAtHand::putBytes(const QByteArray& blob)
{
    write(file(), blob);
}

QByteArray MetadataAtHand::entryOf(const QByteArray& statusReports)
{
    const QByteArray root = QSslCertificate::fromPath(KeyAtHand::rootFile()).constFirst().toDer().toBase64();
    return R"({"aaguid": "4b455944-4553-4b2d-5649-525455414c31", "metadataStatement": {"description": "Virtual Key",
        "attestationRootCertificates": [")" +
           root + R"("]}, "statusReports": [)" + statusReports + "]}";
}

} // namespace keydesk
