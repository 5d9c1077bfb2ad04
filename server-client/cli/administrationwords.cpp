#include "cli/administrationwords.h"

#include "cli/table.h"

#include <QJsonDocument>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

/// "password, then soft_otp or mail_code"
QString factorsOf(const ApplicationProfile& profile)
{
    QStringList factors;
    for (const QList<Method>& methods : profile.factors) {
        QStringList names;
        for (const Method method : methods)
            names.append(methodName(method));
        factors.append(names.join(u" or "_s));
    }
    return factors.join(u", then "_s);
}

QString groupsOf(const ApplicationProfile& profile)
{
    return profile.groups.isEmpty() ? u"everybody"_s : profile.groups.join(u", "_s);
}

QString stateOf(const SecurityKey& key)
{
    if (key.isLost)
        return u"lost"_s;
    return key.alerts.isEmpty() ? u"active"_s : key.alerts.join(u", "_s);
}

QString lastUseOf(const SecurityKey& key)
{
    return key.lastUsed ? shownTime(toMilliseconds(*key.lastUsed)) : QString();
}

/// "Firefox, Windows, Ankara", or the place of a panel.
QString whereOf(const Session& session)
{
    QStringList parts{session.browser, session.system, session.place, session.city};
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

QString applicationsOf(const Session& session)
{
    QStringList names;
    for (const ReachedProvider& provider : session.providers)
        names.append(provider.name.isEmpty() ? provider.entityId : provider.name);
    return names.join(u", "_s);
}

} // namespace

QString tableOf(const QList<User>& users)
{
    Table table({u"USER NAME"_s, u"NAME"_s, u"MAIL"_s, u"LANGUAGE"_s, u"ROLE"_s, u"GROUPS"_s, u"STATE"_s});
    for (const User& user : users)
        table.add({user.userName, user.displayName, user.mail, user.locale, roleName(user.role),
                   user.groups.join(u", "_s), user.isDisabled ? u"disabled"_s : u"active"_s});
    return table.text();
}

QString tableOf(const QList<ApplicationProfile>& profiles)
{
    Table table({u"TYPE"_s, u"POSITION"_s, u"NAME"_s, u"FACTORS"_s, u"APPLIES TO"_s, u"ID"_s});
    for (const ApplicationProfile& profile : profiles)
        table.add({profileTypeName(profile.type), QString::number(profile.position), profile.name, factorsOf(profile),
                   groupsOf(profile), profile.id.value});
    return table.text();
}

QString tableOf(const QList<Installation>& installations)
{
    Table table({u"NAME"_s, u"PLACE"_s, u"KIND"_s, u"ENROLLED (UTC)"_s, u"LAST SEEN (UTC)"_s, u"STATE"_s, u"ID"_s});
    for (const Installation& installation : installations)
        table.add({installation.name, installation.place, installationKindName(installation.kind),
                   shownTime(toMilliseconds(installation.enrolled)),
                   installation.lastSeen ? shownTime(toMilliseconds(*installation.lastSeen)) : QString(),
                   installation.isRevoked ? u"revoked"_s : u"active"_s, installation.id.value});
    return table.text();
}

QString tableOf(const QList<AuditRecord>& records)
{
    Table table({u"NUMBER"_s, u"TIME (UTC)"_s, u"EVENT"_s, u"ACTOR"_s, u"SUBJECT"_s, u"INSTALLATION"_s, u"ADDRESS"_s,
                 u"DETAILS"_s});
    for (const AuditRecord& record : records) {
        const QByteArray details = QJsonDocument(record.details).toJson(QJsonDocument::Compact);
        table.add({QString::number(record.number), shownTime(toMilliseconds(record.time)), record.event, record.actor,
                   record.subject, record.installation, record.address,
                   record.details.isEmpty() ? QString() : QString::fromUtf8(details)});
    }
    return table.text();
}

QString tableOf(const QList<SecurityKey>& keys)
{
    Table table({u"NAME"_s, u"MODEL"_s, u"REGISTERED (UTC)"_s, u"LAST USED (UTC)"_s, u"STATE"_s, u"ID"_s});
    for (const SecurityKey& key : keys)
        table.add({key.name, key.model, shownTime(toMilliseconds(key.registered)), lastUseOf(key), stateOf(key),
                   key.id.value});
    return table.text();
}

QString tableOf(const QList<AffectedKey>& keys)
{
    Table table(
        {u"USER NAME"_s, u"NAME"_s, u"MODEL"_s, u"REGISTERED (UTC)"_s, u"LAST USED (UTC)"_s, u"STATE"_s, u"ID"_s});
    for (const AffectedKey& affected : keys) {
        const SecurityKey& key = affected.key;
        table.add({affected.userName, key.name, key.model, shownTime(toMilliseconds(key.registered)), lastUseOf(key),
                   stateOf(key), key.id.value});
    }
    return table.text();
}

QString tableOf(const QList<Session>& sessions)
{
    Table table({u"USER NAME"_s, u"WHERE"_s, u"ADDRESS"_s, u"COUNTRY"_s, u"SIGNED IN (UTC)"_s, u"LAST ACTIVE (UTC)"_s,
                 u"APPLICATIONS"_s, u"ID"_s});
    for (const Session& session : sessions)
        table.add({session.userName, whereOf(session), session.address, session.country,
                   shownTime(toMilliseconds(session.signedIn)), shownTime(toMilliseconds(session.lastActive)),
                   applicationsOf(session), session.id.value});
    return table.text();
}

QString describe(const ApplicationProfile& profile)
{
    return u"Name:        %1\nType:        %2\nPosition:    %3\nAsks for:    %4\nApplies to:  %5\nId:          %6\n"_s
        .arg(shown(profile.name), profileTypeName(profile.type), QString::number(profile.position), factorsOf(profile),
             shown(groupsOf(profile)), shown(profile.id.value));
}

QString describe(const AuthenticatorMetadata& metadata)
{
    if (!metadata.isConfigured)
        return u"No source of metadata is set: webauthn.metadata_url or webauthn.metadata_file.\n"_s;
    QString text = u"None was accepted yet.\n"_s;
    if (metadata.hasMetadata)
        text = u"Number:      %1\nModels:      %2\nRenewed by:  %3%4\n"_s.arg(
            QString::number(metadata.number), QString::number(metadata.models), shown(metadata.nextUpdate),
            metadata.isOverdue ? u" (that is over)"_s : QString());
    if (metadata.refreshed)
        text += u"Refreshed:   %1 (UTC)\n"_s.arg(shownTime(toMilliseconds(*metadata.refreshed)));
    if (!metadata.problem.isEmpty())
        text += u"Last time:   %1\n"_s.arg(shown(metadata.problem));
    return text;
}

QString describe(const AuditVerdict& verdict)
{
    if (verdict.isIntact)
        return u"Intact: %1 records.\nHead: %2\n"_s.arg(QString::number(verdict.records), shown(verdict.head));
    QString text = u"NOT INTACT: %1\n"_s.arg(shown(verdict.problem));
    if (verdict.firstBroken > 0)
        text += u"The first record that does not fit is number %1.\n"_s.arg(verdict.firstBroken);
    return text;
}

} // namespace keydesk
