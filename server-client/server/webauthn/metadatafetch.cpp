#include "webauthn/metadatafetch.h"

#include "outbox/curltransfer.h"

#include <QFile>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds longestWait = 20s;
constexpr long httpOk = 200;

Error unreachable(const QString& why)
{
    return {.code = ErrorCode::Unavailable, .context = why, .details = {{u"reason"_s, u"unreachable"_s}}};
}

Result<QByteArray> readFile(const QString& name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return unreachable(name + u": "_s + file.errorString());
    return file.read(largestMetadataBlob + 1);
}

} // namespace

Result<QByteArray> fetchMetadata(const MetadataSource& source, const std::atomic<bool>& shouldStop)
{
    if (!source.file.isEmpty())
        return readFile(source.file);
    QByteArray blob;
    CurlTransfer transfer;
    transfer.begin({source.url, source.caFile, longestWait});
    transfer.setDownload(blob, largestMetadataBlob);
    const CurlTransfer::Ending ending = transfer.run(shouldStop);
    if (blob.size() > largestMetadataBlob)
        return blob; // Verifying it says what is wrong.
    if (!ending.isOk)
        return unreachable(source.url + u": "_s + ending.problem);
    if (ending.status != httpOk)
        return unreachable(source.url + u" answered "_s + QString::number(ending.status));
    return blob;
}

} // namespace keydesk
