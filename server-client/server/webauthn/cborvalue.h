#pragma once

#include "base/result.h"

#include <QByteArray>
#include <variant>
#include <vector>

namespace keydesk {

/// One item of CBOR (RFC 8949), with everything in it. A value: it owns what it holds.
class CborValue
{
public:
    struct Member;
    using Label = std::variant<qint64, QString>; ///< The name of a map's member.
    using Array = std::vector<CborValue>;
    using Map = std::vector<Member>;
    struct Opaque ///< True, false, null, undefined and floating-point numbers: nothing here reads them.
    {
    };

    explicit CborValue(Opaque);
    explicit CborValue(qint64 number);
    explicit CborValue(QByteArray bytes);
    explicit CborValue(QString text);
    explicit CborValue(Array items);
    explicit CborValue(Map members);

    // Each is null (or nullopt) where the item is of another type.
    std::optional<qint64> integer() const;
    const QByteArray* bytes() const;
    const QString* text() const;
    const Array* array() const;
    const Map* map() const;

    /// The member of a map; null where there is none, or this is no map.
    const CborValue* find(qint64 label) const;
    const CborValue* find(QStringView name) const;

private:
    std::variant<Opaque, qint64, QByteArray, QString, Array, Map> m_content;
};

struct CborValue::Member
{
    Label label;
    CborValue value;
};

inline const QByteArray* CborValue::bytes() const
{
    return std::get_if<QByteArray>(&m_content);
}
inline const QString* CborValue::text() const
{
    return std::get_if<QString>(&m_content);
}
inline const CborValue::Array* CborValue::array() const
{
    return std::get_if<Array>(&m_content);
}
inline const CborValue::Map* CborValue::map() const
{
    return std::get_if<Map>(&m_content);
}

struct CborLimits
{
    qsizetype size = 64 * 1024; ///< Bytes.
    int depth = 8;              ///< Arrays and maps within each other.
    int items = 512;            ///< Of every kind, in total.
};

/// Reads strictly, as CTAP 2.1 section 8 ("message encoding") wants authenticators to write: lengths and integers in
/// their shortest form, no indefinite length, no tag, no label twice, labels that are integers or text, text that is
/// UTF-8; integers within 64 bits with sign. Only the order of labels is free, as it carries no meaning. InvalidRequest
/// (context says what and at which byte), TooLarge for the limits.
Result<CborValue> readCbor(QByteArrayView bytes, const CborLimits& limits = {});

struct CborPrefix
{
    CborValue value;
    qsizetype size = 0; ///< How many bytes it takes.
};
/// The same for an item that is followed by other bytes.
Result<CborPrefix> readFirstCbor(QByteArrayView bytes, const CborLimits& limits = {});

} // namespace keydesk
