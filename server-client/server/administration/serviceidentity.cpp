#include "administration/serviceidentity.h"

#include "administration/serviceidentitystore.h"
#include "audit/auditlog.h"
#include "webauthn/webauthnstore.h"

#include <libpsl.h>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

Error refused(const QString& why)
{
    return {.code = ErrorCode::InvalidRequest, .context = why};
}

Result<QUrl> checkedUrl(const QString& text, const char* setting)
{
    const QUrl url(text, QUrl::StrictMode);
    const QString name = QString::fromLatin1(setting);
    if (!url.isValid() || url.scheme() != u"https"_s || url.host().isEmpty())
        return refused(u"%1 must be an https URL such as https://register.example.org, not \"%2\""_s.arg(name, text));
    const bool hasMore = !url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment() ||
                         !(url.path().isEmpty() || url.path() == u"/"_s);
    if (hasMore)
        return refused(u"%1 must end after the host and the port: %2"_s.arg(name, text));
    QUrl plain = url;
    plain.setPath(QString());
    return plain;
}

QString hostOf(const QUrl& url)
{
    return url.host(QUrl::FullyEncoded).toLower();
}

bool isAddress(const QString& host)
{
    const QString last = host.section(u'.', -1);
    return host.contains(u':') || (!last.isEmpty() && std::ranges::all_of(last, [](QChar c) { return c.isDigit(); }));
}

Result<void> checkedRpId(const QString& rpId, const QUrl& url)
{
    const QString host = hostOf(url);
    if (isAddress(host))
        return refused(u"%1: security keys need a name, an address cannot be a relying party id"_s.arg(host));
    if (!rpIdFits(rpId, host))
        return refused(u"service.rp_id \"%1\" is neither %2 nor a registrable suffix of it"_s.arg(rpId, host));
    return done();
}

} // namespace

bool rpIdFits(const QString& rpId, const QString& host)
{
    if (rpId.isEmpty() || isAddress(host))
        return false;
    if (rpId == host)
        return true;
    if (rpId.startsWith(u'.') || !host.endsWith(u'.' % rpId))
        return false;
    return psl_is_public_suffix2(psl_builtin(), rpId.toUtf8().constData(), PSL_TYPE_ANY) == 0;
}

Result<ServiceIdentity> checkedIdentity(const QString& panelUrl, const QString& identityProviderUrl,
                                        const QString& rpId)
{
    const auto panel = checkedUrl(panelUrl, panelUrlSetting.name);
    if (!panel)
        return panel.error();
    const auto provider =
        identityProviderUrl.isEmpty() ? panel : checkedUrl(identityProviderUrl, identityProviderUrlSetting.name);
    if (!provider)
        return provider.error();
    const ServiceIdentity identity{
        .panelUrl = *panel, .identityProviderUrl = *provider, .rpId = rpId.isEmpty() ? hostOf(*panel) : rpId.toLower()};
    for (const QUrl& each : {identity.panelUrl, identity.identityProviderUrl}) {
        if (auto fits = checkedRpId(identity.rpId, each); !fits)
            return fits.error();
    }
    return identity;
}

Result<ServiceIdentity> identityFrom(const Settings& settings)
{
    return checkedIdentity(settings.value(panelUrlSetting), settings.value(identityProviderUrlSetting),
                           settings.value(rpIdSetting));
}

Result<void> settleRpId(Database& database, const Caller& caller, const QString& rpId, bool mayChange)
{
    return database.write([&](Transaction& transaction) -> Result<void> {
        const auto before = ServiceIdentityStore::rpId(transaction);
        if (before == rpId)
            return done();
        if (!before) {
            ServiceIdentityStore::setRpId(transaction, rpId);
            AuditLog::append(transaction, caller, {.event = u"service.rp_id_set"_s, .details = {{u"rpId"_s, rpId}}});
            return done();
        }
        const qint64 keysLost = WebAuthnStore::countFor(transaction, *before);
        if (!mayChange)
            return Error{ErrorCode::Conflict,
                         u"service.rp_id is now %1, security keys were made for %2. %3 of them would never work again. "
                         "Start once with --change-rp-id if that is meant."_s.arg(rpId, *before)
                             .arg(keysLost)};
        ServiceIdentityStore::setRpId(transaction, rpId);
        AuditLog::append(transaction, caller,
                         {.event = u"service.rp_id_changed"_s,
                          .details = {{u"from"_s, *before}, {u"to"_s, rpId}, {u"keysLost"_s, keysLost}}});
        return done();
    });
}

} // namespace keydesk
