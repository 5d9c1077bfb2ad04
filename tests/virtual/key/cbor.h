#pragma once

#include <QByteArray>
#include <QString>
#include <optional>
#include <variant>
#include <vector>

namespace keydesk::virtualkey {

/// One CBOR data item of the kinds that CTAP2 messages are made of: null, booleans, integers, byte and text strings,
/// arrays and maps. A value.
class Cbor
{
public:
    struct Entry;
    using Array = std::vector<Cbor>;
    using Map = std::vector<Entry>; ///< In any order; encode() sorts.

    Cbor();
    Cbor(bool value);
    Cbor(int value);
    Cbor(qint64 value);
    Cbor(QByteArray value);
    Cbor(QString value);
    Cbor(Array value);
    Cbor(Map value);
    Cbor(const char*) = delete; // It would become a boolean.

    /// T is bool, qint64, QByteArray, QString, Array or Map; nullptr when this is of another kind.
    template <typename T>
    const T* as() const
    {
        return std::get_if<T>(&m_value);
    }
    /// The value under a key; nullptr when there is none or this is no map.
    const Cbor* find(const Cbor& key) const;

    /// The canonical form of CTAP 2.1 section 8: shortest integers, definite lengths, sorted keys.
    QByteArray encode() const;
    /// Exactly one item in canonical form, at most 4 levels deep; nullopt for anything else.
    static std::optional<Cbor> decode(QByteArrayView bytes);

    friend bool operator==(const Cbor& left, const Cbor& right) { return left.m_value == right.m_value; }

private:
    std::variant<std::monostate, bool, qint64, QByteArray, QString, Array, Map> m_value;
};

struct Cbor::Entry
{
    Cbor key;
    Cbor value;
    friend bool operator==(const Entry& left, const Entry& right)
    {
        return left.key == right.key && left.value == right.value;
    }
};

} // namespace keydesk::virtualkey
