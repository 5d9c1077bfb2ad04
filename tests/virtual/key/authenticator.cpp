#include "virtual/key/authenticator.h"

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace keydesk::virtualkey {

namespace {

enum class Command : quint8 {
    MakeCredential = 0x01,
    GetAssertion = 0x02,
    GetInfo = 0x04,
    ClientPin = 0x06,
    Reset = 0x07,
    GetNextAssertion = 0x08,
    CredentialManagement = 0x0a,
    Selection = 0x0b,
    Config = 0x0d,
    CredentialManagementPreview = 0x41,
};

constexpr auto resetWithin = 10s;

bool hasParameters(Command command)
{
    return command != Command::GetInfo && command != Command::Reset && command != Command::GetNextAssertion &&
           command != Command::Selection;
}

bool isOfCtap21(Command command)
{
    return command == Command::CredentialManagement || command == Command::Selection || command == Command::Config ||
           command == Command::CredentialManagementPreview;
}

template <typename Item>
Cbor::Array numbers(const std::vector<Item>& items)
{
    Cbor::Array array;
    for (const Item item : items)
        array.push_back(static_cast<int>(item));
    return array;
}

} // namespace

QString commandName(quint8 command)
{
    switch (static_cast<Command>(command)) {
    case Command::MakeCredential:
        return u"makeCredential"_s;
    case Command::GetAssertion:
        return u"getAssertion"_s;
    case Command::GetInfo:
        return u"getInfo"_s;
    case Command::ClientPin:
        return u"clientPin"_s;
    case Command::Reset:
        return u"reset"_s;
    case Command::GetNextAssertion:
        return u"getNextAssertion"_s;
    case Command::CredentialManagement:
    case Command::CredentialManagementPreview:
        return u"credentialManagement"_s;
    case Command::Selection:
        return u"selection"_s;
    case Command::Config:
        return u"config"_s;
    }
    return {};
}

Authenticator::Authenticator(const KeyModel& model, std::unique_ptr<KeyMemory> memory, Signer signer,
                             const Clock& clock, Random& random)
    : m_model(model),
      m_memory(std::move(memory)),
      m_signer(std::move(signer)),
      m_clock(clock),
      m_pin(m_model, *m_memory, clock, random),
      m_registration({m_model, *m_memory, clock, random, m_signer, m_pin}),
      m_assertions({m_model, *m_memory, clock, random, m_signer, m_pin}),
      m_management({m_model, *m_memory, clock, random, m_signer, m_pin}),
      m_configuration({m_model, *m_memory, clock, random, m_signer, m_pin}),
      m_u2f({m_model, *m_memory, clock, random, m_signer, m_pin}),
      m_poweredUp(clock.now())
{
}

Result<std::unique_ptr<Authenticator>> Authenticator::open(const KeyModel& model, const QString& folder,
                                                           const QString& manufacturerFolder, const Clock& clock,
                                                           Random& random)
{
    auto memory = KeyMemory::open(folder);
    if (!memory)
        return memory.error();
    auto manufacturer = Manufacturer::open(manufacturerFolder);
    if (!manufacturer)
        return manufacturer.error();
    auto signer = Signer::open(model, *manufacturer);
    if (!signer)
        return signer.error();
    return std::unique_ptr<Authenticator>(new Authenticator(model, memory.take(), signer.take(), clock, random));
}

void Authenticator::powerUp()
{
    m_pin.powerUp();
    m_assertions.forget();
    m_management.forget();
    m_poweredUp = m_clock.now();
}

Outcome Authenticator::handle(const QByteArray& message)
{
    if (message.isEmpty())
        return CtapStatus::InvalidLength;
    if (message.size() > longestMessage)
        return CtapStatus::RequestTooLarge;
    const auto command = static_cast<Command>(message.front());
    if (commandName(static_cast<quint8>(command)).isEmpty() || (isOfCtap21(command) && !m_model.isNewest()))
        return CtapStatus::InvalidCommand;
    const QByteArrayView rest = QByteArrayView(message).sliced(1);
    if (!hasParameters(command))
        return rest.isEmpty() ? dispatch(static_cast<quint8>(command), Cbor()) : Outcome(CtapStatus::InvalidLength);
    const auto parameters = Cbor::decode(rest);
    if (!parameters)
        return CtapStatus::InvalidCbor;
    return dispatch(static_cast<quint8>(command), *parameters);
}

Outcome Authenticator::dispatch(quint8 number, const Cbor& parameters)
{
    const auto command = static_cast<Command>(number);
    if (command != Command::GetNextAssertion)
        m_assertions.forget();
    if (command != Command::CredentialManagement && command != Command::CredentialManagementPreview)
        m_management.forget();
    switch (command) {
    case Command::MakeCredential:
        return m_registration.handle(parameters);
    case Command::GetAssertion:
        return m_assertions.handle(parameters);
    case Command::GetInfo:
        return Reply(info());
    case Command::ClientPin:
        return m_pin.handle(parameters);
    case Command::Reset:
        return reset();
    case Command::GetNextAssertion:
        return m_assertions.next();
    case Command::CredentialManagement:
    case Command::CredentialManagementPreview:
        return m_management.handle(parameters);
    case Command::Selection:
        return AfterTouch{.touched = [] { return CtapStatus::Ok; }};
    case Command::Config:
        return m_configuration.handle(parameters);
    }
    return CtapStatus::InvalidCommand;
}

QByteArray Authenticator::handleU2f(QByteArrayView message, const std::function<bool()>& takeTouch)
{
    m_assertions.forget();
    m_management.forget();
    return m_u2f.handle(message, takeTouch);
}

Outcome Authenticator::reset()
{
    if (m_clock.now() - m_poweredUp > resetWithin)
        return CtapStatus::NotAllowed;
    return AfterTouch{.touched = [this] {
        const bool isClear = m_memory->clear();
        m_pin.powerUp();
        return isClear ? CtapStatus::Ok : CtapStatus::Other;
    }};
}

Cbor::Map Authenticator::info() const
{
    const KeySettings& settings = m_memory->settings();
    Cbor::Array versions{u"FIDO_2_0"_s};
    if (!settings.alwaysVerifies)
        versions.insert(versions.begin(), u"U2F_V2"_s);
    Cbor::Map options{{u"rk"_s, true}, {u"up"_s, true}, {u"plat"_s, false}, {u"clientPin"_s, settings.hasPin()}};
    Cbor::Map info{{3, m_model.aaguid}, {5, longestMessage}, {6, numbers(m_model.pinProtocols)}};
    Cbor::Array extensions{u"hmac-secret"_s};
    if (m_model.isNewest()) {
        versions.push_back(u"FIDO_2_1"_s);
        extensions = {u"credProtect"_s, u"hmac-secret"_s, u"minPinLength"_s};
        for (const QString& option :
             {u"credMgmt"_s, u"credentialMgmtPreview"_s, u"pinUvAuthToken"_s, u"authnrCfg"_s, u"setMinPINLength"_s})
            options.push_back({option, true});
        options.push_back({u"alwaysUv"_s, settings.alwaysVerifies});
        options.push_back({u"makeCredUvNotRqd"_s, m_model.makesUnverified && !settings.alwaysVerifies});
        Cbor::Array algorithms;
        for (const Algorithm algorithm : m_model.algorithms)
            algorithms.push_back(Cbor::Map{{u"alg"_s, static_cast<int>(algorithm)}, {u"type"_s, u"public-key"_s}});
        const Cbor::Map newer{{7, longestIdList},
                              {8, longestCredentialId},
                              {9, Cbor::Array{u"usb"_s}},
                              {10, algorithms},
                              {12, settings.mustChangePin},
                              {13, settings.minimumPinLength},
                              {14, firmwareVersion},
                              {16, mostPinLengthReaders},
                              {20, std::max(0, m_model.slots - m_memory->discoverableCount())}};
        info.insert(info.end(), newer.begin(), newer.end());
    }
    info.push_back({1, versions});
    info.push_back({2, extensions});
    info.push_back({4, options});
    return info;
}

} // namespace keydesk::virtualkey
