#include "virtual/phone/phonecommand.h"

#include "virtual/phone/qrscanner.h"

#include <QCommandLineParser>
#include <QImage>
#include <QJsonDocument>
#include <QTextStream>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

Error misused(const QString& why)
{
    return {.code = ErrorCode::InvalidRequest, .context = why};
}

std::optional<Hash> hashFromName(const QString& name)
{
    const QString plain = name.toLower().remove(u'-');
    if (plain == u"sha1")
        return Hash::Sha1;
    if (plain == u"sha256")
        return Hash::Sha256;
    return plain == u"sha512" ? std::optional{Hash::Sha512} : std::nullopt;
}

QString hashName(Hash hash)
{
    switch (hash) {
    case Hash::Sha1:
        return u"SHA1"_s;
    case Hash::Sha256:
        return u"SHA256"_s;
    case Hash::Sha512:
        return u"SHA512"_s;
    }
    Q_UNREACHABLE();
}

void declare(QCommandLineParser& parser)
{
    parser.setApplicationDescription(
        u"A virtual phone: it stands in for a real one with an authenticator app, for trying Keydesk and for its "
        u"tests.\n"
        "It is no safe place for a real account's secret. Without --once, --json or --follow it opens a window."_s);
    parser.addOptions({
        {u"scan"_s, u"Scan the QR code in a picture file."_s, u"picture"_s},
        {u"uri"_s, u"Take the text of a code (otpauth://totp/…); - reads it from the standard input."_s, u"text"_s},
        {u"offset"_s, u"Set the phone's clock fast, or slow when negative."_s, u"seconds"_s},
        {u"once"_s, u"Print the code of this moment and the seconds left, and end."_s},
        {u"json"_s, u"The same for programs."_s},
        {u"follow"_s, u"Print each code when it begins, until ended."_s},
        {u"digits"_s, u"Misbehave: make codes of 6 or 8 digits, whatever the scanned code says."_s, u"digits"_s},
        {u"hash"_s, u"Misbehave: use sha1, sha256 or sha512."_s, u"hash"_s},
        {u"period"_s, u"Misbehave: use time steps of this length."_s, u"seconds"_s},
        {u"at"_s, u"Suppose that it is this time (seconds since 1970)."_s, u"time"_s},
    });
}

Result<std::optional<qint64>> number(const QCommandLineParser& parser, const QString& option, qint64 minimum,
                                     qint64 maximum)
{
    if (!parser.isSet(option))
        return std::optional<qint64>{};
    bool isNumber = false;
    const qint64 value = parser.value(option).toLongLong(&isNumber);
    if (!isNumber || value < minimum || value > maximum)
        return misused(u"--%1 wants a whole number from %2 to %3"_s.arg(option).arg(minimum).arg(maximum));
    return std::optional{value};
}

Result<AppHabits> readHabits(const QCommandLineParser& parser)
{
    constexpr qint64 aDay = 86'400;
    const auto offset = number(parser, u"offset"_s, -aDay, aDay);
    const auto digits = number(parser, u"digits"_s, 6, 8);
    const auto period = number(parser, u"period"_s, 1, aDay);
    for (const auto* value : {&offset, &digits, &period}) {
        if (!*value)
            return value->error();
    }
    AppHabits habits{.clockOffset = std::chrono::seconds{(*offset).value_or(0)}};
    if (*digits)
        habits.digits = static_cast<int>(**digits);
    if (*period)
        habits.period = std::chrono::seconds{**period};
    if (parser.isSet(u"hash"_s)) {
        habits.hash = hashFromName(parser.value(u"hash"_s));
        if (!habits.hash)
            return misused(u"--hash is one of sha1, sha256, sha512"_s);
    }
    return habits;
}

PhoneCommand::Output outputOf(const QCommandLineParser& parser)
{
    using Output = PhoneCommand::Output;
    if (parser.isSet(u"help"_s))
        return Output::Help;
    if (parser.isSet(u"version"_s))
        return Output::Version;
    if (parser.isSet(u"json"_s))
        return Output::Json;
    if (parser.isSet(u"once"_s))
        return Output::Once;
    return parser.isSet(u"follow"_s) ? Output::Follow : Output::Window;
}

} // namespace

Result<PhoneCommand> PhoneCommand::parse(const QStringList& arguments)
{
    QCommandLineParser parser;
    declare(parser);
    parser.addOptions({{{u"h"_s, u"help"_s}, u"Show this help."_s}, {{u"v"_s, u"version"_s}, u"Show the version."_s}});
    if (!parser.parse(arguments))
        return misused(parser.errorText());
    if (!parser.positionalArguments().isEmpty())
        return misused(u"unexpected argument: "_s + parser.positionalArguments().constFirst());

    PhoneCommand command{.output = outputOf(parser), .picture = parser.value(u"scan"_s), .uri = parser.value(u"uri"_s)};
    if (command.output == Output::Help || command.output == Output::Version)
        return command;
    if (!command.picture.isEmpty() && !command.uri.isEmpty())
        return misused(u"--scan and --uri: one of them"_s);
    if (command.output != Output::Window && command.picture.isEmpty() && command.uri.isEmpty())
        return misused(u"nothing to scan: --scan PICTURE or --uri TEXT"_s);
    auto habits = readHabits(parser);
    if (!habits)
        return habits.error();
    command.habits = *habits;
    const auto at = number(parser, u"at"_s, 0, 253'402'300'799);
    if (!at)
        return at.error();
    if (*at)
        command.at = Instant{std::chrono::seconds{**at}};
    return command;
}

QString PhoneCommand::help()
{
    QCommandLineParser parser;
    declare(parser);
    parser.addHelpOption();
    parser.addVersionOption();
    return parser.helpText();
}

Result<std::optional<VirtualPhone>> scannedPhone(const PhoneCommand& command, QTextStream& input)
{
    QByteArray text = command.uri.toUtf8();
    if (command.uri == u"-")
        text = input.readLine().trimmed().toUtf8();
    if (!command.picture.isEmpty()) {
        const QImage picture(command.picture);
        if (picture.isNull())
            return misused(u"no picture in "_s + command.picture);
        text = scanKeyUri(picture);
        if (text.isEmpty())
            return Error{.code = ErrorCode::NotFound, .context = u"no otpauth QR code in "_s + command.picture};
    }
    if (text.isEmpty())
        return std::optional<VirtualPhone>{};
    auto phone = VirtualPhone::scan(text, command.habits);
    if (!phone)
        return phone.error();
    return std::optional{phone.take()};
}

QString codeLine(const VirtualPhone& phone, Instant now)
{
    const ShownCode shown = phone.at(now);
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(shown.left).count();
    return u"%1  %2 s left  %3: %4"_s.arg(QString::fromLatin1(shown.code), QString::number(seconds),
                                          phone.account().issuer, phone.account().account);
}

QByteArray codeJson(const VirtualPhone& phone, Instant now)
{
    const ShownCode shown = phone.at(now);
    const OtpParameters parameters = phone.parameters();
    const QJsonObject json{
        {u"code"_s, QString::fromLatin1(shown.code)},
        {u"next"_s, QString::fromLatin1(shown.next)},
        {u"millisecondsLeft"_s, qint64{shown.left.count()}},
        {u"issuer"_s, phone.account().issuer},
        {u"account"_s, phone.account().account},
        {u"uri"_s, QString::fromLatin1(phone.account().encode().view())},
        {u"hash"_s, hashName(parameters.hash)},
        {u"digits"_s, parameters.digits},
        {u"period"_s, qint64{parameters.period.count()}},
        {u"clockOffset"_s, qint64{std::chrono::round<std::chrono::seconds>(phone.habits().clockOffset).count()}},
    };
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

} // namespace keydesk
