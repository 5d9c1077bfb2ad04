#include "appoptions.h"

#include "base/settings.h"
#include "presenters/choicenames.h"

#include <QCommandLineParser>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

const Setting<QString> serviceUrl{"service.url", {}, "Address of the registration service, https only."};
const Setting<QString> serviceCaFile{
    "service.ca_file", {}, "File with the authorities (PEM) that may vouch for the service. Empty: the system's."};
const Setting<QString> dataFolder{
    "data.folder", {}, "Folder of this installation's key and remembered choices. Empty: the account's own."};
const Setting<QString> enrolmentCodeFile{
    "enrolment.code_file", {}, "File with a one-time code that enrols this installation at its first start."};
const Setting<bool> kiosk{"panel.kiosk", false, "Full screen, locked, and forgetting everybody: for walk-up kiosks."};
const Setting<QString> language{
    "panel.language", {}, "Language where every visit starts, \"en\" or \"tr\". Empty: the system's."};
const Setting<QString> theme{"panel.theme", {}, "\"system\", \"light\", \"dark\" or \"high-contrast\"."};
const Setting<QString> textSize{"panel.text_size", {}, "\"normal\" or \"large\"."};

const SettingDeclaration* const declarations[] = {&serviceUrl, &serviceCaFile, &dataFolder, &enrolmentCodeFile,
                                                  &kiosk,      &language,      &theme,      &textSize};

Error refusal(const QString& why)
{
    return {.code = ErrorCode::InvalidRequest, .context = why};
}

void declareOptions(QCommandLineParser& parser)
{
    parser.setApplicationDescription(u"Keydesk: register the things you sign in with."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({
        {u"kiosk"_s, u"Full screen, locked, and forgetting everybody."_s},
        {u"service"_s, u"Address of the registration service."_s, u"URL"_s},
        {u"ca"_s, u"Authorities (PEM) that may vouch for the service; without it, the system's."_s, u"FILE"_s},
        {u"data"_s, u"Folder of this installation's key and remembered choices."_s, u"DIR"_s},
        {u"language"_s, u"Language to start in: en or tr."_s, u"LANGUAGE"_s},
        {u"theme"_s, u"system, light, dark or high-contrast."_s, u"THEME"_s},
        {u"text-size"_s, u"normal or large."_s, u"SIZE"_s},
        {u"key-socket"_s,
         u"A virtual security key at a Unix socket, for trying and testing; may be given several times."_s, u"PATH"_s},
        {u"enrol-code-file"_s, u"File with a one-time code that enrols this installation at its first start."_s,
         u"FILE"_s},
        {u"config"_s, u"Settings file; without it ~/.config/keydesk/keydesk.toml or /etc/keydesk/keydesk.toml."_s,
         u"FILE"_s},
        {u"example-config"_s, u"Print a settings file with every setting explained."_s},
    });
}

Result<Settings> loadSettings(const QCommandLineParser& parser)
{
    if (parser.isSet(u"config"_s))
        return Settings::load(parser.value(u"config"_s), declarations);
    const QString own =
        QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) % "/keydesk/keydesk.toml"_L1;
    for (const QString& path : {own, u"/etc/keydesk/keydesk.toml"_s})
        if (QFileInfo::exists(path))
            return Settings::load(path, declarations);
    return Settings::parse({}, {}, declarations);
}

/// A named choice of the command line or, without one, of the settings; empty text leaves it open.
template <typename Choice>
Result<void> choose(const QString& text, std::optional<Choice> (*fromName)(QStringView), std::optional<Choice>& choice)
{
    if (text.isEmpty())
        return done();
    choice = fromName(text);
    if (!choice)
        return refusal(u"not one of the known values: "_s % text);
    return done();
}

Result<void> checkKeySockets(const AppOptions& options, BuildKind build)
{
    constexpr qsizetype longestPath = 107; // sockaddr_un holds 108 bytes and the end.
    for (const QString& path : options.keySockets)
        if (path.isEmpty() || QFile::encodeName(path).size() > longestPath)
            return refusal(u"not the path of a Unix socket: "_s % path);
    if (!options.keySockets.isEmpty() && options.isKiosk && build == BuildKind::Release)
        return refusal(u"--key-socket is not for kiosks"_s);
    return done();
}

Result<AppOptions> merge(const QCommandLineParser& parser, const Settings& settings, BuildKind build)
{
    const auto text = [&](const QString& option, const Setting<QString>& setting) {
        return parser.isSet(option) ? parser.value(option) : settings.value(setting);
    };
    const auto path = [&](const QString& option, const Setting<QString>& setting) {
        return parser.isSet(option) ? parser.value(option) : settings.path(setting);
    };
    AppOptions options{.service = QUrl(text(u"service"_s, serviceUrl), QUrl::StrictMode),
                       .caFile = path(u"ca"_s, serviceCaFile),
                       .dataFolder = path(u"data"_s, dataFolder),
                       .language = text(u"language"_s, language),
                       .enrolmentCodeFile = path(u"enrol-code-file"_s, enrolmentCodeFile),
                       .keySockets = parser.values(u"key-socket"_s),
                       .isKiosk = parser.isSet(u"kiosk"_s) || settings.value(kiosk)};
    if (const auto ok = choose(text(u"theme"_s, theme), themeFromName, options.theme); !ok)
        return ok.error();
    if (const auto ok = choose(text(u"text-size"_s, textSize), textSizeFromName, options.textSize); !ok)
        return ok.error();
    if (const auto ok = checkKeySockets(options, build); !ok)
        return ok.error();
    if (options.service.isEmpty())
        return refusal(u"no service: give --service URL, or service.url in keydesk.toml"_s);
    if (!options.service.isValid() || options.service.scheme() != "https"_L1 || options.service.host().isEmpty())
        return refusal(u"the service's address is not of the form https://host[:port]"_s);
    if (options.dataFolder.isEmpty())
        options.dataFolder = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) % "/keydesk"_L1;
    return options;
}

} // namespace

Result<AppOptions> parseOptions(const QStringList& arguments, BuildKind build)
{
    QCommandLineParser parser;
    declareOptions(parser);
    if (!parser.parse(arguments))
        return refusal(parser.errorText());
    if (parser.isSet(u"help"_s))
        return AppOptions{.answer = parser.helpText()};
    if (parser.isSet(u"version"_s))
        return AppOptions{.answer = u"keydesk "_s % QStringLiteral(KEYDESK_VERSION) % u'\n'};
    if (parser.isSet(u"example-config"_s))
        return AppOptions{.answer = QString::fromUtf8(Settings::example(declarations))};
    if (!parser.positionalArguments().isEmpty())
        return refusal(u"unknown argument: "_s % parser.positionalArguments().constFirst());
    const auto settings = loadSettings(parser);
    if (!settings)
        return settings.error();
    return merge(parser, *settings, build);
}

} // namespace keydesk
