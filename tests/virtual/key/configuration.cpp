#include "virtual/key/configuration.h"

namespace keydesk::virtualkey {

namespace {

constexpr qint64 toggleCommand = 2;
constexpr qint64 minimumPinLengthCommand = 3;
constexpr qint64 longestPin = 63;

} // namespace

Reply Configuration::handle(const Cbor& request)
{
    Parameters in(request);
    const auto subcommand = in.required<qint64>(1);
    const auto parameters = in.optional<Cbor::Map>(2);
    const PinProof proof{.signature = in.optional<QByteArray>(4), .protocol = in.optional<qint64>(3)};
    if (in.problem())
        return *in.problem();
    if (subcommand != toggleCommand && subcommand != minimumPinLengthCommand)
        return CtapStatus::InvalidParameter;
    const KeySettings& settings = m_parts.memory.settings();
    if (settings.hasPin() || (settings.alwaysVerifies && subcommand != toggleCommand)) {
        const QByteArray message = QByteArray(32, '\xff') + '\x0d' + static_cast<char>(subcommand) +
                                   (parameters ? Cbor(*parameters).encode() : QByteArray());
        if (const auto refused = m_parts.pin.authorise(proof, Permission::Configure, message))
            return *refused;
    }
    return subcommand == toggleCommand ? toggleAlwaysVerify() : setMinimumPinLength(parameters.value_or(Cbor::Map()));
}

Reply Configuration::toggleAlwaysVerify()
{
    KeySettings settings = m_parts.memory.settings();
    settings.alwaysVerifies = !settings.alwaysVerifies;
    return m_parts.memory.save(settings) ? CtapStatus::Ok : CtapStatus::Other;
}

Reply Configuration::setMinimumPinLength(const Cbor& parameters)
{
    KeySettings settings = m_parts.memory.settings();
    Parameters in(parameters);
    const auto length = in.optional<qint64>(1).value_or(settings.minimumPinLength);
    const auto readers = in.optional<Cbor::Array>(2);
    const bool mustChange = in.optional<bool>(3).value_or(false);
    if (in.problem())
        return *in.problem();
    if (length < settings.minimumPinLength || length > longestPin)
        return CtapStatus::PinPolicyViolation;
    if (mustChange && !settings.hasPin())
        return CtapStatus::PinNotSet;
    if (readers && readers->size() > static_cast<std::size_t>(mostPinLengthReaders))
        return CtapStatus::KeyStoreFull;
    settings.minimumPinLength = static_cast<int>(length);
    if (settings.hasPin() && (mustChange || settings.pinLength < length))
        settings.mustChangePin = true;
    if (readers) {
        settings.minimumPinLengthReaders.clear();
        for (const Cbor& reader : *readers) {
            const QString* text = reader.as<QString>();
            if (text == nullptr)
                return CtapStatus::UnexpectedType;
            settings.minimumPinLengthReaders.append(*text);
        }
    }
    if (!m_parts.memory.save(settings))
        return CtapStatus::Other;
    if (settings.mustChangePin)
        m_parts.pin.token().stop();
    return CtapStatus::Ok;
}

} // namespace keydesk::virtualkey
