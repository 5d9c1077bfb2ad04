#pragma once

#include "virtual/key/cbor.h"

#include <functional>

namespace keydesk::virtualkey {

/// CTAP 2.1 section 8.2.
enum class CtapStatus : quint8 {
    Ok = 0x00,
    InvalidCommand = 0x01,
    InvalidParameter = 0x02,
    InvalidLength = 0x03,
    UnexpectedType = 0x11,
    InvalidCbor = 0x12,
    MissingParameter = 0x14,
    LimitExceeded = 0x15,
    CredentialExcluded = 0x19,
    UnsupportedAlgorithm = 0x26,
    OperationDenied = 0x27,
    KeyStoreFull = 0x28,
    UnsupportedOption = 0x2b,
    InvalidOption = 0x2c,
    KeepaliveCancel = 0x2d,
    NoCredentials = 0x2e,
    UserActionTimeout = 0x2f,
    NotAllowed = 0x30,
    PinInvalid = 0x31,
    PinBlocked = 0x32,
    PinAuthInvalid = 0x33,
    PinAuthBlocked = 0x34,
    PinNotSet = 0x35,
    PinRequired = 0x36, ///< PUAT_REQUIRED.
    PinPolicyViolation = 0x37,
    RequestTooLarge = 0x39,
    InvalidSubcommand = 0x3e,
    UnauthorizedPermission = 0x40,
    Other = 0x7f,
};

/// A value, or why there is none.
template <typename T>
class [[nodiscard]] CtapResult
{
public:
    CtapResult(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    CtapResult(CtapStatus status) : m_state(std::in_place_index<1>, status) {}

    explicit operator bool() const { return m_state.index() == 0; }
    const T& operator*() const { return std::get<0>(m_state); }
    const T* operator->() const { return &std::get<0>(m_state); }
    CtapStatus status() const { return std::get<1>(m_state); }

private:
    std::variant<T, CtapStatus> m_state;
};

/// The answer to a command.
struct Reply
{
    Reply(CtapStatus why) : status(why) {}
    Reply(const Cbor::Map& content) : body(Cbor(content).encode()) {}

    CtapStatus status = CtapStatus::Ok;
    QByteArray body;

    QByteArray bytes() const { return static_cast<char>(status) + body; }
};

/// An answer that exists only after a person touched the key.
struct AfterTouch
{
    std::function<Reply()> touched;
    std::optional<CtapStatus> otherwise = {}; ///< Instead of "denied" and "timed out".
};

using Outcome = std::variant<Reply, AfterTouch>;

/// Reads the members of a map. Read all, then ask problem(): it is the first one.
class Parameters
{
public:
    explicit Parameters(const Cbor& map) : m_map(map)
    {
        if (map.as<Cbor::Map>() == nullptr)
            note(CtapStatus::UnexpectedType);
    }

    /// T as for Cbor::as().
    template <typename T>
    std::optional<T> optional(const Cbor& key)
    {
        const Cbor* item = m_map.find(key);
        if (item == nullptr)
            return std::nullopt;
        if (const T* value = item->as<T>())
            return *value;
        note(CtapStatus::UnexpectedType);
        return std::nullopt;
    }

    template <typename T>
    T required(const Cbor& key)
    {
        if (m_map.find(key) == nullptr)
            note(CtapStatus::MissingParameter);
        return optional<T>(key).value_or(T());
    }

    void note(CtapStatus problem)
    {
        if (!m_problem)
            m_problem = problem;
    }
    std::optional<CtapStatus> problem() const { return m_problem; }

private:
    Cbor m_map;
    std::optional<CtapStatus> m_problem;
};

} // namespace keydesk::virtualkey
