#include "administration/brandingsettings.h"

#include <QFile>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

constexpr qint64 largestLogo = 64 * 1024;

Error refused(const Setting<QString>& setting, const QString& why)
{
    return {.code = ErrorCode::InvalidRequest, .context = QString::fromLatin1(setting.name) % u": "_s % why};
}

Result<QUrl> link(const Settings& settings, const Setting<QString>& setting)
{
    const QString text = settings.value(setting);
    if (text.isEmpty())
        return QUrl();
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.scheme() != u"https"_s || url.host().isEmpty())
        return refused(setting, u"not an https link"_s);
    return url;
}

Result<QByteArray> logo(const Settings& settings)
{
    const QString path = settings.path(logoFileSetting);
    if (path.isEmpty())
        return QByteArray();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refused(logoFileSetting, u"cannot read "_s % path);
    const QByteArray svg = file.read(largestLogo + 1);
    if (svg.size() > largestLogo || !svg.contains("<svg"))
        return refused(logoFileSetting, path % u" is not an SVG file of at most 64 KiB"_s);
    return svg;
}

} // namespace

Result<Branding> brandingFrom(const Settings& settings)
{
    static const QRegularExpression colour(u"^(#[0-9A-Fa-f]{6})?$"_s);
    const QString accent = settings.value(accentSetting);
    if (!colour.match(accent).hasMatch())
        return refused(accentSetting, u"not a colour of the form #RRGGBB"_s);
    const auto appStore = link(settings, appStoreSetting);
    if (!appStore)
        return appStore.error();
    const auto playStore = link(settings, playStoreSetting);
    if (!playStore)
        return playStore.error();
    const auto svg = logo(settings);
    if (!svg)
        return svg.error();
    return Branding{.organisation = settings.value(organisationSetting),
                    .authenticatorName = settings.value(authenticatorNameSetting),
                    .appStore = *appStore,
                    .playStore = *playStore,
                    .accent = accent,
                    .logoSvg = *svg,
                    .helpDesk = settings.value(helpDeskSetting)};
}

} // namespace keydesk
