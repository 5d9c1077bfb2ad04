#include "webauthn/cborvalue.h"

#include <algorithm>

namespace keydesk {

namespace {

template <typename Kind, typename Name>
const CborValue* memberNamed(const CborValue::Map* members, const Name& name)
{
    if (!members)
        return nullptr;
    const auto found = std::find_if(members->begin(), members->end(), [&](const CborValue::Member& each) {
        const Kind* label = std::get_if<Kind>(&each.label);
        return label && *label == name;
    });
    return found == members->end() ? nullptr : &found->value;
}

} // namespace

CborValue::CborValue(Opaque) : m_content(Opaque{}) {}
CborValue::CborValue(qint64 number) : m_content(number) {}
CborValue::CborValue(QByteArray bytes) : m_content(std::move(bytes)) {}
CborValue::CborValue(QString text) : m_content(std::move(text)) {}
CborValue::CborValue(Array items) : m_content(std::move(items)) {}
CborValue::CborValue(Map members) : m_content(std::move(members)) {}

std::optional<qint64> CborValue::integer() const
{
    const qint64* number = std::get_if<qint64>(&m_content);
    return number ? std::optional(*number) : std::nullopt;
}

const CborValue* CborValue::find(qint64 label) const
{
    return memberNamed<qint64>(map(), label);
}

const CborValue* CborValue::find(QStringView name) const
{
    return memberNamed<QString>(map(), name);
}

} // namespace keydesk
