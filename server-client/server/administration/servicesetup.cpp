#include "administration/servicesetup.h"

#include "administration/databasesettings.h"
#include "administration/installationservice.h"
#include "audit/auditcheckpoints.h"
#include "base/random.h"
#include "base/sealer.h"
#include "base/secretfile.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

const QString firstInstallation = u"First administrator"_s;

Error refused(const QString& why)
{
    return {.code = ErrorCode::InvalidRequest, .context = why};
}

QString quoted(QString text)
{
    return u'"' % text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s) % u'"';
}

QString tomlText(SettingDeclaration::Type type, const QString& value)
{
    switch (type) {
    case SettingDeclaration::Type::Boolean:
    case SettingDeclaration::Type::Integer:
        return value;
    case SettingDeclaration::Type::Text:
    case SettingDeclaration::Type::Duration:
        return quoted(value);
    case SettingDeclaration::Type::TextList:
        break;
    }
    QStringList items = value.split(u',', Qt::SkipEmptyParts);
    for (QString& item : items)
        item = quoted(item.trimmed());
    return u'[' % items.join(u", "_s) % u']';
}

Result<QMap<QString, QString>> asToml(Settings::Declarations declarations, const QMap<QString, QString>& values)
{
    QMap<QString, QString> texts;
    for (auto [name, value] : values.asKeyValueRange()) {
        const auto known = std::ranges::find_if(
            declarations, [&](const SettingDeclaration* each) { return QLatin1StringView(each->name) == name; });
        if (known == declarations.end())
            return refused(u"there is no setting %1; --example-config lists them"_s.arg(name));
        if (value.contains(u'\n') || value.contains(QChar::Null))
            return refused(u"the value of %1 must be one line"_s.arg(name));
        texts.insert(name, tomlText((*known)->type, value));
    }
    return texts;
}

Caller serviceItself()
{
    Caller caller;
    caller.requestId = u"init"_s;
    return caller;
}

} // namespace

ServiceSetup::ServiceSetup(Settings::Declarations declarations, Random& random)
    : m_declarations(declarations), m_random(random)
{
}

Result<QByteArray> ServiceSetup::settingsFile(Settings::Declarations declarations, const QMap<QString, QString>& values)
{
    const auto texts = asToml(declarations, values);
    if (!texts)
        return texts.error();
    QString section;
    QStringList lines = QString::fromUtf8(Settings::example(declarations)).split(u'\n');
    for (QString& line : lines) {
        if (line.startsWith(u'[') && line.endsWith(u']'))
            section = line.mid(1, line.size() - 2);
        const qsizetype equals = line.indexOf(u" = "_s);
        if (!line.startsWith(u'#') || equals < 0)
            continue;
        const QString key = line.mid(1, equals - 1);
        if (const auto value = texts->constFind(section % u'.' % key); value != texts->constEnd())
            line = key % u" = "_s % *value;
    }
    return lines.join(u'\n').toUtf8();
}

Result<EnrolmentCode> ServiceSetup::run(const SetupWishes& wishes)
{
    const auto identity = checkedIdentity(wishes.panelUrl, wishes.identityProviderUrl, wishes.rpId);
    if (!identity)
        return identity.error();
    const QString folder = QFileInfo(wishes.dataFolder).absoluteFilePath();
    if (QFileInfo::exists(folder))
        return refused(u"%1 exists already; init never changes what is there"_s.arg(folder));
    const auto owner = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
    if (!QDir().mkdir(folder, owner))
        return refused(u"cannot make %1; does the folder that holds it exist?"_s.arg(folder));
    auto code = fill(folder, wishes.settings, *identity);
    if (!code)
        QDir(folder).removeRecursively();
    return code;
}

Result<EnrolmentCode> ServiceSetup::fill(const QDir& folder, QMap<QString, QString> values,
                                         const ServiceIdentity& identity)
{
    values.insert(QString::fromLatin1(panelUrlSetting.name), identity.panelUrl.toString());
    values.insert(QString::fromLatin1(identityProviderUrlSetting.name), identity.identityProviderUrl.toString());
    values.insert(QString::fromLatin1(rpIdSetting.name), identity.rpId);
    const QString databaseUrl = QString::fromLatin1(settings::databaseUrl.name);
    if (!values.contains(databaseUrl))
        values.insert(databaseUrl, u"sqlite:"_s + folder.filePath(u"keydesk.db"_s));

    const auto text = settingsFile(m_declarations, values);
    if (!text)
        return text.error();
    const QString settingsPath = folder.filePath(u"keydeskd.toml"_s);
    if (auto written = writeSecretFile(settingsPath, Secret::copyOf(*text)); !written)
        return written.error();
    const auto settings = Settings::load(settingsPath, m_declarations);
    if (!settings)
        return settings.error();

    KeyRing keys = KeyRing::create(m_random);
    if (auto saved = keys.save(settings->path(masterKeyFileSetting)); !saved)
        return saved.error();
    const SystemClock clock;
    auto database = Database::open(databaseSettings(*settings, clock));
    if (!database)
        return database.error();
    if (auto settled = settleRpId(**database, serviceItself(), identity.rpId, false); !settled)
        return settled.error();

    const Sealer sealer(std::move(keys), m_random);
    InstallationService installations(**database, sealer, m_random);
    auto code =
        installations.createCode(serviceItself(), firstInstallation, QString(), InstallationKind::Administration);
    // The first checkpoint makes the key that signs the audit log.
    if (auto made = AuditCheckpoints(**database, sealer).signIfDue(); !made)
        return made.error();
    return code;
}

} // namespace keydesk
