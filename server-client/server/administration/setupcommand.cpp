#include "administration/setupcommand.h"

#include "administration/brandingsettings.h"
#include "administration/databasesettings.h"
#include "administration/servicesetup.h"
#include "base/random.h"

#include <QCommandLineParser>
#include <QFileInfo>
#include <QTextStream>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

/// An option that is another name for a setting.
struct SettingOption
{
    QString option;
    QString setting;
    bool isFile = false; ///< Then it is relative to where the command runs, not to the settings file.
};

const QList<SettingOption>& settingOptions()
{
    static const QList<SettingOption> options{
        {.option = u"database"_s, .setting = QString::fromLatin1(settings::databaseUrl.name)},
        {.option = u"organisation"_s, .setting = QString::fromLatin1(organisationSetting.name)},
        {.option = u"certificate"_s, .setting = u"http.certificate_file"_s, .isFile = true},
        {.option = u"certificate-key"_s, .setting = u"http.key_file"_s, .isFile = true}};
    return options;
}

void describeOptions(QCommandLineParser& parser)
{
    parser.setApplicationDescription(u"Sets up a new registration service."_s);
    parser.addHelpOption();
    parser.addOptions(
        {{u"data"_s, u"The folder to make; it must not exist."_s, u"folder"_s},
         {u"panel-url"_s, u"Where people find the panel: https://register.example.org"_s, u"url"_s},
         {u"identity-provider-url"_s, u"Where the identity provider is; the panel's URL if not given."_s, u"url"_s},
         {u"rp-id"_s, u"Relying party id of security keys; the panel's host if not given."_s, u"name"_s},
         {u"database"_s, u"postgresql://… or sqlite:/path; a file in the folder if not given."_s, u"url"_s},
         {u"organisation"_s, u"The organisation's name."_s, u"name"_s},
         {u"certificate"_s, u"TLS certificate with its chain, PEM."_s, u"file"_s},
         {u"certificate-key"_s, u"The certificate's private key, PEM."_s, u"file"_s},
         {u"set"_s, u"Any other setting; may be given several times."_s, u"name=value"_s}});
}

QMap<QString, QString> settingsOf(const QCommandLineParser& parser)
{
    QMap<QString, QString> values;
    for (const SettingOption& each : settingOptions()) {
        const QString value = parser.value(each.option);
        if (parser.isSet(each.option))
            values.insert(each.setting, each.isFile ? QFileInfo(value).absoluteFilePath() : value);
    }
    for (const QString& assignment : parser.values(u"set"_s))
        values.insert(assignment.section(u'=', 0, 0), assignment.section(u'=', 1));
    return values;
}

} // namespace

int runSetup(const QStringList& arguments, Settings::Declarations declarations)
{
    QCommandLineParser parser;
    describeOptions(parser);
    parser.process(arguments);
    const SetupWishes wishes{.dataFolder = parser.value(u"data"_s),
                             .panelUrl = parser.value(u"panel-url"_s),
                             .identityProviderUrl = parser.value(u"identity-provider-url"_s),
                             .rpId = parser.value(u"rp-id"_s),
                             .settings = settingsOf(parser)};
    if (wishes.dataFolder.isEmpty() || wishes.panelUrl.isEmpty()) {
        QTextStream(stderr) << "keydeskd: init needs --data and --panel-url\n";
        return 2;
    }
    SystemRandom random;
    const auto code = ServiceSetup(declarations, random).run(wishes);
    if (!code) {
        QTextStream(stderr) << "keydeskd: " << code.error().context << '\n';
        return 1;
    }
    QTextStream(stdout) << "Made " << wishes.dataFolder
                        << ". Keep a copy of master.keys apart from the database's copies.\n"
                        << "Start it with: keydeskd --config " << wishes.dataFolder << "/keydeskd.toml\n"
                        << "The administrator's one-time code, good for 24 hours and shown this once:\n  "
                        << QString::fromUtf8(code->code->view()) << '\n';
    return 0;
}

} // namespace keydesk
