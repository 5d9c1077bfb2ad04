#include "webauthn/metadatasettings.h"

#include <QFile>
#include <QUrl>
#include <algorithm>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

Error refused(const QString& why)
{
    return {.code = ErrorCode::InvalidRequest, .context = why};
}

} // namespace

Result<MetadataSource> metadataSource(const Settings& values)
{
    MetadataSource source{
        .url = values.value(settings::metadataUrl),
        .file = values.path(settings::metadataFile),
        .caFile = values.path(settings::metadataCaFile),
        .interval = std::clamp<std::chrono::milliseconds>(values.value(settings::metadataInterval), 1h, 30 * 24h),
        .signer = {.anchors = {}, .host = values.value(settings::metadataHost)},
        .cacheFile = values.path(settings::metadataCacheFile)};
    if (!source.isConfigured())
        return source;
    const QUrl url(source.url, QUrl::StrictMode);
    if (!source.url.isEmpty() && (!url.isValid() || url.scheme() != u"https" || url.host().isEmpty()))
        return refused(u"webauthn.metadata_url must be an https address"_s);
    if (!source.url.isEmpty() && !source.file.isEmpty())
        return refused(
            u"webauthn.metadata_url and webauthn.metadata_file are both set: metadata comes from one place"_s);
    QFile file(values.path(settings::metadataAnchorFile));
    auto anchors = file.open(QIODevice::ReadOnly) ? TrustAnchors::fromPem(file.readAll())
                                                  : Result<TrustAnchors>(refused(file.errorString()));
    if (!anchors)
        return refused(
            u"webauthn.metadata_anchor_file: %1 is no readable certificate in PEM form"_s.arg(file.fileName()));
    source.signer.anchors = anchors.take();
    return source;
}

} // namespace keydesk
