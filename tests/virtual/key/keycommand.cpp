#include "virtual/key/keycommand.h"

#include <QCommandLineParser>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

using namespace Qt::Literals::StringLiterals;

namespace keydesk::virtualkey {

namespace {

Error misused(const QString& why)
{
    return {.code = ErrorCode::InvalidRequest, .context = why};
}

void declare(QCommandLineParser& parser)
{
    parser.setApplicationDescription(
        u"A virtual security key: it stands in for a real one, for trying Keydesk and for its tests. It speaks CTAP "
        u"2.1 and "
        u"U2F on a Unix socket; start the app with --key-socket and the same path.\n"
        "It is no safe place for a real account's key. Without --headless it opens a window with the place to "
        "touch.\n\n"
        "    keydesk-key --socket /tmp/key --data ~/virtual-key\n"
        "    keydesk-key --socket /tmp/key --data /tmp/key-data --headless --touch manual --control /tmp/key-control\n"
        "    keydesk-key --control /tmp/key-control --tell touch"_s);
    parser.addOptions({
        {u"socket"_s, u"Where the app finds the key."_s, u"path"_s},
        {u"data"_s, u"The key's memory; it is made where there is none."_s, u"folder"_s},
        {u"manufacturer"_s,
         u"The manufacturer's certificates; keys may share them. Default: \"manufacturer\" in the data folder. "
         u"The relying party's trust anchor is root.pem."_s,
         u"folder"_s},
        {u"headless"_s, u"Open no window."_s},
        {u"unplugged"_s, u"Wait for the command \"plug\" or the button."_s},
        {u"touch"_s, u"auto, manual or never. Default: manual with a window, auto without."_s, u"mode"_s},
        {u"touch-timeout"_s, u"How long the key waits for a touch. Default: 30."_s, u"seconds"_s},
        {u"generation"_s, u"2.1, 2.0 (says less of itself, no management) or u2f. Default: 2.1."_s, u"name"_s},
        {u"attestation"_s, u"packed, self or none. Default: packed."_s, u"form"_s},
        {u"aaguid"_s, u"Another model's."_s, u"uuid"_s},
        {u"algorithms"_s, u"Of es256, es384, eddsa. Default: es256,eddsa,es384."_s, u"list"_s},
        {u"pin-protocols"_s, u"Of 1, 2, the preferred one first. Default: 2,1."_s, u"list"_s},
        {u"always-pin"_s, u"With a PIN set, make no credential without it (no makeCredUvNotRqd)."_s},
        {u"slots"_s, u"How many discoverable credentials fit. Default: 25."_s, u"number"_s},
        {u"control"_s, u"Take commands on this Unix socket: a JSON object a line."_s, u"path"_s},
        {u"tell"_s,
         u"Send a command to the key that listens on --control, print its answer and end. A name (touch, deny, plug, "
         u"unplug, state, credentials, clear-faults) or a JSON object."_s,
         u"command"_s},
    });
}

template <typename Value>
struct Choice
{
    QStringView name;
    Value value;
};

template <typename Value, std::size_t count>
std::optional<Value> chosen(const QString& name, const std::array<Choice<Value>, count>& choices)
{
    for (const Choice<Value>& choice : choices) {
        if (choice.name == name)
            return choice.value;
    }
    return std::nullopt;
}

constexpr std::array generations{
    Choice<KeyModel::Generation>{u"2.1", KeyModel::Generation::Ctap21},
    Choice<KeyModel::Generation>{u"2.0", KeyModel::Generation::Ctap20},
    Choice<KeyModel::Generation>{u"u2f", KeyModel::Generation::U2f},
};
constexpr std::array attestations{
    Choice<KeyModel::AttestationForm>{u"packed", KeyModel::AttestationForm::Packed},
    Choice<KeyModel::AttestationForm>{u"self", KeyModel::AttestationForm::Self},
    Choice<KeyModel::AttestationForm>{u"none", KeyModel::AttestationForm::None},
};
constexpr std::array algorithms{
    Choice<Algorithm>{u"es256", Algorithm::Es256},
    Choice<Algorithm>{u"es384", Algorithm::Es384},
    Choice<Algorithm>{u"eddsa", Algorithm::EdDsa},
};
constexpr std::array protocols{
    Choice<PinProtocol>{u"1", PinProtocol::One},
    Choice<PinProtocol>{u"2", PinProtocol::Two},
};
constexpr std::array touchModes{
    Choice<TouchMode>{u"auto", TouchMode::Auto},
    Choice<TouchMode>{u"manual", TouchMode::Manual},
    Choice<TouchMode>{u"never", TouchMode::Never},
};

/// Reads options into a plan; the first problem stays.
class Reader
{
public:
    explicit Reader(const QCommandLineParser& parser) : m_parser(parser) {}

    template <typename Value, std::size_t count>
    void choice(const QString& option, const std::array<Choice<Value>, count>& choices, Value& value)
    {
        if (!m_parser.isSet(option))
            return;
        if (const auto found = chosen(m_parser.value(option), choices))
            value = *found;
        else
            fail(option);
    }

    template <typename Value, std::size_t count>
    void list(const QString& option, const std::array<Choice<Value>, count>& choices, std::vector<Value>& values)
    {
        if (!m_parser.isSet(option))
            return;
        values.clear();
        for (const QString& name : m_parser.value(option).split(u',')) {
            if (const auto found = chosen(name, choices))
                values.push_back(*found);
            else
                fail(option);
        }
    }

    std::optional<int> number(const QString& option, int maximum)
    {
        if (!m_parser.isSet(option))
            return std::nullopt;
        bool isNumber = false;
        const int number = m_parser.value(option).toInt(&isNumber);
        if (!isNumber || number < 0 || number > maximum)
            fail(option);
        return number;
    }

    void aaguid(QByteArray& value)
    {
        if (!m_parser.isSet(u"aaguid"_s))
            return;
        const QUuid uuid = QUuid::fromString(m_parser.value(u"aaguid"_s));
        if (uuid.isNull())
            fail(u"aaguid"_s);
        value = uuid.toRfc4122();
    }

    void fail(const QString& option)
    {
        if (!problem)
            problem = misused(u"--%1 cannot be \"%2\""_s.arg(option, m_parser.value(option)));
    }
    std::optional<Error> problem;

private:
    const QCommandLineParser& m_parser;
};

KeyCommand::Action actionOf(const QCommandLineParser& parser)
{
    using Action = KeyCommand::Action;
    if (parser.isSet(u"help"_s))
        return Action::Help;
    if (parser.isSet(u"version"_s))
        return Action::Version;
    if (parser.isSet(u"tell"_s))
        return Action::Tell;
    return parser.isSet(u"headless"_s) ? Action::Headless : Action::Window;
}

Result<KeyPlan> readPlan(const QCommandLineParser& parser, KeyCommand::Action action)
{
    KeyPlan plan{.socket = parser.value(u"socket"_s),
                 .folder = parser.value(u"data"_s),
                 .manufacturerFolder = parser.value(u"manufacturer"_s),
                 .touchMode = action == KeyCommand::Action::Window ? TouchMode::Manual : TouchMode::Auto};
    Reader read(parser);
    read.choice(u"touch"_s, touchModes, plan.touchMode);
    read.choice(u"generation"_s, generations, plan.model.generation);
    read.choice(u"attestation"_s, attestations, plan.model.attestation);
    read.list(u"algorithms"_s, algorithms, plan.model.algorithms);
    if (plan.model.generation != KeyModel::Generation::Ctap21)
        plan.model.pinProtocols = {PinProtocol::One};
    read.list(u"pin-protocols"_s, protocols, plan.model.pinProtocols);
    read.aaguid(plan.model.aaguid);
    plan.model.makesUnverified = !parser.isSet(u"always-pin"_s);
    plan.model.slots = read.number(u"slots"_s, 10'000).value_or(plan.model.slots);
    if (const auto seconds = read.number(u"touch-timeout"_s, 3600))
        plan.touchTimeout = std::chrono::seconds{*seconds};
    if (read.problem)
        return *read.problem;
    return plan;
}

} // namespace

std::optional<TouchMode> touchModeFrom(const QString& name)
{
    return chosen(name, touchModes);
}

QString touchModeName(TouchMode mode)
{
    for (const auto& choice : touchModes) {
        if (choice.value == mode)
            return choice.name.toString();
    }
    Q_UNREACHABLE();
}

Result<KeyCommand> KeyCommand::parse(const QStringList& arguments)
{
    QCommandLineParser parser;
    declare(parser);
    parser.addOptions({{{u"h"_s, u"help"_s}, u"Show this help."_s}, {{u"v"_s, u"version"_s}, u"Show the version."_s}});
    if (!parser.parse(arguments))
        return misused(parser.errorText());
    if (!parser.positionalArguments().isEmpty())
        return misused(u"unexpected argument: "_s + parser.positionalArguments().constFirst());

    KeyCommand command{.action = actionOf(parser),
                       .control = parser.value(u"control"_s),
                       .isUnplugged = parser.isSet(u"unplugged"_s),
                       .order = parser.value(u"tell"_s)};
    if (command.action == Action::Help || command.action == Action::Version)
        return command;
    if (command.action == Action::Tell) {
        if (command.control.isEmpty())
            return misused(u"--tell wants to know whom: --control PATH"_s);
        return command;
    }
    if (!parser.isSet(u"socket"_s) || !parser.isSet(u"data"_s))
        return misused(u"--socket PATH and --data FOLDER are needed"_s);
    auto plan = readPlan(parser, command.action);
    if (!plan)
        return plan.error();
    command.plan = plan.take();
    return command;
}

QString KeyCommand::help()
{
    QCommandLineParser parser;
    declare(parser);
    parser.addHelpOption();
    parser.addVersionOption();
    return parser.helpText();
}

Result<QByteArray> tell(const QString& control, const QString& order)
{
    QByteArray line = order.toUtf8();
    if (!order.startsWith(u'{'))
        line = QJsonDocument(QJsonObject{{u"command"_s, order}}).toJson(QJsonDocument::Compact);
    QLocalSocket socket;
    socket.connectToServer(control);
    if (!socket.waitForConnected())
        return Error{.code = ErrorCode::Unreachable, .context = u"no key listens on "_s + control};
    socket.write(line + '\n');
    while (!socket.canReadLine()) {
        if (!socket.waitForReadyRead(-1))
            return Error{.code = ErrorCode::Unreachable, .context = u"the key went away"_s};
    }
    return socket.readLine().trimmed();
}

} // namespace keydesk::virtualkey
