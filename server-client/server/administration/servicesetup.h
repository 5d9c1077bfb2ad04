#pragma once

#include "administration/serviceidentity.h"
#include "base/settings.h"
#include "protocol/administration.h"

#include <QDir>
#include <QMap>

namespace keydesk {

class Random;

inline const Setting<QString> masterKeyFileSetting{
    "service.master_key_file", QStringLiteral("master.keys"),
    "The master keys that seal secrets in the database. Without this file they are lost: keep a copy apart from the "
    "database's. Readable by the service's account alone."};

/// What `keydeskd init` was told.
struct SetupWishes
{
    QString dataFolder; ///< Must not exist; its parent must.
    QString panelUrl;
    QString identityProviderUrl;     ///< Empty: the same as panelUrl.
    QString rpId;                    ///< Empty: the host of panelUrl.
    QMap<QString, QString> settings; ///< Others by name ("mail.server"), as text; texts of a list are split at commas.
};

/// `keydeskd init`: makes the data folder (0700) with the master keys (0600) and the settings file keydeskd.toml,
/// creates the database, and gives the code with which the first installation of kind administration enrols. Leaves
/// nothing behind when it fails, except in a PostgreSQL database.
class ServiceSetup
{
public:
    ServiceSetup(Settings::Declarations declarations, Random& random);

    Result<EnrolmentCode> run(const SetupWishes& wishes);

    /// The documented example with these values instead of the defaults. InvalidRequest for a name that is no setting.
    static Result<QByteArray> settingsFile(Settings::Declarations declarations, const QMap<QString, QString>& values);

private:
    Result<EnrolmentCode> fill(const QDir& folder, QMap<QString, QString> values, const ServiceIdentity& identity);

    Settings::Declarations m_declarations;
    Random& m_random;
};

} // namespace keydesk
