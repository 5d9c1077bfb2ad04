// FIDO metadata: the signed BLOB (first byte even) and its content (first byte odd). Must hold: only what was signed
// gets through; whatever the content, it can be asked.

#include "webauthn/metadata.h"
#include "webauthn/metadatablob.h"

#include <QFile>
#include <cstdint>
#include <cstdlib>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Instant inItsTime{std::chrono::sys_days{std::chrono::year{2030} / 1 / 1}};

void require(bool holds)
{
    if (!holds)
        std::abort();
}

QByteArray contentOf(const QString& name)
{
    QFile file(QStringLiteral(KEYDESK_TEST_DATA "/webauthn/") % name);
    require(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

void readBlob(const QByteArray& blob)
{
    static const MetadataSigner signer{.anchors = TrustAnchors::fromPem(contentOf(u"metadata-root.pem"_s)).take()};
    static const QByteArray signedPayload = verifiedPayload(contentOf(u"metadata.jwt"_s), signer, inItsTime).take();
    const auto payload = verifiedPayload(blob, signer, inItsTime);
    require(!payload || *payload == signedPayload);
}

void readContent(const QByteArray& json)
{
    const auto metadata = Metadata::fromPayload(json);
    if (!metadata)
        return;
    require(metadata->number() >= 0 && metadata->nextUpdate().isValid());
    (void)metadata->isOverdue(inItsTime);
    const QByteArray model = QByteArray::fromHex("c0ffee00112233445566778899aabbcc");
    const MetadataEntry* entry = metadata->find(model, {});
    require(!entry || entry->aaguid == model);
    if (entry)
        (void)refusedStatus(*entry, defaultRefusedStatuses(), inItsTime);
    (void)metadata->find(QByteArray(16, '\0'), {QByteArray(20, 'k')});
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray rest(reinterpret_cast<const char*>(bytes) + 1, static_cast<qsizetype>(size) - 1);
    if (bytes[0] % 2 == 0)
        readBlob(rest);
    else
        readContent(rest);
    return 0;
}
